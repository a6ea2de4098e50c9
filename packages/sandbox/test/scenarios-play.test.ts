import { parseScenario, playScenario, type Sandbox, scenarios, startSandbox } from "@digital-factors/sandbox";
import { minimalAdverseEvent } from "@digital-factors/sandbox/fixtures";
import { afterAll, beforeAll, describe, expect, it } from "vitest";

const subscriptionKey = "example-key-of-a-test";
let sandbox: Sandbox;

beforeAll(async () => {
  sandbox = await startSandbox({ port: 0, subscriptionKey });
});
afterAll(async () => {
  await sandbox.close();
});

const play = async (steps: readonly unknown[]) => {
  const parsed = parseScenario({ name: "A test", steps });
  if (!parsed.ok) throw new Error(parsed.message);
  return await playScenario(parsed.value, { url: sandbox.url, subscriptionKey });
};

describe("playScenario", () => {
  it.each(Object.entries(scenarios))("plays %s as expected, twice", async (_, scenario) => {
    const options = { url: sandbox.url, subscriptionKey };
    expect(await playScenario(scenario, options)).toMatchObject({ passed: true });
    expect(await playScenario(scenario, options)).toMatchObject({ passed: true });
  });

  it("stops at the first step that is not as expected, and says what was found", async () => {
    const result = await play([
      { send: { method: "POST", event: "minimalAdverseEvent", status: 201 } },
      { expect: { events: 2, versions: [1, 1] } },
      { send: { method: "POST", event: "minimalAdverseEvent" } },
    ]);
    expect(result).toEqual({
      name: "A test",
      passed: false,
      steps: [
        { step: "send POST", problems: [] },
        {
          step: "expect events, versions",
          problems: ["events: expected 2, found 1", "versions: expected [1,1], found [1]"],
        },
      ],
    });
  });

  it("waits for a client of one's own", async () => {
    const played = play([
      { fault: { fault: "429", times: 1 } },
      { expect: { events: 1, requests: 2 }, withinMs: 60_000 },
    ]);
    await expect.poll(async () => await (await fetch(`${sandbox.url}/__sandbox/faults`)).json()).toEqual({ queued: 1 });
    for (const status of [429, 201]) {
      const response = await fetch(`${sandbox.url}/adverse-event/fhir/AdverseEvent`, {
        method: "POST",
        headers: { "Ocp-Apim-Subscription-Key": subscriptionKey, "Content-Type": "application/json" },
        body: JSON.stringify(minimalAdverseEvent),
      });
      expect(response.status).toBe(status);
    }
    expect(await played).toMatchObject({ passed: true });
  });

  it.each([
    [
      "a fixture that is none",
      { send: { method: "POST", event: "nothing" } },
      "event: there is no fixture of this name",
    ],
    [
      "an event that no answer gave",
      { send: { method: "DELETE", to: "first" } },
      "to: no answer before gave an event of this name",
    ],
    ["another status", { send: { method: "POST", event: {}, status: 201 } }, "status: expected 201, found 400"],
  ])("fails on %s", async (_, step, problem) => {
    expect((await play([step])).steps).toEqual([{ step: expect.any(String), problems: [problem] }]);
  });

  it("throws where no sandbox is", async () => {
    await expect(playScenario(scenarios.create, { url: "http://127.0.0.1:9", subscriptionKey })).rejects.toThrow(
      TypeError,
    );
  });
});

describe("parseScenario", () => {
  it("takes what was printed of every shipped scenario", () => {
    for (const scenario of Object.values(scenarios)) {
      expect(parseScenario(JSON.parse(JSON.stringify(scenario)))).toEqual({ ok: true, value: scenario });
    }
  });

  const wrong: readonly (readonly [string, unknown])[] = [
    ["nothing", undefined],
    ["no steps", { name: "x", steps: [] }],
    ["no name", { steps: [{ expect: {} }] }],
    ["a step of two kinds", { name: "x", steps: [{ expect: {}, settings: {} }] }],
    ["a step of no kind", { name: "x", steps: [{ withinMs: 1 }] }],
    ["an unknown fault", { name: "x", steps: [{ fault: { fault: "418" } }] }],
    ["an unknown switch", { name: "x", steps: [{ settings: { x: "y" } }] }],
    ["a POST without an event", { name: "x", steps: [{ send: { method: "POST" } }] }],
    ["a PUT to nothing", { name: "x", steps: [{ send: { method: "PUT", event: {} } }] }],
    ["a GET", { name: "x", steps: [{ send: { method: "GET" } }] }],
    ["a misspelt expectation", { name: "x", steps: [{ expect: { event: 1 } }] }],
    ["a wait without end", { name: "x", steps: [{ expect: {}, withinMs: 1e9 }] }],
    ["versions that are no list", { name: "x", steps: [{ expect: { versions: 1 } }] }],
  ];
  it.each(wrong)("refuses %s in one line", (_, input) => {
    expect(parseScenario(input)).toEqual({ ok: false, message: expect.stringMatching(/^.+$/) });
  });
});
