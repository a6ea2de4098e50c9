import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import ts from "typescript";
import { installedFolder, installedVersion, interopFolder } from "./installed.ts";
import { countMessages, partsOf, type Release, type Resource, type Validator } from "./validator.ts";

const modules: Readonly<Record<Release, string>> = { STU3: "r3", R4: "r4" };

/** DefinitelyTyped's declarations, generated from HL7's packages: a resource is compiled as a literal of its type. */
export function fhirTypes(release: Release): Validator {
  return {
    name: "@types/fhir",
    version: installedVersion("@types/fhir"),
    release,
    method: `declarations of \`fhir/${modules[release]}\`, compiled by TypeScript ${ts.version}`,
    seesUnknownElements: true,
    validate: (resource) => {
      const declarations = join(installedFolder("@types/fhir"), `${modules[release]}.d.ts`);
      // In r3, what is contained is declared without any element of its own, so each is held to its own type.
      const output = partsOf(resource).flatMap((part) => compile(part, declarations));
      return { isValid: output.length === 0, output: countMessages(output) };
    },
  };
}

function compile(resource: Resource, declarations: string): readonly string[] {
  const folder = join(interopFolder, ".tmp", "types");
  mkdirSync(folder, { recursive: true });
  const file = join(folder, "resource.ts");
  const type = resource.resourceType;
  const literal = JSON.stringify(resource, null, 1);
  writeFileSync(file, `import type { ${type} } from "declarations";\nexport const resource: ${type} = ${literal};\n`);
  const options: ts.CompilerOptions = {
    strict: true,
    noEmit: true,
    skipLibCheck: true,
    types: [],
    target: ts.ScriptTarget.ES2022,
    module: ts.ModuleKind.ESNext,
    moduleResolution: ts.ModuleResolutionKind.Bundler,
    paths: { declarations: [declarations] },
  };
  const program = ts.createProgram([file], options, hostWithMemory(options));
  return ts.getPreEmitDiagnostics(program).map(({ code, messageText }) => {
    // A message names the whole type that it failed on; its last line is the reason.
    const reason = ts.flattenDiagnosticMessageText(messageText, "\n").split("\n").at(-1) ?? "";
    return `TS${code}: ${reason.trim()}`;
  });
}

const declarationFiles = new Map<string, ts.SourceFile | undefined>();

/** The declarations are thirty thousand lines and the same each time: they are read once. */
function hostWithMemory(options: ts.CompilerOptions): ts.CompilerHost {
  const host = ts.createCompilerHost(options);
  return {
    ...host,
    getSourceFile: (file, ...rest) => {
      if (!file.endsWith(".d.ts")) return host.getSourceFile(file, ...rest);
      if (!declarationFiles.has(file)) declarationFiles.set(file, host.getSourceFile(file, ...rest));
      return declarationFiles.get(file);
    },
  };
}
