// npm test: bootstraps, finds or installs a Chromium, then runs every check. Syntax stays old enough for pm.mjs's
// message about an old Node to be seen, so everything newer is imported after it.
import { spawnSync } from "child_process";
import { dirname, join } from "path";
import { fileURLToPath } from "url";

const tools = dirname(fileURLToPath(import.meta.url));
const bootstrap = spawnSync(process.execPath, [join(tools, "pm.mjs"), "ensure"], { stdio: "inherit" });
if (bootstrap.status !== 0) process.exit(bootstrap.status === null ? 1 : bootstrap.status);

import("./check.mjs").then(({ runChecks }) => runChecks());
