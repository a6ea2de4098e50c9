// What the page loads: the support for hydration first, so that the element takes over what the server rendered.
import "@lit-labs/ssr-client/lit-element-hydrate-support.js";
import "@digital-factors/form/define";
