// Starts the server-rendered host until Ctrl-C: node examples/server-rendered-host/server.mjs
import { startRenderedHost } from "./src/host.mjs";

const port = Number(process.env.DIGITAL_FACTORS_RENDERED_PORT || 8085);
const { address } = await startRenderedHost({ port });
console.log(`The rendered page is at ${address} (Ctrl-C stops it)`);
