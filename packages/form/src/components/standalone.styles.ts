import { css } from "lit";

/* What the elements that stand alone need besides the look of the form. */
export const standaloneStyles = css`
  :host(:state(empty)) { display: none !important; }
  .all > h3:first-child { margin-top: 0; }
  h3.heading { margin: 0 0 0.5em; font-size: 1.25em; }
  .field:last-child, p:last-child, ul:last-child, .behind p:last-child, .all > details { margin-bottom: 0; }
  .prompt {
    padding: clamp(1em, 4%, 1.5em); border: 1px solid var(--edge); border-left: 8px solid var(--digital-factors-prompt, #ffb81c);
  }
  .prompt .reveal { margin-left: clamp(0px, 100% - 24em, 21px); padding-left: 1em; }
  details { margin-bottom: 1.5em; }
  summary { display: list-item; width: fit-content; min-height: 44px; padding: 10px 0; color: var(--link); cursor: pointer; }
  summary span { text-decoration: underline; }
  summary:focus-visible { color: var(--focus-text); background: var(--focus); }
  .behind { padding: 0.25em 0 0.25em 1.5em; border-left: 4px solid var(--line); }
  .behind p { margin-bottom: 0.5em; }
  ul.behind { list-style: none; }
  .behind li { margin: 0; }
  .who { color: var(--quiet); }
  @media (forced-colors: active) {
    summary { color: LinkText; }
  }
  @media print {
    .buttons { display: none; }
  }
`;
