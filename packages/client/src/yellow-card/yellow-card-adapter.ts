import type { Issue, RecordDraft, ReportBody } from "@digital-factors/core";

/**
 * What a report is about.
 *
 * @example
 * const covers: ReportSubject = "device";
 */
export type ReportSubject = "device" | "medicine" | "unknown";

/**
 * A page where a person sends a report.
 *
 * @example
 * const link: HandOffLink = { body: "iric", covers: "device", address: "https://www.nss.nhs.scot/" };
 */
export interface HandOffLink {
  readonly body: ReportBody;
  readonly covers: ReportSubject;
  readonly address: string;
}

/**
 * What became of a report.
 *
 * - `handed-off`: nothing was sent. A person opens the link, pastes the summary and brings back the reference.
 * - `sent`: a route of the host's own sent it and was given `reference`.
 * - `refused`: it cannot be sent like this; `issues` say why.
 *
 * @example
 * const result: YellowCardResult = { status: "sent", covers: "medicine", reference: "example 1" };
 */
export type YellowCardResult =
  | { readonly status: "handed-off"; readonly links: readonly HandOffLink[]; readonly summary: string }
  | { readonly status: "sent"; readonly covers: ReportSubject; readonly reference: string }
  | { readonly status: "refused"; readonly issues: readonly Issue[] };

/**
 * A way to report to the MHRA or a national body. {@link createHandOff} is the one for everybody. The MHRA publishes no
 * interface through which others may send a device report, so another one stands for a route that you are registered for.
 *
 * @example
 * const adapter: YellowCardAdapter = createHandOff();
 */
export interface YellowCardAdapter {
  /** Reports, or prepares what a person needs for it. Never rejects. */
  readonly report: (record: RecordDraft, options?: { readonly signal?: AbortSignal }) => Promise<YellowCardResult>;
}
