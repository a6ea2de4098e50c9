import {
  assessYellowCard,
  type RecordDraft,
  type ReportBody,
  reportAddresses,
  yellowCardSummary,
} from "@digital-factors/core";
import type { HandOffLink, ReportSubject, YellowCardAdapter } from "./yellow-card-adapter.ts";

/**
 * In which language the summary is written.
 *
 * @example
 * const options: HandOffOptions = {};
 */
export interface HandOffOptions {
  /** Labels and words of the summary. Default: English. */
  readonly language?: Parameters<typeof yellowCardSummary>[1];
}

/**
 * Returns the adapter that sends nothing: it gives a person the page of each body that takes the report, and a text to
 * paste there. Browser-safe; makes no request.
 *
 * @param options - Language of the summary.
 * @see {@link addYellowCardReference}, for the reference the person brings back
 * @example
 * const result = await createHandOff().report({ nation: "scotland", reporter: "staff", part: "main", harm: { kind: "actual" } });
 * if (result.status === "handed-off") result.links[0]?.body; // "iric"
 */
export function createHandOff({ language }: HandOffOptions = {}): YellowCardAdapter {
  return {
    report: async (record) => ({
      status: "handed-off",
      links: linksFor(record),
      summary: yellowCardSummary(record, language),
    }),
  };
}

const bodyOf: Partial<Record<ReturnType<typeof assessYellowCard>["device"]["action"], ReportBody>> = {
  prompt: "yellow-card",
  suggest: "yellow-card",
  "route-iric": "iric",
  "route-niaic": "niaic",
};

/** Where nothing is advised the Yellow Card site is given all the same: anybody may report there. */
function linksFor(record: RecordDraft): readonly HandOffLink[] {
  const { device, medicine } = assessYellowCard(record);
  const links = [...linkOf("device", bodyOf[device.action]), ...linkOf("medicine", bodyOf[medicine.action])];
  return links.length > 0 ? links : linkOf("unknown", "yellow-card");
}

function linkOf(covers: ReportSubject, body: ReportBody | undefined): HandOffLink[] {
  return body === undefined ? [] : [{ body, covers, address: reportAddresses[body] }];
}
