import { adverseEvent, createdEvent, headersOf } from "../synthetic-create.mjs";

export const azure = {
  id: "azure",
  package: "@azure/core-rest-pipeline",
  call: "pipeline.sendRequest",
  code: 'export { createPipelineFromOptions, createDefaultHttpClient, createPipelineRequest } from "@azure/core-rest-pipeline";',
  note: "the headers are given by hand and plain http is allowed, since its token policy asks for https",
  accepted: createdEvent,
  async connect({ url, ...credentials }) {
    const { createDefaultHttpClient, createHttpHeaders, createPipelineFromOptions, createPipelineRequest } =
      await import("@azure/core-rest-pipeline");
    const pipeline = createPipelineFromOptions({});
    const client = createDefaultHttpClient();
    return () =>
      pipeline.sendRequest(
        client,
        createPipelineRequest({
          url: new URL("AdverseEvent", url).href,
          method: "POST",
          body: JSON.stringify(adverseEvent),
          headers: createHttpHeaders({ "Content-Type": "application/json", ...headersOf(credentials) }),
          allowInsecureConnection: true,
        }),
      );
  },
  /** A pipeline leaves the status to its caller. */
  failureOf: (response) => (response.status >= 300 ? response : undefined),
  failureIs: "the answer itself",
};
