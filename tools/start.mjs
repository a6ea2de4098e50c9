// npm start: bootstraps, then runs the sandbox, the relay and the example host. Syntax stays old enough for pm.mjs's
// message about an old Node to be seen, so everything newer is imported after it.
import { spawn } from "child_process";
import { dirname, join } from "path";
import { fileURLToPath } from "url";

const tools = dirname(fileURLToPath(import.meta.url));

if (process.argv.indexOf("--help") >= 0 || process.argv.indexOf("-h") >= 0) {
  console.log(`npm start: installs, builds and runs the whole of Digital Factors on this computer, on loopback only.

  Incident form   http://127.0.0.1:8080   DIGITAL_FACTORS_HOST_PORT
  Relay           http://127.0.0.1:8081   DIGITAL_FACTORS_RELAY_PORT   (/admin for its administrator)
  LFPSE sandbox   http://127.0.0.1:8082   DIGITAL_FACTORS_SANDBOX_PORT

  DIGITAL_FACTORS_TOKEN         relay token; one is made and printed if this is not set
  DIGITAL_FACTORS_RELAY_STORE   file of the relay's store; .data/relay.db if this is not set
  DIGITAL_FACTORS_ENCRYPTION_KEYS_FILE
                                keys of what the relay keeps; one is made in .data/encryption-keys if this is not set
  LFPSE_SUBSCRIPTION_KEY        key the sandbox asks for and the relay sends; one is made if this is not set

Ctrl-C stops all of it.`);
  process.exit(0);
}

spawn(process.execPath, [join(tools, "pm.mjs"), "ensure"], { stdio: "inherit" }).on("exit", (code) => {
  if (code !== 0) process.exit(code === null ? 1 : code);
  import("./stack.mjs").then(({ runStack }) => runStack());
});
