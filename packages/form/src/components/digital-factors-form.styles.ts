import { css } from "lit";

/*
 * NHS look in our own words. Everything is reset on `.root`, inside, where no sheet of the host reaches; custom
 * properties and `::part` are the ways in. Colours follow the `color-scheme` of the host's page.
 */
export const formStyles = css`
  :host { display: block !important; }
  :host([hidden]) { display: none !important; }
  .root {
    --text: var(--digital-factors-text, light-dark(#212b32, #f0f4f5));
    --quiet: var(--digital-factors-secondary-text, light-dark(#4c6272, #c1ccd4));
    --edge: var(--digital-factors-border, light-dark(#4c6272, #aeb7bd));
    --line: var(--digital-factors-line, light-dark(#d8dde0, #4c6272));
    --paper: var(--digital-factors-background, light-dark(#fff, #16202b));
    --tint: var(--digital-factors-tint, light-dark(#f0f4f5, #22303d));
    --link: var(--digital-factors-link, light-dark(#005eb8, #8fc4ff));
    --wrong: var(--digital-factors-error, light-dark(#d5281b, #ff8a80));
    --go: var(--digital-factors-button, #007f3b);
    --go-shadow: #00401e;
    --focus: var(--digital-factors-focus, #ffeb3b);
    --focus-text: #212b32;
    all: initial;
    direction: ltr;
    unicode-bidi: isolate;
    display: block;
    color-scheme: inherit;
    box-sizing: border-box;
    font-family: var(--digital-factors-font-family, inherit);
    font-size: var(--digital-factors-font-size, max(1rem, 16px));
    line-height: 1.5;
    color: var(--text);
    overflow-wrap: anywhere;
  }
  .nhs-font { font-family: var(--digital-factors-font-family, "Frutiger W01", Arial, sans-serif); }
  .bare-font { all: initial; display: none; }
  *, ::before, ::after { box-sizing: border-box; }
  fieldset { margin: 0; padding: 0; border: 0; min-width: 0; }
  legend { padding: 0; float: left; width: 100%; }
  legend + * { clear: both; }
  h2, h3, p, ul, dl, dd { margin: 0; }
  h2 { font-size: 1.5em; line-height: 1.25; font-weight: 600; }
  h3 { font-size: 1.125em; line-height: 1.35; font-weight: 600; margin: 1.5em 0 0.5em; }
  p { margin-bottom: 1em; max-width: 44em; }
  b, dt, .legend { font-weight: 600; }
  .heading { display: block; margin: 0 0 0.75em; outline: none; }
  .legend { display: block; margin-bottom: 0.25em; }
  .field { margin-bottom: 2em; }
  .faulty { border-left: 4px solid var(--wrong); padding-left: 1em; }
  .hint { color: var(--quiet); margin-bottom: 0.5em; clear: both; }
  .error { color: var(--wrong); font-weight: 600; margin-bottom: 0.5em; clear: both; }
  .error:empty { margin: 0; }
  .unseen {
    position: absolute; width: 1px; height: 1px; margin: -1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap;
  }

  .choices { clear: both; display: grid; gap: 0.5em; }
  .choices > * { min-width: 0; }
  .choice { position: relative; padding-left: 3.25em; min-height: 44px; }
  .choice label { display: inline-block; padding: 10px 0; cursor: pointer; }
  .choice .hint { margin: -8px 0 4px; }
  .choice input {
    appearance: none; position: absolute; left: 0; top: 0; width: 44px; height: 44px; margin: 0; cursor: pointer;
    display: grid; place-content: center; color: var(--text); background: var(--paper); border: 2px solid var(--edge);
  }
  [type="radio"] { border-radius: 50%; }
  .choice [type="radio"]:checked::before { content: ""; border: 10px solid; border-radius: 50%; }
  .choice [type="checkbox"]:checked::before {
    content: ""; width: 22px; height: 11px; border: solid; border-width: 0 0 4px 4px; transform: translateY(-3px) rotate(-45deg);
  }
  .reveal { margin: 0 0 0.5em 21px; padding: 0.25em 0 0.25em 1.5em; border-left: 4px solid var(--line); }
  .row { display: flex; flex-wrap: wrap; gap: 0.5em 2em; }
  /* Two columns from 640 px of room, never three. A container query would cost a second pass over every style. */
  .tiles { gap: 0.75em; grid-template-columns: repeat(auto-fit, minmax(min(100%, max(19.6em, 40%)), 1fr)); }
  .tiles .choice { padding: 0.5em 0.75em 0.5em 4em; background: var(--paper); border: 1px solid var(--edge); border-radius: 4px; }
  .tiles input { z-index: 1; left: 0.75em; top: 0.5em; }
  .tiles label { font-weight: 600; padding-bottom: 4px; }
  .tiles label::after { content: ""; position: absolute; inset: 0; }
  .tiles .hint { margin: 0 0 4px; }
  .tiles .choice:hover { background: var(--tint); }
  .tiles .picked { background: var(--tint); border-color: var(--link); box-shadow: inset 0 0 0 2px var(--link); }

  [type="text"], textarea {
    appearance: none; display: block; width: 100%; max-width: 36em; min-height: 44px; padding: 6px 8px; margin-bottom: 0.5em;
    font: inherit; color: var(--text); background: var(--paper); border: 2px solid var(--edge); border-radius: 0;
  }
  .faulty textarea { border-color: var(--wrong); }
  textarea { resize: vertical; }
  [readonly] { background: var(--tint); field-sizing: content; }
  #other-system .choices { max-height: 24em; overflow: auto; padding: 6px; }

  button { font: inherit; cursor: pointer; }
  .buttons { display: flex; flex-wrap: wrap; gap: 1em; align-items: center; margin: 1em 0; }
  .primary, .secondary {
    min-height: 44px; padding: 8px 16px; font-weight: 600; border: 2px solid transparent; border-radius: 4px;
  }
  .primary { color: #fff; background: var(--go); box-shadow: 0 4px 0 var(--go-shadow); }
  .secondary { color: var(--link); background: var(--paper); border-color: var(--link); }
  .primary:hover { filter: brightness(0.9); }
  .secondary:hover { background: var(--tint); }
  .link { min-height: 44px; min-width: 44px; padding: 8px 0; color: var(--link); background: none; border: 0; text-decoration: underline; }
  a { color: var(--link); display: inline-block; padding: 10px 0; }

  :focus-visible { outline: 3px solid var(--focus); outline-offset: 0; box-shadow: 0 0 0 5px var(--focus-text); }
  button:focus-visible, a:focus-visible { color: var(--focus-text); background: var(--focus); }
  .choice input:focus-visible { border: 4px solid var(--text); }
  .heading:focus, #context:focus { outline: none; box-shadow: none; }

  .error-summary { padding: 1em 1.25em; margin-bottom: 2em; border: 4px solid var(--wrong); }
  .error-summary:focus { outline: 3px solid var(--focus); box-shadow: 0 0 0 5px var(--focus-text); }
  .error-summary h2 { font-size: 1.25em; margin-bottom: 0.5em; }
  .error-summary ul { list-style: none; padding: 0; }
  .error-summary a { color: var(--wrong); font-weight: 600; }
  .error-summary a:focus-visible { color: var(--focus-text); }
  .inset { margin: 0.5em 0 1.5em; padding: 0.75em 1em; border-left: 8px solid var(--link); background: var(--tint); }
  .inset p { margin-bottom: 0.5em; }
  .inset .secondary { margin-right: 0.5em; }
  .choices + .secondary { margin-top: 0.75em; }
  .panel { padding: 1.25em; border: 1px solid var(--edge); border-left: 8px solid var(--go); background: var(--paper); }
  .panel :last-child { margin-bottom: 0; }
  ul { padding-left: 1.25em; }
  li { margin-bottom: 0.5em; }

  .summary-list { margin-bottom: 1.5em; border-top: 1px solid var(--line); }
  .summary-list div { display: flex; flex-wrap: wrap; gap: 0 1em; padding: 0.25em 0; border-bottom: 1px solid var(--line); align-items: baseline; }
  dt { flex: 1 1 9em; }
  dd { flex: 3 1 12em; white-space: pre-line; padding: 8px 0; }
  .summary-list .action { flex: 0 0 auto; padding: 0; white-space: normal; }
  .printed { display: none; }

  @media (prefers-reduced-motion: no-preference) {
    .appear, .reveal { animation: appear 150ms ease-out; }
    @keyframes appear { from { opacity: 0; } }
  }
  @media (forced-colors: active) {
    .primary { border-color: ButtonText; }
    .tiles .picked { border: 4px solid Highlight; }
    .faulty, .error-summary { border-color: CanvasText; }
    :focus-visible, .error-summary:focus { outline-color: Highlight; }
    .choice input { forced-color-adjust: none; color: CanvasText; background: Canvas; border-color: CanvasText; }
    .choice input:focus-visible { border-color: Highlight; outline: 3px solid Highlight; }
  }
  @media print {
    .screen, .error-summary { display: none; }
    .printed { display: block; }
  }
`;
