import { factorGroupIds, factors, lfpse5, systemTypes } from "@digital-factors/core";
import { lfpse4 } from "@digital-factors/core/taxonomies";
import { describe, expect, it } from "vitest";
import { runningApi } from "./running-api.ts";

interface Tree {
  readonly systemTypes: readonly {
    readonly id: string;
    readonly labels: { readonly en: { readonly label: string } };
  }[];
  readonly groups: readonly {
    readonly id: string;
    readonly factors: readonly {
      readonly id: string;
      readonly labels: { readonly en: { readonly label: string }; readonly cy: { readonly label: string } };
    }[];
  }[];
}

describe("the taxonomies of the API", () => {
  it("are listed, with the release that is sent", async () => {
    const api = await runningApi({ profile: { ...lfpse5, canonicalBase: "https://example.org/taxonomy/" } });
    const index = JSON.parse((await api.ask("/v1/taxonomy")).text);
    expect(index.lfpse).toEqual([
      { version: "4", canonicalBase: lfpse4.canonicalBase, isSent: false, href: "/v1/taxonomy/lfpse/4" },
      { version: "5", canonicalBase: "https://example.org/taxonomy/", isSent: true, href: "/v1/taxonomy/lfpse/5" },
    ]);
    for (const href of [index.factors.href, ...index.lfpse.map((each: { href: string }) => each.href)]) {
      expect((await api.ask(href)).status).toBe(200);
    }
  });

  it("hold the whole tree of factors, in English and Welsh", async () => {
    const api = await runningApi();
    const tree = JSON.parse((await api.ask("/v1/taxonomy/factors")).text) as Tree;
    expect(tree.systemTypes.map(({ id }) => id)).toEqual(systemTypes);
    expect(tree.groups.map(({ id }) => id)).toEqual(factorGroupIds);
    const shown = tree.groups.flatMap((group) => group.factors);
    expect(shown.map(({ id }) => id)).toEqual(factors.map(({ id }) => id));
    for (const { labels } of shown) {
      expect(labels.en.label).not.toBe("");
      expect(labels.cy.label).not.toBe(labels.en.label);
    }
  });

  it.each([lfpse4, lfpse5])("hold every code list of LFPSE's release $version", async ({ version, codes }) => {
    const api = await runningApi();
    const index = JSON.parse((await api.ask(`/v1/taxonomy/lfpse/${version}`)).text);
    expect(index.codeLists.map(({ id }: { id: string }) => id)).toEqual(Object.keys(codes));
    for (const { id, concepts, codeSystem, valueSet } of index.codeLists) {
      const system = JSON.parse((await api.ask(codeSystem)).text);
      expect(
        Object.fromEntries(system.concept.map(({ code, display }: Record<string, string>) => [code, display])),
      ).toEqual(codes[id]);
      expect(system.concept).toHaveLength(concepts);
      const set = JSON.parse((await api.ask(valueSet)).text);
      expect(set.compose.include).toEqual([{ system: system.url }]);
    }
  });

  it("may be kept by the one who asked, for an hour, and are not sent twice", async () => {
    const api = await runningApi();
    const path = "/v1/taxonomy/factors";
    const { headers } = await api.ask(path);
    const tag = headers.get("etag") ?? "";
    expect(tag).toMatch(/^"[\w-]{43}"$/);
    expect(headers.get("cache-control")).toBe("private, max-age=3600");
    for (const known of [tag, `W/${tag}`, `"a", ${tag}`, "*"]) {
      const again = await api.ask(path, { headers: { "If-None-Match": known } });
      expect([again.status, again.text, again.headers.get("etag")]).toEqual([304, "", tag]);
    }
    expect((await api.ask(path, { headers: { "If-None-Match": '"other"' } })).status).toBe(200);
    const head = await api.ask(path, { method: "HEAD" });
    expect([head.status, head.headers.get("etag")]).toEqual([200, tag]);
  });

  it("answer 404 to a release or list that there is none of", async () => {
    const api = await runningApi();
    const paths = ["lfpse/3", "lfpse/__proto__", "lfpse/5/code-systems/constructor", "lfpse/5/value-sets/__proto__"];
    for (const path of paths) expect((await api.ask(`/v1/taxonomy/${path}`)).status, path).toBe(404);
  });
});
