import { fixtureCleanup } from "@open-wc/testing";
import { afterEach } from "vitest";

// @open-wc/testing registers its clean-up only where afterEach is a global.
afterEach(() => {
  fixtureCleanup();
});
