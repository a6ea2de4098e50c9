/** Colours, text and the frame of every page. */
export const layoutCss = `
:root {
  color-scheme: light dark;
  --text: #212b32;
  --quiet: #4c6272;
  --edge: #4c6272;
  --line: #d8dde0;
  --page: #f0f4f5;
  --paper: #fff;
  --tint: #f0f4f5;
  --bar: #005eb8;
  --link: #005eb8;
  --link-hover: #7c2855;
  --wrong: #d5281b;
  --go: #007f3b;
  --go-shadow: #00401e;
  --stop: #b8221a;
  --stop-shadow: #5f110d;
  --urgent: #ed8b00;
  --focus: #ffeb3b;
  --focus-text: #212b32;
  --red-text: #6b140e; --red-back: #f7d4d1; --orange-text: #5a3200; --orange-back: #ffe6bf; --purple-text: #3f2a6b;
  --purple-back: #e6def5; --blue-text: #00366b; --blue-back: #d3e6f8; --green-text: #004722; --green-back: #cfe9d9;
  --grey-text: #354550; --grey-back: #e3e8eb;
}
@media screen and (prefers-color-scheme: dark) {
  :root {
    --text: #f0f4f5; --quiet: #c1ccd4; --edge: #aeb7bd; --line: #4c6272; --page: #111a22; --paper: #1b2731;
    --tint: #24323e; --bar: #003d78; --link: #8fc4ff; --link-hover: #f2b8d4; --wrong: #ff8a80; --urgent: #ffb81c;
    --red-text: #ffc9c4; --red-back: #4d1511; --orange-text: #ffdca3; --orange-back: #4a2f06; --purple-text: #dccdff;
    --purple-back: #33235a; --blue-text: #bfdeff; --blue-back: #0b3153; --green-text: #b7e8c9; --green-back: #0b3b21;
    --grey-text: #dce3e8; --grey-back: #37454f;
  }
}
*, ::before, ::after { box-sizing: border-box; }
html { -webkit-text-size-adjust: 100%; scroll-padding-top: 1rem; }
body {
  margin: 0; min-height: 100vh; display: flex; flex-direction: column; background: var(--page); color: var(--text);
  font: 1rem/1.5 "Frutiger W01", Arial, sans-serif; overflow-wrap: anywhere;
}
@media (min-width: 40em) { body { font-size: 1.1875rem; } }
h1, h2, h3 { font-weight: 600; line-height: 1.25; margin: 0; text-wrap: balance; }
h1 { font-size: 1.75em; margin-bottom: 0.75em; }
h2 { font-size: 1.3em; margin: 1.75em 0 0.6em; }
h3 { font-size: 1.1em; }
p { margin: 0 0 1em; max-width: 44em; }
ul, ol { margin: 0 0 1em; padding-left: 1.25em; max-width: 44em; }
li { margin-bottom: 0.4em; }
a { color: var(--link); text-underline-offset: 0.15em; }
a:hover { color: var(--link-hover); }
code { font-family: ui-monospace, "Cascadia Mono", Consolas, monospace; font-size: 0.9em; }
.id { font-family: ui-monospace, "Cascadia Mono", Consolas, monospace; font-size: 0.85em; }
.lead { color: var(--quiet); margin-bottom: 0.75em; }
.unseen {
  position: absolute !important; width: 1px; height: 1px; margin: -1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap;
}
.width { width: 100%; max-width: 72rem; margin: 0 auto; padding: 0 1rem; }
@media (min-width: 40em) { .width { padding: 0 2rem; } }
.skip-link { position: absolute; left: -999rem; top: 0; z-index: 1; padding: 0.75em 1em; }
.skip-link:focus { left: 0; }

header { background: var(--bar); color: #fff; }
header a, header .link { color: #fff; }
header a:hover, header .link:hover { color: #fff; text-decoration: none; }
.bar { display: flex; flex-wrap: wrap; align-items: center; justify-content: space-between; gap: 0 2em; padding-top: 0.5em; padding-bottom: 0.5em; }
.service { display: flex; align-items: center; min-height: 44px; font-size: 1.15em; font-weight: 600; text-decoration: none; }
.service:hover { text-decoration: underline; }
.account { display: flex; flex-wrap: wrap; align-items: center; gap: 0 1.25em; font-size: 0.9em; }
.account form { margin: 0; }
.account nav a { display: inline-flex; align-items: center; min-height: 44px; }
.menu { background: var(--paper); border-bottom: 1px solid var(--line); }
.menu ul { display: flex; flex-wrap: wrap; gap: 0 1.75em; list-style: none; margin-bottom: 0; }
.menu li { margin: 0; }
.menu a { display: inline-flex; align-items: center; min-height: 48px; border-bottom: 4px solid transparent; border-top: 4px solid transparent; }
.menu a[aria-current] { color: var(--text); font-weight: 600; text-decoration: none; border-bottom-color: var(--link); }
.back { display: inline-flex; align-items: center; min-height: 44px; margin: 0.75em 0 0.25em; text-decoration: none; }
.back::before { content: "‹"; margin-right: 0.4em; font-size: 1.4em; line-height: 1; }
.back span { text-decoration: underline; text-underline-offset: 0.15em; }
main form { margin-top: 1.75em; }
main { display: block; padding: 1.75em 0 3em; outline: none; }
main:has(> .back) { padding-top: 0; }
.back + h1 { margin-top: 0.4em; }
footer { margin-top: auto; border-top: 4px solid var(--bar); padding: 1.25em 0; color: var(--quiet); font-size: 0.9em; }
footer p { margin: 0; }

:focus-visible { outline: 3px solid var(--focus); outline-offset: 0; box-shadow: 0 0 0 6px var(--focus-text); }
a:focus-visible, summary:focus-visible, .link:focus-visible {
  color: var(--focus-text) !important; background: var(--focus); outline: 3px solid transparent; text-decoration: none;
  box-shadow: 0 -2px var(--focus), 0 4px var(--focus-text);
}
main:focus-visible { outline: none; box-shadow: none; }
`;
