import type { LfpseProfile } from "@digital-factors/core";
import { type Context, Hono } from "hono";
import type { AppVariables } from "./app-variables.ts";
import { answerCacheable, type CacheableText, cacheable } from "./cacheable.ts";
import { answerOutcome, fhirMediaType, httpOutcome } from "./outcome-response.ts";
import { codeSystem, factorTree, lfpseIndex, lfpseReleases, taxonomyIndex, valueSet } from "./taxonomy-documents.ts";

/**
 * Returns the routes of `/v1/taxonomy`: the factor tree with its words, and LFPSE's code lists of each release that core
 * carries.
 *
 * @param sent - The release that the relay sends.
 */
export function taxonomyRoutes(sent: LfpseProfile): Hono<AppVariables> {
  const releases = lfpseReleases(sent);
  const texts = new Map<string, CacheableText>();

  /** Makes the document at the first request for it. The key is of what there is, not of what was asked for. */
  const show = (context: Context<AppVariables>, key: string, make: () => object | undefined, mediaType?: string) => {
    const known = texts.get(key);
    if (known !== undefined) return answerCacheable(context, known, "private");
    const value = make();
    if (value === undefined) {
      return answerOutcome(context, 404, httpOutcome("not-found", "The relay does not hold this. See /v1/taxonomy."));
    }
    const text = cacheable(value, mediaType);
    texts.set(key, text);
    return answerCacheable(context, text, "private");
  };
  const showOf = (
    context: Context<AppVariables>,
    make: (release: LfpseProfile, id: string) => object | undefined,
    mediaType?: string,
  ) => {
    const { version, id = "" } = context.req.param() as { readonly version?: string; readonly id?: string };
    const release = releases.find((each) => each.version === version);
    const madeOf = () => (release === undefined ? undefined : make(release, id));
    return show(context, `${make.name}/${version}/${id}`, madeOf, mediaType);
  };

  return new Hono<AppVariables>()
    .get("/", (context) => show(context, "index", () => taxonomyIndex(releases, sent)))
    .get("/factors", (context) => show(context, "factors", factorTree))
    .get("/lfpse/:version", (context) => showOf(context, lfpseIndex))
    .get("/lfpse/:version/code-systems/:id", (context) => showOf(context, codeSystem, fhirMediaType))
    .get("/lfpse/:version/value-sets/:id", (context) => showOf(context, valueSet, fhirMediaType));
}
