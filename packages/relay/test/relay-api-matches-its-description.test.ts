import { randomUUID } from "node:crypto";
import { readFile } from "node:fs/promises";
import { Validator } from "@seriousme/openapi-schema-validator";
import { pino } from "pino";
import { describe, expect, it } from "vitest";
import { createAccess } from "../src/access/access.ts";
import { createApp } from "../src/app.ts";
import { apiDocument } from "../src/openapi/api-document.ts";
import { apiOperations } from "../src/openapi/operations.ts";
import { description, faultsBy } from "./api-description.ts";
import { everyAnswer, figures } from "./every-answer.ts";
import { runningApi } from "./running-api.ts";

describe("the description of the API", () => {
  it("is valid OpenAPI 3.1 and the one that is published", async () => {
    const result = await new Validator().validate(JSON.parse(JSON.stringify(apiDocument())));
    expect(result.errors).toBeUndefined();
    expect(result.valid).toBe(true);
    const published = await readFile(new URL("../openapi.json", import.meta.url), "utf8");
    expect(JSON.parse(published)).toEqual(description);
  });

  it("has every route of the app, and the app every one of its operations", async () => {
    const { store } = await runningApi();
    const access = createAccess({ store, log: pino({ level: "silent" }) });
    const app = createApp({ store, access, log: pino({ level: "silent" }), metricsRoutes: figures({}) });
    const routes = app.routes
      .filter(({ method }) => !["ALL", "OPTIONS"].includes(method))
      .map(({ method, path }) => `${method.toLowerCase()} ${path.replaceAll(/:([a-z]+)/gi, "{$1}")}`);
    const operations = apiOperations.map(({ method, path }) => `${method} ${path}`);
    expect(new Set(routes)).toEqual(new Set(operations));
  });

  it("has examples that its schemas allow and the relay takes", async () => {
    const api = await runningApi();
    const exampleOf = (path: string, method: string) => {
      const media = description.paths[path]?.[method]?.requestBody?.content["application/json"];
      if (media?.schema === undefined) throw new TypeError("There is no example.");
      expect(faultsBy(media.schema, media.example)).toEqual([]);
      return JSON.stringify(media.example);
    };
    const record = exampleOf("/v1/records", "post");
    const { id } = (JSON.parse(record) as { record: { id: string } }).record;
    const key = (value: string) => ({ "Idempotency-Key": value });
    const created = await api.ask("/v1/records", { method: "POST", headers: key(id), body: record });
    const put = { method: "PUT", headers: key(randomUUID()), body: exampleOf("/v1/records/{id}", "put") };
    const updated = await api.ask(`/v1/records/${id}`, put);
    const body = exampleOf("/v1/records/{id}/yellow-card", "post");
    const card = await api.ask(`/v1/records/${id}/yellow-card`, { method: "POST", headers: key(randomUUID()), body });
    expect([created.status, updated.status, card.status]).toEqual([202, 202, 202]);
  });

  it("is served with a tag", async () => {
    const api = await runningApi();
    const { headers, text } = await api.ask("/openapi.json", { headers: { Authorization: undefined } });
    expect(JSON.parse(text)).toEqual(description);
    const again = await api.ask("/openapi.json", { headers: { "If-None-Match": headers.get("etag") ?? "" } });
    expect(again.status).toBe(304);
  });

  it("names no status that the relay does not give", { timeout: 60_000 }, async () => {
    const { applicable, ask } = await everyAnswer();
    const seen = new Set<string>();
    for (const operation of apiOperations) {
      for (const name of applicable(operation)) seen.add(`${operation.id} ${await ask(operation, name)}`);
    }
    const named = apiOperations.flatMap(({ id, answers }) => Object.keys(answers).map((status) => `${id} ${status}`));
    expect(named.filter((each) => !seen.has(each))).toEqual([]);
  });
});
