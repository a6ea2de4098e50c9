import { adverseEvent, createdEvent } from "../synthetic-create.mjs";

export const octokit = {
  id: "octokit",
  package: "octokit",
  call: 'request("POST …")',
  code: 'export { Octokit } from "octokit";',
  accepted: createdEvent,
  async connect({ url, token, subscriptionKey }) {
    const { Octokit } = await import("octokit");
    const client = new Octokit({ auth: token, baseUrl: url.origin });
    const headers = { "Ocp-Apim-Subscription-Key": subscriptionKey };
    return () => client.request("POST /AdverseEvent", { ...adverseEvent, headers });
  },
};
