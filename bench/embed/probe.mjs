// What runs inside a page to see when a form is painted and what a toggle costs. Functions are sent as text.

/** Put into every page before its own scripts. */
export function installProbe() {
  const longTasks = [];
  new PerformanceObserver((list) => {
    for (const { startTime, duration } of list.getEntries()) longTasks.push({ startTime, duration });
  }).observe({ type: "longtask", buffered: true });

  const find = (selectors) => {
    let scope = document;
    for (const selector of selectors) {
      const found = (scope.shadowRoot ?? scope).querySelector(selector);
      if (found === null) return null;
      scope = found;
    }
    return scope;
  };
  const isShown = (selectors) => {
    const found = find(selectors);
    return found !== null && found.getClientRects().length > 0 && found.checkVisibility({ visibilityProperty: true });
  };
  const frame = () => new Promise((settle) => requestAnimationFrame(settle));
  const untilShown = async (selectors, wanted, limitMs) => {
    const startedAtMs = performance.now();
    while (isShown(selectors) !== wanted) {
      if (performance.now() - startedAtMs > limitMs) throw new Error(`${selectors} did not change in ${limitMs} ms`);
      await frame();
    }
  };
  const task = () =>
    new Promise((settle) => {
      const { port1, port2 } = new MessageChannel();
      port2.onmessage = () => settle(performance.now());
      port1.postMessage(undefined);
    });
  // A task posted in a frame runs after that frame's rendering.
  const painted = () => frame().then(task);

  window.benchProbe = {
    find,
    async paintedMs(last, limitMs) {
      await untilShown(last, true, limitMs);
      return await painted();
    },
    /** Milliseconds over 50 of every long task that began before the instant. */
    blockedMs: (untilMs) =>
      longTasks
        .filter(({ startTime }) => startTime <= untilMs)
        .reduce((sum, { duration }) => sum + Math.max(0, duration - 50), 0),
    async toggle(radio, conditional, wanted) {
      await new Promise((settle) => setTimeout(settle, 50));
      // From the end of one frame, so that one frame is the least there can be.
      await painted();
      const startedAtMs = performance.now();
      find(radio).click();
      // What a form renders before the next frame counts as rendered at once.
      await task();
      await untilShown(conditional, wanted, 10_000);
      return (await painted()) - startedAtMs;
    },
  };
}
