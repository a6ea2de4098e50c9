/** What the components look like. */
export const componentCss = `
.button {
  display: inline-flex; align-items: center; justify-content: center; min-height: 44px; padding: 0.5em 1em; margin: 0; font: inherit;
  font-weight: 600; text-align: center; text-decoration: none; cursor: pointer; border: 2px solid transparent; border-radius: 4px;
}
.button.primary { color: #fff; background: var(--go); box-shadow: 0 4px 0 var(--go-shadow); }
.button.warning { color: #fff; background: var(--stop); box-shadow: 0 4px 0 var(--stop-shadow); }
.button.secondary { color: var(--link); background: var(--paper); border-color: var(--link); }
.button.primary:hover { color: #fff; background: #00662f; }
.button.warning:hover { color: #fff; background: #8f1a14; }
.button.secondary:hover { background: var(--tint); }
.button:focus-visible { color: var(--focus-text) !important; background: var(--focus) !important; border-color: transparent; box-shadow: 0 4px 0 var(--focus-text); }
.link { min-height: 44px; padding: 0; font: inherit; background: none; border: 0; text-decoration: underline; text-underline-offset: 0.15em; cursor: pointer; }
.buttons { display: flex; flex-wrap: wrap; align-items: center; gap: 0.75em 1.25em; margin: 1.25em 0; }
.cancel { display: inline-flex; align-items: center; min-height: 44px; }

.label { display: block; font-weight: 600; margin-bottom: 0.25em; padding: 0; }
.hint { color: var(--quiet); margin-bottom: 0.5em; }
.field { margin: 0 0 1.75em; padding: 0; border: 0; min-width: 0; }
.faulty { border-left: 4px solid var(--wrong); padding-left: 1em; }
.error-message { color: var(--wrong); font-weight: 600; margin-bottom: 0.5em; }
.input {
  appearance: none; display: block; width: 100%; min-height: 44px; padding: 6px 8px; font: inherit; color: var(--text);
  background: var(--paper); border: 2px solid var(--edge); border-radius: 0;
}
.input.short { max-width: 12em; }
.input.medium { max-width: 26em; }
.input.full { max-width: 36em; }
.faulty .input { border-color: var(--wrong); }
.choices { display: grid; gap: 0.5em; }
.choice { position: relative; min-height: 44px; padding-left: 56px; }
.choice label { display: inline-block; padding: 8px 0; cursor: pointer; }
.choice .hint { margin: -6px 0 4px; }
.choice input {
  appearance: none; position: absolute; left: 0; top: 0; width: 44px; height: 44px; margin: 0; cursor: pointer; display: grid;
  place-content: center; color: var(--text); background: var(--paper); border: 2px solid var(--edge);
}
.choice [type="radio"] { border-radius: 50%; }
.choice [type="radio"]:checked::before { content: ""; border: 10px solid; border-radius: 50%; }
.choice [type="checkbox"]:checked::before {
  content: ""; width: 22px; height: 11px; border: solid; border-width: 0 0 4px 4px; transform: translateY(-3px) rotate(-45deg);
}
.choice input:focus-visible { border: 4px solid var(--text); box-shadow: 0 0 0 4px var(--focus); outline: 3px solid transparent; }

.error-summary { padding: 1em 1.25em; margin-bottom: 2em; border: 4px solid var(--wrong); background: var(--paper); max-width: 46em; }
.error-summary:focus { outline: 3px solid var(--focus); box-shadow: 0 0 0 6px var(--focus-text); }
.error-summary h2 { margin: 0 0 0.5em; font-size: 1.2em; }
.error-summary ul { list-style: none; padding: 0; margin: 0; }
.error-summary li { margin: 0; font-weight: 600; }
.error-summary a { display: inline-block; padding: 8px 0; color: var(--wrong); }
.notice { margin-bottom: 2em; border: 4px solid var(--go); background: var(--paper); max-width: 46em; }
.notice h2 { margin: 0; padding: 0.35em 1em; font-size: 1em; color: #fff; background: var(--go); }
.notice p { margin: 0; padding: 0.9em 1em; font-weight: 600; }
.notice:focus { outline: 3px solid var(--focus); box-shadow: 0 0 0 6px var(--focus-text); }
.warning { display: flex; gap: 1em; align-items: flex-start; margin: 0 0 1.5em; max-width: 46em; }
.warning p { margin: 0; padding-top: 0.2em; font-weight: 600; }
.warning .mark {
  flex: 0 0 auto; width: 2em; height: 2em; display: grid; place-content: center; border-radius: 50%; font-weight: 700;
  color: var(--page); background: var(--text);
}
.inset { margin: 0 0 1.5em; padding: 1em 1.25em; border-left: 8px solid var(--link); background: var(--paper); max-width: 46em; }
.inset p { margin-bottom: 0.6em; }
.inset :last-child { margin-bottom: 0; }

.cards { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(100%, 26rem), 1fr)); gap: 1.25em; list-style: none; padding: 0; max-width: none; }
.card { position: relative; margin: 0; padding: 1.1em 1.25em; background: var(--paper); border: 1px solid var(--line); border-bottom-width: 4px; }
.card.urgent { border-left: 8px solid var(--urgent); }
.card h3 { display: flex; flex-direction: column; margin-bottom: 0.5em; }
.card .count { font-size: 2.2em; line-height: 1.1; }
.card a::after { content: ""; position: absolute; inset: 0; }
.card a:focus-visible { background: none; color: var(--text) !important; box-shadow: none; outline: none; text-decoration: underline; }
.card a:focus-visible::after { outline: 3px solid var(--focus); box-shadow: 0 0 0 6px var(--focus-text); }
.card p { font-size: 0.95em; margin-bottom: 0.5em; }
.card .flag { font-weight: 600; }
.card .flag::before { content: "!"; display: inline-grid; place-content: center; width: 1.4em; height: 1.4em; margin-right: 0.5em; border-radius: 50%; color: var(--paper); background: var(--text); font-weight: 700; }
.card :last-child { margin-bottom: 0; }

.reason { display: block; margin-top: 0.4em; }
.tag { display: inline-block; padding: 0.1em 0.55em; font-size: 0.875em; line-height: 1.45; font-weight: 600; border: 1px solid; }
.tag.red { color: var(--red-text); background: var(--red-back); }
.tag.orange { color: var(--orange-text); background: var(--orange-back); }
.tag.purple { color: var(--purple-text); background: var(--purple-back); }
.tag.blue { color: var(--blue-text); background: var(--blue-back); }
.tag.green { color: var(--green-text); background: var(--green-back); }
.tag.grey { color: var(--grey-text); background: var(--grey-back); }

.scroll { overflow-x: auto; margin: 0 -6px 1.5em; padding: 6px; }
table { width: 100%; border-collapse: collapse; background: var(--paper); }
caption { text-align: left; font-weight: 600; padding-bottom: 0.6em; }
th, td { padding: 0.6em 0.9em; text-align: left; vertical-align: top; border-bottom: 1px solid var(--line); font-size: 0.95em; overflow-wrap: break-word; }
th .id, td .id { overflow-wrap: anywhere; }
thead th { font-weight: 600; vertical-align: bottom; border-bottom: 2px solid var(--edge); overflow-wrap: normal; }
tbody th { font-weight: 400; }
.number { text-align: right; font-variant-numeric: tabular-nums; }
.cell-name { display: none; }
td > a:only-child, th > a:only-of-type { display: inline-block; min-height: 24px; }

.summary-list { margin: 0 0 1.5em; padding: 0 1.25em; background: var(--paper); }
.summary-list div { display: grid; grid-template-columns: minmax(9em, 1fr) 2fr; gap: 0 1.5em; padding: 0.6em 0; border-bottom: 1px solid var(--line); }
.summary-list div:last-child { border: 0; }
dt { font-weight: 600; }
dd { margin: 0; }
details { margin-bottom: 1.5em; }
summary { width: fit-content; min-height: 44px; padding: 0.5em 0; color: var(--link); cursor: pointer; }
summary span { text-decoration: underline; text-underline-offset: 0.15em; }
.behind { padding: 0.5em 0 0.25em 1.25em; border-left: 4px solid var(--line); }
.pagination { display: flex; flex-wrap: wrap; justify-content: space-between; gap: 0.5em 2em; margin: 1.5em 0; }
.pagination a { display: inline-flex; align-items: center; min-height: 44px; gap: 0.4em; }
.actions { list-style: none; padding: 0; }
.actions li { margin: 0; }
.actions a { display: inline-flex; align-items: center; min-height: 44px; }
.secret { display: block; padding: 0.9em 1em; border: 2px solid var(--edge); background: var(--paper); user-select: all; max-width: 46em; }
.find { display: flex; flex-wrap: wrap; align-items: flex-end; gap: 0 1em; }
.find .field { flex: 1 1 18em; max-width: 36em; margin-bottom: 1em; }
.find .button { padding-top: 0.35em; padding-bottom: 0.35em; margin-bottom: 1em; }
.panel { margin-bottom: 2em; padding: 0 1.25em; background: var(--paper); border: 1px solid var(--line); }
.panel summary { width: 100%; padding: 0.75em 0; font-weight: 600; }
.panel .behind { border: 0; padding: 0.5em 0 0; }
.panel + .shown { margin-top: -1em; }
.choices.row { grid-template-columns: repeat(auto-fill, minmax(min(100%, 13em), 1fr)); }
form legend.label { font-size: 1.1em; margin-bottom: 0.4em; }
`;
