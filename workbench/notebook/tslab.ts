// Everything that reaches into tslab's files. tslab has no interface for running a notebook without
// Jupyter, so this file relies on how version 1.0.22 is written and refuses any other.
import { createRequire } from "node:module";
import vm from "node:vm";
import type ts from "@tslab/typescript-for-tslab";
import type { TypeScript } from "../parameters/typescript.ts";
import type { CellPosition } from "./cell-failure.ts";
import { type CellMaps, cellScriptName } from "./cell-source-map.ts";
import {
  type Conversion,
  type ConversionKeeper,
  conversionKey,
  type KeptCell,
  type KeptConversions,
  keepConversions,
} from "./kept-conversions.ts";
import { type CellsOptions, type WatchHost, watchCellsOnly } from "./kernel-programs.ts";

const supportedVersion = "1.0.22";
const require = createRequire(import.meta.url);

/** What the kernel's display functions hand over. */
export interface KernelDisplay {
  readonly data: Record<string, unknown>;
  readonly metadata?: Record<string, unknown>;
  readonly transient?: { readonly display_id?: string };
}

interface KernelHooks {
  /** The value of a cell's last expression. */
  readonly lastValue: (value: unknown) => void;
  readonly display: (display: KernelDisplay, update: boolean) => void;
  /** Called before a cell runs, with the way back from its JavaScript to its source. */
  readonly compiled: (maps: CellMaps) => void;
  /** Runs the type checker's work on a cell. */
  readonly checking: <Result>(work: () => Result) => Result;
}

/** How a cell ended. */
export type CellOutcome =
  | { readonly kind: "ok" }
  | { readonly kind: "diagnostics"; readonly diagnostics: readonly CellDiagnostic[] }
  | { readonly kind: "thrown"; readonly error: unknown };

/** A type or syntax error; `file` is set when it lies in a file that the cell imports. */
export interface CellDiagnostic {
  readonly position: CellPosition;
  readonly message: string;
  readonly file?: string;
}

export interface Kernel {
  /** What to keep of the run for the next; undefined when that is what was kept already, or nothing can be. */
  readonly keep: () => KeptConversions | undefined;
  /** Checks, translates and runs one cell. Cells run one after the other, never at once. */
  readonly execute: (cell: number, source: string) => Promise<CellOutcome>;
}

/**
 * tslab's own executor for the current working directory, with its outputs going to `hooks`. Cells whose
 * conversions in the file `kept` still hold are not typed again.
 * Throws an Error for any other version of tslab.
 */
export function createKernel(hooks: KernelHooks, kept: string): Kernel {
  const { version } = require("tslab/package.json") as { version: string };
  if (version !== supportedVersion) {
    throw new Error(`tslab must be ${supportedVersion}: ${version}`);
  }
  const compiler = [supportedVersion, process.version, process.platform].join(" ");
  const keeper = keepConversions(kept, { compiler, folder: process.cwd() });
  const { onRead, holds } = keeper;
  const emitted = patchTypeScript({ nothingRuns: false, onRead, readFirst: !holds });
  const running = { cell: 0, diagnostics: [] as CellDiagnostic[], thrown: [] as unknown[] };
  const node = observeConverter(keepingConverter(emitted, keeper), running, hooks);
  const executor = tslabModule("executor").createExecutor(
    process.cwd(),
    { node, browser: null, close: () => node.close() },
    {
      log: hooks.lastValue,
      error: (...args) => {
        if (running.diagnostics.length === 0) running.thrown.push(args[0]);
      },
    },
  );
  patchScriptNames(running, (cell, code) => {
    const maps = emitted.mapsOf(code);
    if (maps !== undefined) hooks.compiled({ cell, ...maps });
  });
  tslabModule("jupyter").lastWriteDisplayData = hooks.display;
  return {
    keep: keeper.keep,
    execute: async (cell, source) => {
      running.cell = cell;
      running.diagnostics = [];
      running.thrown = [];
      const ok = await executor.execute(source);
      if (running.diagnostics.length > 0) {
        return { kind: "diagnostics", diagnostics: running.diagnostics };
      }
      return ok ? { kind: "ok" } : { kind: "thrown", error: running.thrown[0] };
    },
  };
}

interface TslabModules {
  converter: { createConverter(options: object): TslabConverter };
  executor: {
    createExecutor(
      folder: string,
      converters: { node: TslabConverter; browser: null; close(): void },
      console: { log(value: unknown): void; error(...args: unknown[]): void },
    ): { execute(source: string): Promise<boolean> };
  };
  jupyter: { lastWriteDisplayData: KernelHooks["display"] | null };
}

interface TslabConverter {
  convert(previousDeclarations: string, source: string): TslabConversion;
  addModule(...args: readonly unknown[]): unknown;
  close(): void;
}

interface TslabConversion extends Omit<Conversion, "diagnostics"> {
  readonly diagnostics: readonly TslabDiagnostic[];
}

interface TslabDiagnostic {
  readonly start: { readonly line: number; readonly character: number };
  readonly messageText: string;
  readonly fileName?: string;
}

function tslabModule<Name extends keyof TslabModules>(name: Name): TslabModules[Name] {
  return require(`tslab/dist/${name}`) as TslabModules[Name];
}

// tslab's converter; where conversions were kept it is made when a cell has to be typed after all.
function keepingConverter(
  emitted: EmittedMaps,
  keeper: ConversionKeeper,
): Pick<TslabConverter, "convert" | "addModule" | "close"> {
  const { createConverter } = tslabModule("converter");
  let made: TslabConverter | undefined;
  const converter = (): TslabConverter => (made ??= createConverter({}));
  if (!keeper.holds) converter();
  return {
    convert: (declarations, source) => {
      const key = conversionKey(declarations, source);
      const known = keeper.find(key);
      if (known !== undefined) {
        emitted.restore(known);
        return known.conversion;
      }
      const conversion = converter().convert(declarations, source);
      if (conversion.diagnostics.length === 0) {
        const maps = emitted.partsOf(conversion);
        const plain = { ...conversion, diagnostics: [] };
        keeper.add(key, { conversion: plain, ...(maps && { maps }) });
      }
      return conversion;
    },
    addModule: (...args) => converter().addModule(...args),
    close: () => made?.close(),
  };
}

function observeConverter(
  converter: TslabConverter,
  running: { readonly cell: number; diagnostics: CellDiagnostic[] },
  { checking }: Pick<KernelHooks, "checking">,
): TslabConverter {
  return {
    ...converter,
    convert: (previousDeclarations, source) => {
      const result = checking(() => converter.convert(previousDeclarations, source));
      running.diagnostics = result.diagnostics.map((found) => ({
        position: {
          cell: running.cell,
          line: Math.min(found.start.line + 1, source.trimEnd().split("\n").length),
          column: found.start.character + 1,
        },
        message: found.messageText,
        ...(found.fileName !== undefined && { file: found.fileName }),
      }));
      return result;
    },
  };
}

interface EmittedMaps {
  /** Takes over the maps of a conversion that was kept. */
  readonly restore: (kept: KeptCell) => void;
  /** The maps to be kept with a conversion. */
  readonly partsOf: (conversion: Pick<Conversion, "output">) => KeptCell["maps"];
  /** The maps of a piece of emitted JavaScript, as wrapped by the executor. */
  readonly mapsOf: (wrapped: string) => Omit<CellMaps, "cell"> | undefined;
}

const mapComment = /\n?\/\/# sourceMappingURL=(\S*)\s*$/;
const wrapper = /^\((?:async )?function\(exports, require\) \{ /;
const wrapperEnd = "\n})(__tslab__.exports, __tslab__.require)";

// tslab's TypeScript with source maps on and file watching off: a batch run never sees a file
// change, and a watcher on one that is missing wedges it.
function patchTypeScript(cells: CellsOptions): EmittedMaps {
  const path = createRequire(require.resolve("tslab/package.json")).resolve(
    "@tslab/typescript-for-tslab",
  );
  const typescript = require(path) as TypeScript;
  const nothing = (): { close(): void } => ({ close: () => {} });
  typescript.sys.watchFile = nothing;
  typescript.sys.watchDirectory = nothing;
  const steps = new Map<string, NonNullable<KeptCell["maps"]>>();
  const patched = {
    ...typescript,
    createWatchProgram: (host: WatchHost) => {
      host.options = { ...host.options, inlineSourceMap: true };
      return watchCellsOnly(typescript, host, cells);
    },
    transpileModule: (input: string, options: ts.TranspileOptions) => {
      const module = splitMap(input);
      const compilerOptions = { ...options.compilerOptions, sourceMap: true };
      const result = typescript.transpileModule(module.code, { ...options, compilerOptions });
      const outputText = splitMap(result.outputText).code;
      if (module.map !== undefined && result.sourceMapText !== undefined) {
        const last = JSON.parse(result.sourceMapText);
        steps.set(outputText, { steps: [last, module.map], leadingLines: 1 });
      }
      return { ...result, outputText };
    },
  };
  const loaded = require.cache[path];
  if (loaded === undefined) throw new Error("tslab's TypeScript must be a CommonJS module");
  loaded.exports = patched;
  return {
    restore: ({ conversion: { output }, maps }) => {
      if (output !== undefined && maps !== undefined) steps.set(output, maps);
    },
    partsOf: ({ output }) => steps.get(output ?? ""),
    mapsOf: (wrapped) => {
      const leading = wrapper.exec(wrapped)?.[0].length ?? 0;
      const code = wrapped.slice(leading, -wrapperEnd.length);
      const found = steps.get(code);
      const emittedLines = code.trimEnd().split("\n").length;
      return found && { ...found, emittedLines, leadingCharacters: leading };
    },
  };
}

function splitMap(code: string): { code: string; map?: CellMaps["steps"][number] } {
  const comment = mapComment.exec(code);
  if (comment === null) return { code };
  const encoded = comment[1]?.split("base64,")[1];
  const rest = code.slice(0, comment.index);
  if (encoded === undefined) return { code: `${rest}\n` };
  return { code: `${rest}\n`, map: JSON.parse(Buffer.from(encoded, "base64").toString()) };
}

// The executor runs each cell with vm.runInThisContext and gives it no name of its own.
function patchScriptNames(
  running: { readonly cell: number },
  compiled: (cell: number, code: string) => void,
): void {
  const run = vm.runInThisContext;
  vm.runInThisContext = (code, options) => {
    if (!code.endsWith(wrapperEnd) || !wrapper.test(code)) return run(code, options);
    compiled(running.cell, code);
    const base = typeof options === "object" ? options : {};
    return run(code, { ...base, filename: cellScriptName(running.cell) });
  };
}
