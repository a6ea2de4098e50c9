/** Narrow screens, forced colours, print and less motion. */
export const mediaCss = `
@media (max-width: 46em) {
  .scroll { overflow: visible; margin: 0 0 1.5em; padding: 0; }
  table, caption, tbody, tr, td, tbody th { display: block; width: 100%; }
  caption { background: var(--page); }
  thead { position: absolute; width: 1px; height: 1px; margin: -1px; overflow: hidden; clip-path: inset(50%); }
  tbody tr { padding: 0.75em 1em; border-bottom: 4px solid var(--page); }
  tbody td, tbody th { padding: 0.35em 0; border: 0; text-align: left; }
  td code { overflow-wrap: anywhere; }
  tbody .empty { display: none; }
  .cell-name { display: block; font-weight: 600; }
  .number { text-align: left !important; }
  .summary-list div { grid-template-columns: 1fr; }
  h1 { font-size: 1.5em; }
}
@media (min-width: 46.01em) {
  .tag { white-space: nowrap; }
}
@media (forced-colors: active) {
  .button { border-color: ButtonText; }
  .menu a { border-color: Canvas; }
  .tag, .card, .inset, .error-summary, .notice, .secret { border-color: CanvasText; }
  .menu a[aria-current] { border-bottom-color: Highlight; }
  .warning .mark, .card .flag::before { border: 1px solid CanvasText; }
  .choice input { forced-color-adjust: none; color: CanvasText; background: Canvas; border-color: CanvasText; }
  .choice input:focus-visible { border-color: Highlight; outline: 3px solid Highlight; box-shadow: none; }
  :focus-visible, .error-summary:focus, .notice:focus, .card a:focus-visible::after { outline: 3px solid Highlight; }
  a:focus-visible, .link:focus-visible, summary:focus-visible { outline: 3px solid Highlight; outline-offset: 2px; }
  .card a:focus-visible { outline: none; }
}
@page { margin: 15mm; }
@media print {
  :root { color-scheme: light; }
  body { background: #fff; font-size: 11pt; }
  .screen, header, .menu, .skip-link, .back, .buttons, .actions, .pagination, details, form, .error-summary, .notice { display: none; }
  .width { max-width: none; padding: 0; }
  main { padding: 0; }
  .scroll { overflow: visible; }
  a { color: inherit; text-decoration: none; }
  tr, .card, .summary-list div { break-inside: avoid; }
  thead { display: table-header-group; }
  .inset, .card, table, .summary-list { background: none; }
}
@media (prefers-reduced-motion: no-preference) {
  .button { transition: background-color 100ms; }
}
`;
