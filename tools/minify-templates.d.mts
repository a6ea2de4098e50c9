import type { Plugin } from "esbuild";

export declare function minifyTemplates(source: string, path: string): Promise<string>;
export declare const minifiedTemplates: Plugin;
