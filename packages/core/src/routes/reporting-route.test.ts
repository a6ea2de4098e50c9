import { describe, expect, it } from "vitest";
import { ruleSources } from "../sources/rule-source.ts";
import { assessYellowCard } from "../yellow-card/assessment.ts";
import { reportingRoutes } from "./reporting-route.ts";
import { routeIds, routeRuleIds } from "./route.ts";
import { scenarios } from "./scenarios.fixtures.ts";

describe("the scenarios of the sources", () => {
  it.each(scenarios)("$name", ({ record, device, medicine, routes }) => {
    const assessment = assessYellowCard(record);
    expect({ device: assessment.device.action, medicine: assessment.medicine.action }).toEqual({ device, medicine });
    const found = reportingRoutes(record)
      .filter(({ route }) => route !== "local" && route !== "lfpse")
      .map(({ route, advice }) => (advice === "consider" ? `${route}?` : route));
    expect(found).toEqual(routes);
  });

  it("each have a source", () => {
    expect(scenarios.filter(({ source }) => source.length < 20)).toEqual([]);
    expect(scenarios.length).toBeGreaterThanOrEqual(40);
    expect(new Set(scenarios.map(({ name }) => name)).size).toBe(scenarios.length);
  });
});

describe("the rules of the routes", () => {
  it("each have a scenario that they apply to", () => {
    const seen = new Set(
      scenarios.flatMap(({ record }) =>
        reportingRoutes(record).flatMap(({ reasons }) => reasons.map(({ rule }) => rule)),
      ),
    );
    expect(routeRuleIds.filter((rule) => !seen.has(rule))).toEqual([]);
  });
});

describe("reportingRoutes", () => {
  it("sends every event in England to LFPSE, and elsewhere to the local system alone", () => {
    for (const { record } of scenarios) {
      const routes = reportingRoutes(record).map(({ route }) => route);
      expect(routes).toContain("local");
      expect(routes.includes("lfpse")).toBe(record.nation === "england");
    }
  });

  it("gives each route once, in the published order, with reasons that name a source", () => {
    for (const { record } of scenarios) {
      const routes = reportingRoutes(record);
      const order = routes.map(({ route }) => routeIds.indexOf(route));
      expect(order).toEqual([...new Set(order)].sort((one, other) => one - other));
      for (const { reasons } of routes) {
        expect(reasons.length).toBeGreaterThan(0);
        expect(reasons.every(({ source }) => Object.hasOwn(ruleSources, source))).toBe(true);
      }
    }
  });

  it("gives the clocks that the sources name", () => {
    const routes = reportingRoutes({
      nation: "england",
      part: "main",
      circumstances: ["cyber-attack", "personal-data"],
    });
    const clock = (id: string) => routes.find(({ route }) => route === id)?.clock;
    expect([clock("nis"), clock("ico"), clock("cyber")]).toEqual(["72 hours", "72 hours from awareness", "at once"]);
  });

  it("tells a supplier of the vigilance clock", () => {
    const routes = reportingRoutes({
      nation: "england",
      reporter: "supplier",
      part: "main",
      systems: [{ type: "prescribing" }],
    });
    const manufacturer = routes.find(({ route }) => route === "manufacturer");
    expect(manufacturer).toMatchObject({
      advice: "report",
      who: "supplier",
      clock: "2, 10 or 15 days from awareness, by seriousness",
    });
  });
});
