import type { CommandRequest } from "./command.ts";

const everyMs = 2_000;

/** Returns a function to call with a count as often as you like: a person sees it every two seconds. */
export function progress(tell: CommandRequest["tell"], what: string): (count: number) => void {
  let toldAtMs = performance.now();
  return (count) => {
    if (performance.now() - toldAtMs < everyMs) return;
    toldAtMs = performance.now();
    tell(`${count} ${what} so far…`);
  };
}
