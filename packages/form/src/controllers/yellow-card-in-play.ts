import { assessYellowCard } from "@digital-factors/core";
import type { FormState } from "./form-state.ts";

/** What is in play, and who takes the report: worked out as if nothing had been reported yet. */
export function yellowCardInPlay({ draft }: FormState) {
  const { device, medicine } = assessYellowCard({ ...draft, yellowCard: undefined });
  const body = device.action === "route-iric" ? "iric" : device.action === "route-niaic" ? "niaic" : "yellow-card";
  return {
    body,
    isBoth: device.action !== "none" && medicine.action !== "none",
    covers: device.action === "none" ? "medicine" : "device",
    reasons: (device.action === "none" ? medicine : device).reasons,
  } as const;
}
