// The example host: node server.mjs. Settings are in README.md.
import { serve } from "@hono/node-server";
import { createHost, HostFault } from "./src/host.js";
import { readSettings, SettingFault } from "./src/host-settings.js";

const loopback = "127.0.0.1";

function stop(line) {
  console.error(line);
  process.exit(1);
}

try {
  const settings = readSettings(process.env);
  const host = await createHost(settings);
  const server = serve({ fetch: host.app.fetch, port: settings.port, hostname: loopback }, () => {
    console.log(`The incident form is at http://${loopback}:${settings.port}`);
    host.start();
  });
  server.on("error", (fault) => {
    if (fault.code !== "EADDRINUSE") stop(`The host cannot listen on port ${settings.port}: ${fault.code}.`);
    stop(`Port ${settings.port} is in use: stop what uses it, or set DIGITAL_FACTORS_HOST_PORT to a free port.`);
  });
  for (const signal of ["SIGINT", "SIGTERM"]) {
    process.once(signal, async () => {
      server.close();
      server.closeAllConnections();
      await host.stop();
      process.exit(0);
    });
  }
} catch (fault) {
  if (!(fault instanceof SettingFault || fault instanceof HostFault)) throw fault;
  stop(fault.message);
}
