import { html } from "hono/html";
import type { Principal } from "../../access/principal.ts";
import type { Role, StoredToken } from "../../store/access-store.ts";
import { adminPaths } from "../admin-paths.ts";
import { button, buttonLink, postForm } from "../components/buttons.ts";
import { choices } from "../components/choices.ts";
import { type FieldFault, messageOf } from "../components/error-summary.ts";
import type { Markup } from "../components/markup.ts";
import { warning } from "../components/notice.ts";
import { summaryList } from "../components/summary-list.ts";
import { table } from "../components/table.ts";
import { type TagColour, tag } from "../components/tag.ts";
import { textInput } from "../components/text-input.ts";
import { timestamp } from "../components/timestamp.ts";
import { type AdminStrings, fill } from "../strings/strings.ts";

/** How a token stands now. */
export type TokenState = "active" | "expired" | "revoked";

const colours: Readonly<Record<TokenState, TagColour>> = { active: "green", expired: "grey", revoked: "grey" };

/** What a token may do, in the order of the form. */
export const roles = ["reporter", "administrator"] as const satisfies readonly Role[];

/** Returns how a token stands. */
export function tokenState({ revokedAtMs, expiresAtMs }: StoredToken, nowMs: number): TokenState {
  if (revokedAtMs !== undefined) return "revoked";
  return expiresAtMs !== undefined && nowMs >= expiresAtMs ? "expired" : "active";
}

/** Renders the tokens: never the secret part of one. */
export function tokensPage(
  tokens: readonly StoredToken[],
  principal: Principal,
  nowMs: number,
  strings: AdminStrings,
): Markup {
  const { tokens: words } = strings;
  const { columns } = words;
  return html`<p>${words.intro}</p>
    <p class="buttons">${buttonLink(words.make, adminPaths.newToken)}</p>
    ${
      tokens.length === 0
        ? html`<p>${words.empty}</p>`
        : table({
            id: "tokens",
            caption: words.caption,
            isCaptionUnseen: true,
            columns: Object.values(columns),
            rows: tokens.map((token) => tokenRow(token, principal, nowMs, strings)),
          })
    }`;
}

function tokenRow(
  token: StoredToken,
  principal: Principal,
  nowMs: number,
  strings: AdminStrings,
): readonly (Markup | string)[] {
  const { tokens: words, roles: roleNames } = strings;
  const state = tokenState(token, nowMs);
  const isOwn = principal.id === `token:${token.id}`;
  return [
    html`<code>${token.id}</code>${isOwn ? ` (${words.yours})` : ""}`,
    token.organisation ?? words.all,
    roleNames[token.role],
    timestamp(token.createdAtMs, strings),
    token.expiresAtMs === undefined ? words.never : timestamp(token.expiresAtMs, strings),
    tag(words.states[state], colours[state]),
    state === "revoked"
      ? ""
      : html`<a href="${adminPaths.revokeToken(token.id)}">${words.revoke}<span class="unseen"> ${fill(words.revokeWhich, { id: token.id })}</span></a>`,
  ];
}

/** Renders the form for a new token. `once`: names this form, so that it makes one token. */
export function newTokenPage(options: {
  readonly hasAll: boolean;
  readonly csrfToken: string;
  readonly once: string;
  readonly form?: URLSearchParams | undefined;
  readonly faults: readonly FieldFault[];
  readonly strings: AdminStrings;
}): Markup {
  const { hasAll, csrfToken, once, form, faults, strings } = options;
  const { tokens, errorPrefix } = strings;
  const words = tokens.new;
  const input = (id: string, label: string, hint: string) =>
    textInput({
      id,
      label,
      hint,
      errorPrefix,
      width: "short",
      value: form?.get(id) ?? "",
      error: messageOf(faults, id),
    });
  return postForm({
    action: adminPaths.newToken,
    csrfToken,
    hidden: [["once", once]],
    body: html`${choices({
      type: "radio",
      name: "role",
      legend: words.role,
      error: messageOf(faults, "role"),
      errorPrefix,
      choices: roles.map((role) => ({
        value: role,
        label: strings.roles[role],
        hint: words.roleHints[role],
        isChecked: form?.get("role") === role,
      })),
    })}
    ${hasAll ? input("organisation", words.organisation, words.organisationHint) : ""}
    ${input("days", words.days, words.daysHint)}
    <div class="buttons">${button(words.button)}<a class="cancel" href="${adminPaths.tokens}">${strings.cancel}</a></div>`,
  });
}

/** Renders a new token, once. */
export function madeTokenPage(token: string, { tokens: { made }, important }: AdminStrings): Markup {
  return html`${warning(important, made.once)}
    <h2>${made.token}</h2>
    <p><code class="secret" translate="no">${token}</code></p>
    <p class="buttons">${buttonLink(made.back, adminPaths.tokens, "secondary")}</p>`;
}

/** Renders what revoking a token does. */
export function revokePage(token: StoredToken, isOwn: boolean, csrfToken: string, strings: AdminStrings): Markup {
  const { tokens: words, important } = strings;
  const { revocation, columns } = words;
  return html`${summaryList([
    [columns.id, html`<code>${token.id}</code>`],
    [columns.organisation, token.organisation ?? words.all],
    [columns.role, strings.roles[token.role]],
    [columns.created, timestamp(token.createdAtMs, strings)],
  ])}
  ${warning(important, html`${revocation.consequence}${isOwn ? ` ${revocation.own}` : ""}`)}
  ${postForm({
    action: adminPaths.revokeToken(token.id),
    csrfToken,
    body: html`<div class="buttons">${button(revocation.button, "warning")}<a class="cancel" href="${adminPaths.tokens}">${strings.cancel}</a></div>`,
  })}`;
}
