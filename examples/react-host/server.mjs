// Starts the React host until Ctrl-C: node examples/react-host/server.mjs
import { startReactHost } from "./host.mjs";

const port = Number(process.env.DIGITAL_FACTORS_REACT_PORT || 8084);
const { address } = await startReactHost({ port });
console.log(`The React host is at ${address} (Ctrl-C stops it)`);
