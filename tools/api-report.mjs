// Writes the API report of every entry of every package, or with --check compares: node tools/api-report.mjs [--check]
import { existsSync, mkdirSync, readdirSync, rmSync } from "node:fs";
import { basename, join, relative } from "node:path";
import { Extractor, ExtractorConfig, ExtractorLogLevel } from "@microsoft/api-extractor";
import { entriesOf, packages, root } from "./workspace.mjs";

const isCheck = process.argv.includes("--check");
const temporary = join(root, ".tmp", "api");
const faults = [];
let count = 0;

/** `core.api.md` for the main entry of core, `lfpse.api.md` for its `./lfpse`. */
function reportName(packageName, subpath) {
  return `${subpath === "." ? packageName : subpath.replace("./", "").replaceAll("/", "-")}.api.md`;
}

function extractReport({ name, folder }, { subpath, types }) {
  const reportFileName = reportName(name, subpath);
  const config = ExtractorConfig.prepare({
    configObjectFullPath: undefined,
    packageJsonFullPath: join(folder, "package.json"),
    configObject: {
      projectFolder: folder,
      mainEntryPointFilePath: join(folder, types),
      newlineKind: "lf",
      apiReport: {
        enabled: true,
        reportFileName,
        reportFolder: join(folder, "api"),
        reportTempFolder: join(temporary, name),
        includeForgottenExports: true,
      },
      docModel: { enabled: false },
      dtsRollup: { enabled: false },
      tsdocMetadata: { enabled: false },
      compiler: {
        overrideTsconfig: {
          compilerOptions: {
            target: "ES2022",
            lib: ["ES2023", "DOM", "DOM.Iterable"],
            module: "ESNext",
            moduleResolution: "Bundler",
            strict: true,
            skipLibCheck: true,
            experimentalDecorators: true,
            types: [],
          },
          files: [join(folder, types)],
        },
      },
    },
  });
  const { succeeded, apiReportChanged } = Extractor.invoke(config, {
    localBuild: !isCheck,
    messageCallback: (message) => {
      message.handled = true;
      if (message.logLevel === ExtractorLogLevel.Error) faults.push(`${name} ${subpath}: ${message.text}`);
    },
  });
  count += 1;
  if (isCheck && apiReportChanged) faults.push(`packages/${name}/api/${reportFileName} is not as built`);
  else if (!succeeded && !isCheck) faults.push(`${name} ${subpath}: no report could be made`);
  return reportFileName;
}

for (const entry of packages) {
  // What a pattern stands for is generated, one shape for all: `generate:check` guards it, a report each would be noise.
  const entries = entriesOf(entry.manifest).filter(({ subpath }) => !subpath.includes("*"));
  if (entries.some(({ types }) => !existsSync(join(entry.folder, types)))) {
    faults.push(`packages/${entry.name} is not built: run \`npm run build\` first`);
    continue;
  }
  const folder = join(entry.folder, "api");
  mkdirSync(folder, { recursive: true });
  mkdirSync(join(temporary, entry.name), { recursive: true });
  const expected = entries.map((target) => extractReport(entry, target));
  for (const file of readdirSync(folder).filter((name) => !expected.includes(basename(name)))) {
    if (isCheck) faults.push(`${relative(root, join(folder, file))} belongs to no entry`);
    else rmSync(join(folder, file));
  }
}

for (const fault of faults) console.error(fault);
if (faults.length > 0) {
  console.error("If the change is meant, run `npm run api`, commit the reports, and add a changeset.");
  process.exit(1);
}
console.log(`${count} API reports ${isCheck ? "are as built" : "written"}.`);
