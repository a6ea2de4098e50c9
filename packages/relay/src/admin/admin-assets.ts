import { createHash } from "node:crypto";
import { adminRoot } from "./admin-paths.ts";
import { adminCss } from "./styles/admin-css.ts";

/** A file of the admin page, named by its content. */
export interface AdminAsset {
  readonly path: string;
  readonly mediaType: string;
  readonly text: string;
  readonly etag: string;
}

const icon = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32"><rect width="32" height="32" rx="6" fill="#005eb8"/><path d="M6 16h6l3-7 4 14 3-7h4" fill="none" stroke="#fff" stroke-width="3" stroke-linecap="round" stroke-linejoin="round"/></svg>`;

/** The one style sheet. */
export const styleSheet: AdminAsset = asset("admin", "css", "text/css; charset=utf-8", adminCss);

/** The icon of the tab. */
export const tabIcon: AdminAsset = asset("icon", "svg", "image/svg+xml", icon);

function asset(name: string, ending: string, mediaType: string, text: string): AdminAsset {
  const hash = createHash("sha256").update(text).digest("base64url").slice(0, 12);
  return { path: `${adminRoot}/assets/${name}-${hash}.${ending}`, mediaType, text, etag: `"${hash}"` };
}

/** Answers with a file; 304 if the browser has it. */
export function assetResponse({ mediaType, text, etag }: AdminAsset, ifNoneMatch: string | undefined): Response {
  const headers = {
    ETag: etag,
    "Cache-Control": "public, max-age=31536000, immutable",
    "X-Content-Type-Options": "nosniff",
  };
  if (ifNoneMatch === etag) return new Response(null, { status: 304, headers });
  return new Response(text, { headers: { ...headers, "Content-Type": mediaType } });
}
