/**
 * Calls `onSign` whenever the browser gives a sign that delivery may work now: it says it is online, or the page is shown
 * again. Does nothing in Node.
 *
 * @returns A function that ends it.
 */
export function listenForOccasions(onSign: () => void): () => void {
  if (typeof window === "undefined") return () => {};
  const onVisible = () => {
    if (document.visibilityState === "visible") onSign();
  };
  window.addEventListener("online", onSign);
  window.addEventListener("pageshow", onSign);
  document.addEventListener("visibilitychange", onVisible);
  return () => {
    window.removeEventListener("online", onSign);
    window.removeEventListener("pageshow", onSign);
    document.removeEventListener("visibilitychange", onVisible);
  };
}
