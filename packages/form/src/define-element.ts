/** Registers an element. Two copies on one page are harmless: the first one that comes names the element. */
export function defineElement(name: string, element: CustomElementConstructor): void {
  if (typeof customElements !== "undefined" && customElements.get(name) === undefined) {
    customElements.define(name, element);
  }
}
