import { defineConfig } from "tsup";
import { tsupOptions } from "../../tools/tsup-options.ts";

export default defineConfig(tsupOptions("node"));
