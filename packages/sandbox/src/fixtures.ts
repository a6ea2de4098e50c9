export {
  type AdverseEventFixture,
  adverseEventFixtures,
  fixtureEventTypeCodes,
} from "./fixtures/adverse-event-fixtures.ts";
export { fullAdverseEvent } from "./fixtures/full-adverse-event.ts";
export { minimalAdverseEvent } from "./fixtures/minimal-adverse-event.ts";
