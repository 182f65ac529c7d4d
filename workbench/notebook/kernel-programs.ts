import type ts from "@tslab/typescript-for-tslab";
import type { TypeScript } from "../parameters/typescript.ts";

/** What tslab's converter sets up for watching. */
export type WatchHost = ts.WatchCompilerHostOfFilesAndCompilerOptions<ts.BuilderProgram>;

/** The part of a builder that tslab's converter uses. */
export type KernelBuilder = Pick<
  ts.EmitAndSemanticDiagnosticsBuilderProgram,
  "getSourceFile" | "getProgram" | "getAllDependencies" | "emit"
>;

/** How cells are typed. */
export interface CellsOptions {
  /** Declarations are all that is emitted. */
  readonly nothingRuns: boolean;
  /** Told of each file, besides the two that change, before it is read or found missing. */
  readonly onRead?: (name: string) => void;
  /** Reads what every cell is typed with before the first cell, whose time it is not. */
  readonly readFirst?: boolean;
}

/** Parts of the kernel's compiler that its declarations do not mention. */
interface Internals {
  bindSourceFile(file: ts.SourceFile, options: ts.CompilerOptions): void;
  createCompilerHostFromProgramHost(
    host: WatchHost,
    options: () => ts.CompilerOptions,
    files: WatchHost,
  ): ts.CompilerHost;
  getAutomaticTypeDirectiveNames(options: ts.CompilerOptions, host: ts.CompilerHost): string[];
  getSetExternalModuleIndicator(options: ts.CompilerOptions): (file: ts.SourceFile) => void;
}

interface Parts extends CellsOptions {
  readonly typescript: TypeScript & Internals;
  readonly host: ts.CompilerHost;
  readonly options: ts.CompilerOptions;
  readonly rootNames: readonly string[];
  /** Every file but the two that change. */
  readonly files: Map<string, ts.SourceFile | undefined>;
  /** The last program that was made, for the next to take over what did not change. */
  last?: ts.Program | undefined;
}

/**
 * Stands in for the compiler's `createWatchProgram` where nothing but the notebook's cells changes. The
 * converter asks for two programs per cell, the first of them for the cell's names only: here a program
 * is made when something is asked that needs one, files are looked for once, and what a change would
 * affect is not worked out. What is reported and emitted is the same; where `nothingRuns`, declarations
 * are all that is emitted.
 */
export function watchCellsOnly(
  typescript: TypeScript,
  host: WatchHost,
  cells: CellsOptions,
): Pick<ts.WatchOfFilesAndCompilerOptions<ts.BuilderProgram>, "close"> {
  const parts = { ...partsOf(typescript as TypeScript & Internals, host), ...cells };
  let timer: unknown;
  const update = (): KernelBuilder => {
    timer = undefined;
    const builder = openBuilder(parts);
    host.afterProgramCreate?.(builder as ts.BuilderProgram);
    return builder;
  };
  const schedule = (): void => {
    if (timer !== undefined) host.clearTimeout?.(timer);
    timer = host.setTimeout?.(update, 0);
  };
  for (const name of parts.rootNames) host.watchFile(name, schedule);
  const first = update();
  if (cells.readFirst) first.getProgram();
  return { close: () => {} };
}

function partsOf(
  typescript: TypeScript & Internals,
  watchHost: WatchHost,
): Omit<Parts, keyof CellsOptions> {
  const { options: given, rootFiles: rootNames } = watchHost;
  const host = typescript.createCompilerHostFromProgramHost(watchHost, () => given, watchHost);
  host.readFile = uncommented(host.readFile);
  host.fileExists = remember(host.fileExists);
  if (host.directoryExists) host.directoryExists = remember(host.directoryExists);
  if (host.realpath) host.realpath = remember(host.realpath);
  // Named once: the compiler would read the folders of types again for every program.
  const options = { ...given, types: typescript.getAutomaticTypeDirectiveNames(given, host) };
  resolveOnce(typescript, host, options);
  return { typescript, host, options, rootNames, files: new Map() };
}

/** A block comment that begins its line. */
const comment = /^[ \t]*\/\*[\s\S]*?\*\//gm;

/**
 * Declarations without their documentation, every other character where it was: half of the time that
 * declarations take to parse goes into comments that nothing here reads.
 */
function uncommented(read: ts.CompilerHost["readFile"]): ts.CompilerHost["readFile"] {
  return (name) => {
    const text = read(name);
    if (text === undefined || !name.endsWith(".d.ts") || !name.includes("/node_modules/"))
      return text;
    return text.replace(comment, (documentation) => documentation.replace(/[^\r\n]+/g, blank));
  };
}

function blank(line: string): string {
  return " ".repeat(line.length);
}

function remember<Result>(look: (name: string) => Result): (name: string) => Result {
  const known = new Map<string, Result>();
  return (name) => {
    const before = known.get(name);
    if (before !== undefined) return before;
    const result = look(name);
    known.set(name, result);
    return result;
  };
}

function resolveOnce(
  typescript: TypeScript,
  host: ts.CompilerHost,
  options: ts.CompilerOptions,
): void {
  const canonical = host.getCanonicalFileName.bind(host);
  const folder = host.getCurrentDirectory();
  const cache = typescript.createModuleResolutionCache(folder, canonical, options);
  host.getModuleResolutionCache = () => cache;
  host.resolveModuleNameLiterals = (names, file, redirect, of) =>
    names.map(({ text }) => typescript.resolveModuleName(text, file, of, host, cache, redirect));
}

// One state of the cell and the declarations before it. Its two files are parsed anew: the converter
// changes them.
function openBuilder(parts: Parts): KernelBuilder {
  const { typescript, host, options } = parts;
  const roots = new Map(parts.rootNames.map((name) => [name, parseRoot(parts, name)]));
  const getSourceFile: ts.CompilerHost["getSourceFile"] = (name, ...rest) => {
    if (roots.has(name)) return roots.get(name);
    if (!parts.files.has(name)) {
      parts.onRead?.(name);
      parts.files.set(name, host.getSourceFile(name, ...rest));
    }
    return parts.files.get(name);
  };
  const getProgram = once(() => {
    const oldProgram = parts.last;
    parts.last = typescript.createProgram({
      rootNames: parts.rootNames,
      options,
      host: { ...host, getSourceFile },
      ...(oldProgram && { oldProgram }),
    });
    return parts.last;
  });
  return {
    getProgram,
    getSourceFile: (name) => roots.get(name) ?? getProgram().getSourceFile(name),
    getAllDependencies: (file) => {
      const isOther = (of: ts.SourceFile): boolean => !of.isDeclarationFile && of !== file;
      if (!getProgram().getSourceFiles().some(isOther)) return [file.fileName];
      return fullBuilder(typescript, getProgram(), host).getAllDependencies(file);
    },
    emit: (file, write, cancellation, onlyDeclarations, transformers) => {
      const withoutCode = parts.nothingRuns || onlyDeclarations;
      return getProgram().emit(file, write, cancellation, withoutCode, transformers);
    },
  };
}

function parseRoot({ typescript, host, options }: Parts, name: string): ts.SourceFile | undefined {
  const file = host.getSourceFile(name, {
    languageVersion: options.target ?? typescript.ScriptTarget.Latest,
    setExternalModuleIndicator: typescript.getSetExternalModuleIndicator(options),
  });
  if (file !== undefined) typescript.bindSourceFile(file, options);
  return file;
}

function once<Result>(make: () => Result): () => Result {
  let made: Result | undefined;
  return () => (made ??= make());
}

// Where cells import files of their own, the compiler's builder says which; it wants versions.
function fullBuilder(
  typescript: TypeScript,
  program: ts.Program,
  host: ts.CompilerHost,
): ts.BuilderProgram {
  for (const file of program.getSourceFiles()) {
    (file as ts.SourceFile & { version?: string }).version ??= "1";
  }
  return typescript.createEmitAndSemanticDiagnosticsBuilderProgram(program, host);
}
