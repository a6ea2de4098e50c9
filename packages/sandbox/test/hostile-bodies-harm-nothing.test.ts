import { type Sandbox, startSandbox } from "@digital-factors/sandbox";
import { adverseEventFixtures, minimalAdverseEvent } from "@digital-factors/sandbox/fixtures";
import * as fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";

const subscriptionKey = "example-key-of-a-test";
const path = "/adverse-event/fhir/AdverseEvent";
let sandbox: Sandbox;

beforeAll(async () => {
  sandbox = await startSandbox({ port: 0, subscriptionKey });
});
afterAll(async () => {
  await sandbox.close();
});

async function post(body: string | Uint8Array, address = path, method = "POST"): Promise<number> {
  const response = await fetch(`${sandbox.url}${address}`, {
    method,
    headers: { "Ocp-Apim-Subscription-Key": subscriptionKey, "Content-Type": "application/json" },
    body,
  });
  await response.arrayBuffer();
  return response.status;
}

const isServing = async () => (await fetch(`${sandbox.url}/healthz`)).status === 200;
const whole = JSON.stringify(minimalAdverseEvent);
const withMore = (name: string, value: string) => `${whole.slice(0, -1)},${JSON.stringify(name)}:${value}}`;
const nested = (levels: number) => `${"[".repeat(levels)}${"]".repeat(levels)}`;

describe("a hostile body", () => {
  it.each([
    ["nothing", "", 400],
    ["JSON that ends too early", whole.slice(0, 60), 400],
    ["a list nested 400,000 deep", nested(400_000), 400],
    ["an event with a list nested 400,000 deep", withMore("x", nested(400_000)), 400],
    ["ten million bytes", `"${"x".repeat(10_000_000)}"`, 413],
    ["bytes that are no text", new Uint8Array([0xff, 0xfe, 0x00, 0xc0]), 400],
    ["a prototype in place of an event", '{"__proto__":{"resourceType":"AdverseEvent"}}', 400],
    ["a profile that is an object", withMore("meta", '{"profile":{"0":"x","length":1}}'), 400],
    ["a number no machine holds", withMore("date", "1e999"), 400],
  ] as const)("%s is refused, and the sandbox serves on", async (_, body, status) => {
    expect(await post(body)).toBe(status);
    expect(await isServing()).toBe(true);
  });

  it.each([
    ["NUL", withMore("description", '"a\\u0000b"')],
    ["half a pair of surrogates", withMore("description", '"\\ud800"')],
    ["a prototype beside the event", withMore("__proto__", '{"polluted":true}')],
    ["a name twice", withMore("category", '"AE"')],
  ])("%s is stored or refused, and changes nothing else", async (_, body) => {
    expect(await post(body)).toBeLessThan(500);
    expect(Object.hasOwn(Object.prototype, "polluted")).toBe(false);
    expect((await fetch(`${sandbox.url}/__sandbox/events`)).status).toBe(200);
  });

  it.each(["/%", `${path}/%E0%A4%A`, `${path}/..%2f..`, `${path}/__proto__`, "/taxonomy/fhir/ValueSet/__proto__"])(
    "has no help from the address %s",
    async (address) => {
      expect(await post(whole, address, "PUT")).toBeLessThan(500);
      expect(await isServing()).toBe(true);
    },
  );

  it.each(["/__sandbox/faults", "/__sandbox/settings"])("is refused by %s too", async (address) => {
    const method = address.endsWith("settings") ? "PATCH" : "POST";
    for (const body of ["", "{", "null", nested(100_000), `"${"x".repeat(100_000)}"`]) {
      expect(await post(body, address, method)).toBe(400);
    }
  });

  it("made of any JSON is never a failure of the sandbox", async () => {
    await fc.assert(
      fc.asyncProperty(fc.json({ maxDepth: 6 }), async (body) => (await post(body)) < 500),
      { numRuns: 200 },
    );
  });

  it("made of an event with a part changed is never a failure, and is answered again the same", async () => {
    const resources = adverseEventFixtures.map(({ resource }) => JSON.stringify(resource));
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...resources),
        fc.nat(),
        fc.nat({ max: 30 }),
        fc.constantFrom("", "null", "[]", "{}", '"', "\u0000", "1e400", '"__proto__":'),
        async (text, at, length, put) => {
          const start = at % text.length;
          const body = `${text.slice(0, start)}${put}${text.slice(start + length)}`;
          const status = await post(body);
          return status < 500 && (await post(body)) === status;
        },
      ),
      { numRuns: 200 },
    );
    sandbox.reset();
    expect(await isServing()).toBe(true);
  });
});
