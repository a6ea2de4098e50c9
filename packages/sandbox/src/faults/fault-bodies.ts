/** An `OperationOutcome` that refuses nothing. */
export const remark = {
  resourceType: "OperationOutcome",
  issue: [
    {
      severity: "warning",
      code: "informational",
      details: { text: "A remark in place of the event, made on demand." },
    },
  ],
};

/** A page such as a wireless network sends in place of any other answer. */
export const portalPage = `<!DOCTYPE html>
<html lang="en"><head><title>Sign in to the network</title></head>
<body><h1>Sign in to the network</h1><p>A page in place of LFPSE's answer, made on demand.</p></body></html>
`;

/** Returns an `OperationOutcome` of so many issues, each at a place of its own. */
export function manyIssues(count: number): object {
  const issue = Array.from({ length: count }, (_, index) => ({
    severity: "error",
    code: "invalid",
    diagnostics: `Issue ${index + 1}, made on demand.`,
    expression: [`AdverseEvent.extension[${index}]`],
  }));
  return { resourceType: "OperationOutcome", issue };
}

/** Returns the answer with another text in it. */
export function withText({ status, headers }: Response, text: string, contentType?: string): Response {
  return new Response(text, {
    status,
    headers: { "content-type": contentType ?? headers.get("content-type") ?? "application/json" },
  });
}

/** Returns the answer made longer by white space, which JSON allows after its end. */
export async function largeBody(response: Response, bytes: number): Promise<Response> {
  const body = new Uint8Array(await response.arrayBuffer());
  const padded = new Uint8Array(Math.max(bytes, body.length)).fill(0x20);
  padded.set(body);
  return new Response(padded, { status: response.status, headers: response.headers });
}

/** Returns the answer without the `id` of its event. */
export async function withoutId(response: Response): Promise<Response> {
  const text = await response.text();
  if (text === "") return new Response(null, { status: response.status, headers: response.headers });
  const { id: _, ...resource }: Readonly<Record<string, unknown>> = JSON.parse(text);
  return withText(response, JSON.stringify(resource));
}
