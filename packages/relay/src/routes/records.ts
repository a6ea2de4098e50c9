import { type Context, Hono } from "hono";
import { addYellowCard } from "../intake/add-yellow-card.ts";
import { type BodyLimits, readJson } from "../intake/read-json.ts";
import type { IntakeOptions } from "../intake/take-operation.ts";
import { withdraw, withdrawKey } from "../intake/withdraw.ts";
import { answerJson } from "./answer.ts";
import { answerOperation, noRecord } from "./answer-operation.ts";
import type { AppVariables } from "./app-variables.ts";
import { createRecord } from "./create-record.ts";
import { readOperationRequest, recordIdOf } from "./operation-request.ts";
import { updateRecord } from "./update-record.ts";

/** What the routes of `/v1/records` work with. */
export type RecordRoutesOptions = IntakeOptions & BodyLimits;

/** Returns the routes that take a record, change it, take it back and tell its state. */
export function recordRoutes(options: RecordRoutesOptions): Hono<AppVariables> {
  return new Hono<AppVariables>()
    .post("/", (context) => createRecord(context, options))
    .get("/:id", (context) => showRecord(context, options))
    .put("/:id", (context) => updateRecord(context, options))
    .delete("/:id", async (context) => {
      const request = readOperationRequest(context, withdrawKey);
      return request.ok ? answerOperation(context, await withdraw(request.value, options)) : request.answer;
    })
    .post("/:id/yellow-card", async (context) => {
      const request = readOperationRequest(context);
      if (!request.ok) return request.answer;
      const body = await readJson(context, options);
      if (!body.ok) return body.answer;
      return answerOperation(context, await addYellowCard({ ...request.value, card: body.value }, options));
    });
}

/** `GET /v1/records/{id}`. The tag is the revision, for `If-Match`: the state may change under it. */
async function showRecord(context: Context<AppVariables>, { store }: RecordRoutesOptions): Promise<Response> {
  const recordId = recordIdOf(context);
  if (recordId === undefined) return noRecord(context);
  const status = await store.find(recordId, context.get("principal").organisation);
  if (status === undefined) return noRecord(context);
  return answerJson(context, 200, JSON.stringify(status), { ETag: `"${status.revision}"` });
}
