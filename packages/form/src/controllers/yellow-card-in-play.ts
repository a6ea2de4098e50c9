import { assessYellowCard } from "@digital-factors/core";
import type { YellowCardAnswering } from "./yellow-card-answering.ts";

/** What is in play, and who takes the report: worked out as if nothing had been answered here yet. */
export function yellowCardInPlay({
  draft,
  criteria = [],
  settled,
}: Pick<YellowCardAnswering, "draft" | "criteria" | "settled">) {
  const { device, medicine } = assessYellowCard({ ...draft, yellowCard: settled }, { criteria });
  const inPlay = [device, medicine].filter(({ action }) => action !== "none" && action !== "linked");
  const body = device.action === "route-iric" ? "iric" : device.action === "route-niaic" ? "niaic" : "yellow-card";
  const isBoth = inPlay.length > 1;
  return { body, inPlay, isBoth, covers: inPlay[0] === medicine ? "medicine" : "device" } as const;
}
