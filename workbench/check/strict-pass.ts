import { spawn } from "node:child_process";
import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join, relative, resolve, sep } from "node:path";
import { projectFolder } from "../notebook/child-environment.ts";
import type { FileFindings, Finding, NotebookSource } from "./finding.ts";
import { kernelTypeScript } from "./kernel-typescript.ts";
import { type Diagnostic, readDiagnostics } from "./read-diagnostics.ts";
import { type StrictModule, strictModule } from "./strict-module.ts";

const require = createRequire(import.meta.url);
const ownProject = resolve(import.meta.dirname, "../..");

/** What the project's own TypeScript finds in some notebooks, all in one run. */
export interface StrictPass {
  /** One for each notebook, in order. */
  readonly notebooks: readonly FileFindings[];
  /** Of files in the notebooks' folders that notebooks import, by absolute path. */
  readonly imported: readonly FileFindings[];
}

/**
 * Types notebooks strictly: one generated module each, in a folder of its own under `.stressbook/`
 * that is removed again. Notebooks of several projects take a run each.
 */
export async function runStrictPass(sources: readonly NotebookSource[]): Promise<StrictPass> {
  const bases = Map.groupBy(sources, ({ folder }) => projectFolder(folder) ?? folder);
  const passes = await Promise.all(
    [...bases].map(([base, notebooks]) => runForBase(base, notebooks)),
  );
  const byFile = new Map(
    passes.flatMap(({ notebooks }) => notebooks.map((found) => [found.file, found] as const)),
  );
  return {
    notebooks: sources.map(({ file }) => byFile.get(file) ?? { file, findings: [] }),
    imported: passes.flatMap(({ imported }) => imported),
  };
}

async function runForBase(base: string, sources: readonly NotebookSource[]): Promise<StrictPass> {
  const folder = generatedFolder(projectFolder(base) ?? ownProject);
  try {
    const modules = writeModules(folder, base, sources);
    const diagnostics = readDiagnostics(await runCompiler(folder), folder);
    return assign(diagnostics, { base, sources, modules });
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

// Under the process's own name; what a process that was killed left behind is cleared away.
function generatedFolder(project: string): string {
  const place = join(project, ".stressbook", "check");
  mkdirSync(place, { recursive: true });
  for (const name of readdirSync(place)) {
    const isStale = !isRunning(Number(name.split("-")[0]));
    if (isStale) rmSync(join(place, name), { recursive: true, force: true });
  }
  return mkdtempSync(join(place, `${process.pid}-`));
}

function isRunning(pid: number): boolean {
  try {
    return pid > 0 && process.kill(pid, 0);
  } catch {
    return false;
  }
}

/** Writes the modules and their tsconfig; returns each module by its path. */
function writeModules(
  folder: string,
  base: string,
  sources: readonly NotebookSource[],
): Map<string, { readonly source: NotebookSource; readonly module: StrictModule }> {
  const modules = new Map<string, { source: NotebookSource; module: StrictModule }>();
  sources.forEach((source, i) => {
    const place = join(folder, relative(base, source.folder));
    const path = join(place, `notebook-${i}.ts`);
    const module = strictModule(kernelTypeScript(), source.cells);
    mkdirSync(place, { recursive: true });
    writeFileSync(path, module.text);
    modules.set(path, { source, module });
  });
  writeFileSync(
    join(folder, "tsconfig.json"),
    JSON.stringify({
      extends: join(ownProject, "tsconfig.base.json"),
      compilerOptions: {
        ...notebookOptions,
        // A relative import means what it means in the notebook's folder.
        rootDirs: [base, folder],
        typeRoots: [dirname(dirname(require.resolve("@types/node/package.json")))],
      },
      files: [...modules.keys()],
    }),
  );
  return modules;
}

// The project's options, less those about writing files that Node runs as they are: the kernel
// compiles a cell, finds packages as a bundler does, and takes a file without its ending.
const notebookOptions = {
  noEmit: true,
  module: "preserve",
  moduleResolution: "bundler",
  declaration: false,
  erasableSyntaxOnly: false,
  verbatimModuleSyntax: false,
  rewriteRelativeImportExtensions: false,
};

function runCompiler(folder: string): Promise<string> {
  const compiler = join(dirname(require.resolve("typescript/package.json")), "bin", "tsc");
  const child = spawn(process.execPath, [compiler, "-p", ".", "--pretty", "false"], {
    cwd: folder,
    stdio: ["ignore", "pipe", "pipe"],
  });
  const texts = { out: "", err: "" };
  child.stdout.setEncoding("utf8").on("data", (text: string) => {
    texts.out += text;
  });
  child.stderr.setEncoding("utf8").on("data", (text: string) => {
    texts.err += text;
  });
  return new Promise((resolveOutput, reject) => {
    child.on("error", reject);
    child.on("close", (code) => {
      if (texts.err === "" && (code === 0 || texts.out !== "")) resolveOutput(texts.out);
      else reject(new Error(`TypeScript failed (exit code ${code}): ${texts.err || texts.out}`));
    });
  });
}

/** Errors about a namespace in a block, where the cell itself has none. */
const ofBlocks = new Set(["TS1234", "TS1235"]);

interface Assignment {
  readonly base: string;
  readonly sources: readonly NotebookSource[];
  readonly modules: ReturnType<typeof writeModules>;
}

function assign(diagnostics: readonly Diagnostic[], to: Assignment): StrictPass {
  const findings = new Map<string, Finding[]>(to.sources.map(({ file }) => [file, []]));
  const imported: FileFindings[] = [];
  for (const { file, line, column, code, message } of diagnostics) {
    if (ofBlocks.has(code)) continue;
    const found = to.modules.get(file);
    const place = found?.module.placeOf(line, column);
    const type = { code, message, view: "strict" } as const;
    if (found !== undefined && place !== undefined) {
      const { cell, ...position } = place;
      const of = { index: cell.index, cell: cell.number };
      findings.get(found.source.file)?.push({ ...of, ...position, ...type });
    } else if (found === undefined && isBelow(file, to.sources)) {
      imported.push({ file, findings: [{ line, column, ...type }] });
    }
  }
  const notebooks = to.sources.map(({ file }) => ({ file, findings: findings.get(file) ?? [] }));
  return { notebooks, imported };
}

function isBelow(file: string, sources: readonly NotebookSource[]): boolean {
  return sources.some(({ folder }) => file.startsWith(folder + sep)) && !/node_modules/.test(file);
}
