/*
 * Stands in for `@web/test-runner-commands`, which @open-wc/testing imports and which loads an address that only
 * web-test-runner serves. DOM snapshots are all that is lost.
 */
const absent = (): Promise<never> =>
  Promise.reject(new Error("web-test-runner commands do not exist in vitest: compare with shadowDom.to.equal"));

export const getSnapshotConfig = absent;
export const getSnapshots = absent;
export const getSnapshot = absent;
export const saveSnapshot = absent;
export const removeSnapshot = absent;
export const compareSnapshot = absent;
