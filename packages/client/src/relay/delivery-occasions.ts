/**
 * Calls `onSign` whenever the browser gives a sign that delivery may work now: it says it is online, or the page is shown
 * again. Does nothing in Node.
 *
 * @param signal - Ends it.
 */
export function listenForOccasions(onSign: () => void, signal: AbortSignal): void {
  if (typeof window === "undefined") return;
  const onVisible = () => {
    if (document.visibilityState === "visible") onSign();
  };
  for (const type of ["online", "pageshow"]) window.addEventListener(type, onSign, { signal });
  document.addEventListener("visibilitychange", onVisible, { signal });
}
