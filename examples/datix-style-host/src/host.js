import { Hono } from "hono";
import { bodyLimit } from "hono/body-limit";
import { createIncidentDelivery } from "./incident-delivery.js";
import { receiveIncident } from "./incident-intake.js";
import { openIncidentStore } from "./incident-store.js";
import { incidentPage } from "./pages/incident-page.js";
import { intranetPage } from "./pages/intranet-page.js";
import { messagePage } from "./pages/message-page.js";
import { statusPage } from "./pages/status-page.js";
import { outcome, relayProxy } from "./relay-proxy.js";
import { securityHeaders } from "./security-headers.js";
import { isFormBuilt, staticFile } from "./static-files.js";

const bodyBytes = 1024 * 1024;

/** A reason not to start, told in one line. */
export class HostFault extends Error {}

/**
 * Returns the example host: the two looks of the incident form, the classic form post, and the way to the relay.
 *
 * @param {import("./host-settings.js").HostSettings} settings
 * @returns `app` to serve, `start` to begin delivering what is kept, `stop` to end it.
 * @throws {HostFault} if the form is not built or the folder cannot be used.
 */
export async function createHost(settings) {
  if (!isFormBuilt()) {
    throw new HostFault("packages/form/dist/cdn/digital-factors.js is not there: run `npm run build` first.");
  }
  const store = await openIncidentStore(settings.store).catch((fault) => {
    throw new HostFault(`The folder DIGITAL_FACTORS_HOST_STORE cannot be used: ${fault.code}.`);
  });
  const delivery = createIncidentDelivery(store, settings);
  const app = new Hono();

  app.use(securityHeaders);
  app.use(refuseOtherSites);

  app.get("/healthz", (context) => context.json({ status: "ok" }));
  app.get("/", (context) => context.html(incidentPage(lookOf(context))));
  app.get("/intranet", (context) => context.html(intranetPage(lookOf(context))));

  app.post("/incidents", bodyLimit({ maxSize: bodyBytes, onError: tooLarge }), (context) =>
    receiveIncident(context, { store, delivery }),
  );
  app.get("/incidents/:id", async (context) => {
    const kept = await store.read(context.req.param("id"));
    return kept === undefined ? context.notFound() : context.html(statusPage(kept));
  });
  app.get("/incidents/:id/delivery", async (context) => {
    const kept = await store.read(context.req.param("id"));
    return kept === undefined ? context.notFound() : context.json(kept.delivery);
  });

  app.use("/relay/*", bodyLimit({ maxSize: bodyBytes, onError: tooLargeForRelay }));
  app.on(["GET", "POST"], ["/relay/v1/records", "/relay/v1/records/:id"], relayProxy(settings));

  for (const path of ["/public/*", "/src/*", "/digital-factors/*"]) app.get(path, staticFile);

  app.notFound((context) =>
    context.html(messagePage("There is no such page", "Check the address, or start from the incident form."), 404),
  );
  app.onError((fault, context) => {
    // The name alone: a message could repeat an answer.
    console.error(`${context.req.method} failed: ${fault.code ?? fault.name}`);
    return context.html(
      messagePage("Something went wrong here", "Nothing you typed was sent. Go back, and send the report again."),
      500,
    );
  });

  return { app, start: delivery.start, stop: delivery.stop };
}

/** What the address chooses: the element's language, and how the report is sent. */
function lookOf(context) {
  return {
    lang: context.req.query("lang") === "cy" ? "cy" : "en",
    mode: context.req.query("mode") === "classic" ? "classic" : "script",
  };
}

/** What is left of the body is not read, so the connection cannot be used again. */
const close = { connection: "close" };

function tooLarge(context) {
  const text = "Go back, shorten what you wrote, and send it again. Nothing was kept.";
  return context.html(messagePage("This report is too long", text), 413, close);
}

function tooLargeForRelay() {
  return outcome(413, "body-size", "Send a smaller record.", close);
}

/**
 * The host adds the relay's token to what it passes on, so a page of another site must not be able to send anything here.
 *
 * @type {import("hono").MiddlewareHandler}
 */
async function refuseOtherSites(context, next) {
  const site = context.req.header("sec-fetch-site");
  if (context.req.method !== "GET" && site !== undefined && site !== "same-origin") {
    return outcome(403, "same-origin", "Send reports from the incident form itself.");
  }
  await next();
}
