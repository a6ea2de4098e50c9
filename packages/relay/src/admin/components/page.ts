import { html } from "hono/html";
import type { AdminSession } from "../../access/sessions.ts";
import { styleSheet, tabIcon } from "../admin-assets.ts";
import { adminPaths } from "../admin-paths.ts";
import { type AdminLanguage, type AdminStrings, fill } from "../strings/strings.ts";
import { postForm } from "./buttons.ts";
import { errorSummary, type FieldFault } from "./error-summary.ts";
import { type Markup, nothing } from "./markup.ts";
import { notice } from "./notice.ts";

/** A part of the admin page that the menu leads to. */
export type Section = "overview" | "records" | "audit" | "tokens";

/** What {@link page} shows around its content. */
export interface PageOptions {
  readonly strings: AdminStrings;
  /** Absent: nobody is signed in, so there is no menu. */
  readonly session?: AdminSession | undefined;
  readonly section?: Section | undefined;
  /** Address of this page in the other language. */
  readonly otherLanguage: { readonly language: AdminLanguage; readonly href: string };
  /** The one heading of first level, and the title. */
  readonly title: string;
  readonly faults?: readonly FieldFault[] | undefined;
  /** What was just done. */
  readonly done?: string | undefined;
  /** Shown above the heading: a link back. */
  readonly back?: { readonly href: string; readonly text: string } | undefined;
  readonly body: Markup;
}

const languageNames: Readonly<Record<AdminLanguage, string>> = { en: "English", cy: "Cymraeg" };

/** Renders a whole page. */
export function page(options: PageOptions): Markup {
  const { strings, session, section, title, faults = [], done, back, body } = options;
  const shownTitle = faults.length > 0 ? fill(strings.errorTitle, { title }) : title;
  return html`<!doctype html>
<html lang="${strings.lang}">
<head>
  <meta charset="utf-8">
  <meta name="viewport" content="width=device-width, initial-scale=1">
  <meta name="color-scheme" content="light dark">
  <title>${shownTitle} – ${strings.service}</title>
  <link rel="stylesheet" href="${styleSheet.path}">
  <link rel="icon" href="${tabIcon.path}" type="image/svg+xml">
</head>
<body>
  <a class="skip-link" href="#main">${strings.skipLink}</a>
  ${header(options)}
  ${session === undefined ? nothing : menu(strings, section)}
  <div class="width">
    <main id="main" tabindex="-1">
      ${back === undefined ? nothing : html`<a class="back" href="${back.href}"><span>${back.text}</span></a>`}
      ${errorSummary(strings.problem, faults)}
      ${done === undefined ? nothing : notice(strings.done.title, done)}
      <h1>${title}</h1>
      ${body}
    </main>
  </div>
  <footer><div class="width"><p>${strings.footer}</p></div></footer>
</body>
</html>`;
}

function header({ strings, session, otherLanguage }: PageOptions): Markup {
  const { navigation } = strings;
  const { language, href } = otherLanguage;
  return html`<header>
    <div class="width bar">
      <a class="service" href="${adminPaths.overview}">${strings.service}</a>
      <div class="account">
        ${session === undefined ? nothing : account(session, navigation)}
        <nav aria-label="${navigation.language}"><a href="${href}" lang="${language}" hreflang="${language}">${languageNames[language]}</a></nav>
      </div>
    </div>
  </header>`;
}

function account({ principal, csrfToken }: AdminSession, navigation: AdminStrings["navigation"]): Markup {
  const { organisation } = principal;
  const who = organisation === undefined ? navigation.signedInAll : fill(navigation.signedIn, { organisation });
  return html`<span>${who}</span>
    ${postForm({
      action: adminPaths.signOut,
      csrfToken,
      body: html`<button type="submit" class="link">${navigation.signOut}</button>`,
    })}`;
}

function menu({ navigation }: AdminStrings, current: Section | undefined): Markup {
  const items: readonly (readonly [Section, string])[] = [
    ["overview", adminPaths.overview],
    ["records", adminPaths.records],
    ["audit", adminPaths.audit],
    ["tokens", adminPaths.tokens],
  ];
  return html`<nav class="menu" aria-label="${navigation.label}">
    <ul class="width">
      ${items.map(
        ([section, href]) =>
          html`<li><a href="${href}"${section === current ? html` aria-current="page"` : nothing}>${navigation[section]}</a></li>`,
      )}
    </ul>
  </nav>`;
}
