import { type AdverseEvent, lfpse5 } from "@digital-factors/core";
import { type Sandbox, type SandboxOptions, startSandbox } from "@digital-factors/sandbox";
import { adverseEventFixtures, minimalAdverseEvent } from "@digital-factors/sandbox/fixtures";
import { describe, expect, it, onTestFinished } from "vitest";

const subscriptionKey = "example-key-of-a-test";
const path = "/adverse-event/fhir/AdverseEvent";

async function running(options: Partial<SandboxOptions> = {}): Promise<Sandbox> {
  const sandbox = await startSandbox({ port: 0, subscriptionKey, ...options });
  onTestFinished(() => sandbox.close());
  return sandbox;
}

async function send({ url }: Sandbox, method: string, address: string, body?: unknown): Promise<Response> {
  return await fetch(`${url}${address}`, {
    method,
    headers: { "Ocp-Apim-Subscription-Key": subscriptionKey, "Content-Type": "application/json" },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
}

async function created(sandbox: Sandbox): Promise<string> {
  const event = (await (await send(sandbox, "POST", path, minimalAdverseEvent)).json()) as AdverseEvent;
  return String(event.id);
}

const itEvent = (factors: readonly string[]): AdverseEvent => ({
  ...minimalAdverseEvent,
  extension: [
    {
      url: `${lfpse5.canonicalBase}StructureDefinition/adverse-event-agent-5`,
      extension: [{ url: "InvolvedAgents", valueCode: "9" }],
    },
    ...(factors.length === 0
      ? []
      : [
          {
            url: `${lfpse5.canonicalBase}StructureDefinition/adverse-event-problem-it-systems-5`,
            extension: factors.map((valueCode) => ({ url: "ITSystemsInvolvementFactors", valueCode })),
          },
        ]),
  ],
});

describe("what is not known of LFPSE", () => {
  it("is shown, in a mode, with single switches over it, and back after a reset", async () => {
    const sandbox = await running({ mode: "strict", settings: { afterDelete: "404" } });
    const shown = async () => await (await send(sandbox, "GET", "/__sandbox/settings")).json();
    const start = { duplicateCreate: "refused", idInPutBody: "wanted", afterDelete: "404", invalidStatus: "422" };
    expect(await shown()).toMatchObject(start);
    const changed = await send(sandbox, "PATCH", "/__sandbox/settings", { mode: "lenient", itFactors: "required" });
    expect(await changed.json()).toMatchObject({ duplicateCreate: "two-events", itFactors: "required" });
    expect((await send(sandbox, "PATCH", "/__sandbox/settings", { mode: "loose" })).status).toBe(400);
    sandbox.reset();
    expect(await shown()).toMatchObject(start);
    expect(sandbox.settings()).toEqual(await shown());
  });

  it.each([
    ["two-events", [201, 201], 2],
    ["refused", [201, 409], 1],
    ["first-answer", [201, 201], 1],
  ] as const)("duplicateCreate %s answers %o and holds %i", async (duplicateCreate, statuses, count) => {
    const sandbox = await running({ settings: { duplicateCreate } });
    const { meta, ...rest } = minimalAdverseEvent;
    const first = await send(sandbox, "POST", path, minimalAdverseEvent);
    const second = await send(sandbox, "POST", path, { ...rest, meta });
    expect([first.status, second.status]).toEqual(statuses);
    expect(sandbox.events()).toHaveLength(count);
    const [one, other] = [await first.text(), await second.text()];
    if (duplicateCreate === "first-answer") expect(other).toBe(one);
  });

  it("duplicateCreate refuses nothing once the first is deleted", async () => {
    const sandbox = await running({ settings: { duplicateCreate: "refused" } });
    await send(sandbox, "DELETE", `${path}/${await created(sandbox)}`);
    expect((await send(sandbox, "POST", path, minimalAdverseEvent)).status).toBe(201);
  });

  it.each([
    ["wanted", 400, 400, 200],
    ["refused-when-other", 200, 400, 200],
    ["ignored", 200, 200, 200],
  ] as const)("idInPutBody %s: missing %i, another %i, right %i", async (idInPutBody, missing, another, right) => {
    const sandbox = await running({ settings: { idInPutBody } });
    const id = await created(sandbox);
    const put = async (body: object) => (await send(sandbox, "PUT", `${path}/${id}`, body)).status;
    expect(await put(minimalAdverseEvent)).toBe(missing);
    expect(await put({ ...minimalAdverseEvent, id: "another" })).toBe(another);
    expect(await put({ ...minimalAdverseEvent, id })).toBe(right);
    expect(sandbox.events().map((event) => event.id)).toEqual([id]);
  });

  it.each([
    ["410", 410],
    ["404", 404],
  ] as const)("afterDelete %s", async (afterDelete, status) => {
    const sandbox = await running({ settings: { afterDelete } });
    const address = `${path}/${await created(sandbox)}`;
    await send(sandbox, "DELETE", address);
    expect((await send(sandbox, "DELETE", address)).status).toBe(status);
    expect((await send(sandbox, "PUT", address, minimalAdverseEvent)).status).toBe(status);
  });

  it.each([
    ["400", 400],
    ["422", 422],
  ] as const)("invalidStatus %s", async (invalidStatus, status) => {
    const sandbox = await running({ settings: { invalidStatus } });
    expect((await send(sandbox, "POST", path, { ...minimalAdverseEvent, category: "XX" })).status).toBe(status);
  });

  it("itFactors and itTextForOther refuse what lacks them, and say where it belongs", async () => {
    const sandbox = await running({ mode: "strict" });
    const refused = async (event: AdverseEvent) => {
      const response = await send(sandbox, "POST", path, event);
      const outcome = (await response.json()) as { readonly issue?: readonly { readonly expression?: unknown }[] };
      return [response.status, outcome.issue?.map(({ expression }) => expression)];
    };
    const place = (element: string) =>
      `AdverseEvent.extension('adverse-event-problem-it-systems-5').extension('${element}')`;
    expect(await refused(itEvent([]))).toEqual([422, [[place("ITSystemsInvolvementFactors")]]]);
    expect(await refused(itEvent(["6"]))).toEqual([422, [[place("ProblemDescriptionSystemsSoftware")]]]);
    expect((await send(sandbox, "POST", path, itEvent(["4"]))).status).toBe(201);
    sandbox.changeSettings({ itFactors: "optional", itTextForOther: "optional" });
    expect((await send(sandbox, "POST", path, itEvent([]))).status).toBe(201);
    expect((await send(sandbox, "POST", path, itEvent(["6"]))).status).toBe(201);
  });

  it.each(["strict", "lenient"] as const)(
    "leaves room for every fixture when %s, in v4 and in v5 at once",
    async (mode) => {
      const sandbox = await running({ mode });
      for (const { resource } of adverseEventFixtures) {
        expect((await send(sandbox, "POST", path, resource)).status).toBe(201);
      }
      expect(sandbox.events()).toHaveLength(40);
      const [first] = sandbox.events();
      expect(first?.resource.extension?.at(-1)?.url).toContain("adverse-event-reference-metadata-4");
      expect(sandbox.report().checks.filter(({ result }) => result === "failed")).toEqual([]);
    },
  );

  it("takes v6 only where a v6 profile was loaded, and no other profile ever", async () => {
    const six = { ...lfpse5, version: "6" as const, canonicalBase: "http://127.0.0.1/six/" };
    const definitions = lfpse5.definitions.map((each) => ({
      ...each,
      id: each.id.replace(/5$/, "6"),
      ...(each.attachedTo === undefined ? {} : { attachedTo: each.attachedTo.replace(/5$/, "6") }),
    }));
    const event = (version: string) => ({
      ...minimalAdverseEvent,
      meta: { profile: [`http://127.0.0.1/six/StructureDefinition/patient-safety-adverse-event-${version}`] },
    });
    const without = await running();
    expect((await send(without, "POST", path, event("6"))).status).toBe(400);
    const sandbox = await running({ profiles: [lfpse5, { ...six, definitions }], mode: "strict" });
    expect((await send(sandbox, "POST", path, event("6"))).status).toBe(201);
    const unknown = await send(sandbox, "POST", path, event("7"));
    expect(unknown.status).toBe(400);
    expect(await unknown.json()).toMatchObject({ issue: [{ expression: ["AdverseEvent.meta.profile"] }] });
    const statement = await (await send(sandbox, "GET", "/adverse-event/fhir/metadata")).json();
    expect(statement).toMatchObject({ rest: [{ resource: [{}, { type: "AdverseEvent" }] }] });
  });
});
