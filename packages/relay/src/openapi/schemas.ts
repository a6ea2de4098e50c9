import { recordValues } from "@digital-factors/core";
import * as z from "zod/mini";
import { yellowCardSchema } from "../intake/yellow-card.ts";
import { deliveryStates } from "../store/delivery-state.ts";

/*
 * What the API answers, as schemas. Its tests hold every answer they see against them. A field may be added to an answer
 * in any release: readers pass over what they do not know.
 */

const said = <Schema extends z.ZodMiniType>(schema: Schema, description: string) =>
  schema.check(z.describe(description)) as Schema;
const instant = (description: string) => said(z.iso.datetime(), `${description} ISO 8601, UTC.`);
const count = (description: string) => said(z.int().check(z.minimum(0)), description);
const states = "Where it is on its way to LFPSE. A person has to decide on rejected, unknown and parked.";

const receipt = z.object({
  id: said(z.uuid(), "Id of the record."),
  receivedAt: instant("When it was taken."),
  state: z.literal("waiting"),
});

const operationReceipt = z.extend(receipt, {
  operation: said(z.string(), "Key of the change: its Idempotency-Key, or `withdraw`."),
});

const issue = z.object({
  severity: z.enum(["error", "warning"]),
  code: said(z.string(), "FHIR issue type."),
  rule: z.optional(said(z.string(), "Rule that was broken.")),
  linkId: z.optional(said(z.string(), "Question that it belongs to.")),
  expression: z.optional(said(z.string(), "Place, FHIRPath style.")),
  valueSet: z.optional(z.string()),
  maxCharacters: z.optional(z.int()),
  message: said(z.string(), "Rule and next step. Never an answer."),
});

const lfpseIdentity = z.object({
  id: said(z.string(), "Id that LFPSE gave."),
  versionId: z.optional(z.string()),
  referenceNumber: z.optional(said(z.string(), "National reference number, for people.")),
});

const operationStatus = z.object({
  key: said(z.string(), "Its Idempotency-Key: the record's id for a create."),
  kind: z.enum(["create", "update", "yellow-card", "withdraw"]),
  state: said(z.enum(deliveryStates), states),
  receivedAt: instant("When it was taken."),
  attempts: count("Requests that left for LFPSE."),
  issues: said(z.array(issue), "Why it is where it is."),
});

const recordStatus = z.object({
  id: z.uuid(),
  organisation: said(z.string(), "ODS code of the organisation that it belongs to."),
  state: said(z.enum(deliveryStates), `${states} That of the operation which is next, or of the last one.`),
  receivedAt: instant("When the record first came."),
  changedAt: instant("When its state last changed."),
  revision: said(z.int().check(z.minimum(1)), "Number of operations taken; 1 after the create. Also its ETag."),
  attempts: count("Requests that left for LFPSE, over all operations."),
  lfpse: z.optional(lfpseIdentity),
  issues: said(z.array(issue), "Why it is where it is."),
  isYellowCardMissing: said(
    z.boolean(),
    "The record says that a Yellow Card was sent or will be, and holds no reference of it.",
  ),
  contentRemovedAt: z.optional(instant("When its content was removed under the retention rule.")),
  operations: said(z.array(operationStatus), "In the order they were taken."),
});

const operationOutcome = z.object({
  resourceType: z.literal("OperationOutcome"),
  issue: z
    .array(
      z.object({
        severity: z.enum(["fatal", "error", "warning", "information"]),
        code: said(z.string(), "FHIR issue type."),
        details: z.optional(
          z.object({
            text: z.optional(z.string()),
            coding: z.optional(
              said(
                z.array(z.object({ system: z.optional(z.string()), code: z.optional(z.string()) })),
                "Rule (urn:digital-factors:rule) and question (urn:digital-factors:question).",
              ),
            ),
          }),
        ),
        diagnostics: z.optional(z.string()),
        expression: z.optional(z.array(z.string())),
      }),
    )
    .check(z.minLength(1)),
});

const health = z.object({ status: z.literal("ok") });
const readiness = z.object({ status: z.literal("ready") });

const href = said(z.string(), "Path on this relay.");
const languages = z.array(z.enum(["en", "cy"]));

const taxonomyIndex = z.object({
  factors: z.object({ version: z.string(), languages, href }),
  lfpse: z.array(
    z.object({
      version: z.enum(recordValues.lfpseVersion),
      canonicalBase: said(z.string(), "Start of every canonical address."),
      isSent: said(z.boolean(), "Whether the relay sends this release."),
      href,
    }),
  ),
});

const conceptLabel = z.object({ label: z.string(), hint: z.optional(z.string()) });
const labels = z.object({ en: conceptLabel, cy: conceptLabel });

const factorTree = z.object({
  version: said(z.string(), "Release of the tree, for `versions.factors` of a record."),
  languages,
  systemTypes: z.array(z.object({ id: z.string(), labels })),
  groups: z.array(
    z.object({
      id: z.string(),
      labels,
      factors: z.array(
        z.object({
          id: z.string(),
          audience: z.enum(["reporter", "specialist"]),
          lfpse: z.object({
            primary: z.enum(recordValues.involvement),
            alternates: z.array(z.enum(recordValues.involvement)),
            certainty: z.enum(["clear", "judgement"]),
          }),
          labels,
        }),
      ),
    }),
  ),
});

const lfpseRelease = z.object({
  version: z.enum(recordValues.lfpseVersion),
  canonicalBase: z.string(),
  codeLists: z.array(
    z.object({ id: z.string(), concepts: count("How many codes."), codeSystem: href, valueSet: href }),
  ),
});

const definition = { id: z.string(), url: z.string(), version: z.string(), status: z.literal("unknown") };

const codeSystem = z.object({
  resourceType: z.literal("CodeSystem"),
  ...definition,
  content: z.literal("complete"),
  concept: z.array(z.object({ code: z.string(), display: z.string() })),
});

const valueSet = z.object({
  resourceType: z.literal("ValueSet"),
  ...definition,
  compose: z.object({ include: z.array(z.object({ system: z.string() })) }),
});

/** Every schema of the description by its name; that of a record is core's. */
export const apiSchemas = {
  Receipt: receipt,
  OperationReceipt: operationReceipt,
  RecordStatus: recordStatus,
  OperationStatus: operationStatus,
  LfpseIdentity: lfpseIdentity,
  Issue: issue,
  OperationOutcome: operationOutcome,
  YellowCardReference: yellowCardSchema,
  Health: health,
  Readiness: readiness,
  TaxonomyIndex: taxonomyIndex,
  FactorTree: factorTree,
  LfpseRelease: lfpseRelease,
  CodeSystem: codeSystem,
  ValueSet: valueSet,
} as const;

/** Name of a schema of the description. */
export type ApiSchemaName = keyof typeof apiSchemas | "Submission" | "DigitalFactorsRecord";
