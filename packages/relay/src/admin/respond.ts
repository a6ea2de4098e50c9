import type { AdminContext } from "./admin-context.ts";
import type { FieldFault } from "./components/error-summary.ts";
import type { Markup } from "./components/markup.ts";
import { page, type Section } from "./components/page.ts";
import { takeDone } from "./done-notice.ts";
import { securityHeaders } from "./security-headers.ts";

/** One page to answer with. */
export interface AdminPage {
  readonly title: string;
  readonly body: Markup;
  /** Default: 200; 422 where there are faults. */
  readonly status?: number;
  readonly section?: Section;
  readonly faults?: readonly FieldFault[];
  readonly back?: { readonly href: string; readonly text: string };
  readonly headers?: Readonly<Record<string, string>>;
}

/** Answers with a page in the reader's language, with all that stands around it. */
export async function respond(context: AdminContext, options: AdminPage): Promise<Response> {
  const { title, body, section, faults = [], back, headers = {} } = options;
  const strings = context.get("strings");
  const taken = context.req.method === "GET" ? takeDone(context) : undefined;
  const markup = await page({
    strings,
    session: context.get("session"),
    section,
    otherLanguage: otherLanguage(context),
    title,
    faults,
    done: taken === undefined ? undefined : strings.done[taken.done],
    back,
    body,
  });
  return new Response(markup.toString(), {
    status: options.status ?? (faults.length > 0 ? 422 : 200),
    headers: {
      "Content-Type": "text/html; charset=utf-8",
      "Cache-Control": "no-store",
      Vary: "Cookie",
      ...securityHeaders,
      ...(taken === undefined ? {} : { "Set-Cookie": taken.forget }),
      ...headers,
    },
  });
}

/** The same page in the other language. Every form has its address, so that this is one to ask for. */
function otherLanguage(context: AdminContext) {
  const language = context.get("language") === "en" ? ("cy" as const) : ("en" as const);
  const { pathname, searchParams } = new URL(context.req.url);
  searchParams.set("lang", language);
  return { language, href: `${pathname}?${searchParams}` };
}
