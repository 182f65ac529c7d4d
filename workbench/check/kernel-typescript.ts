// All that the check needs from tslab's files: its converter, which types a cell as the kernel does
// without running it, and the compiler inside. Written for version 1.0.22, refuses any other.
import { createRequire } from "node:module";
import type ts from "@tslab/typescript-for-tslab";
import { type KernelBuilder, type WatchHost, watchCellsOnly } from "../notebook/kernel-programs.ts";
import type { TypeScript } from "../parameters/typescript.ts";

const supportedVersion = "1.0.22";
const require = createRequire(import.meta.url);

/** A type or syntax error as the kernel reports it; line and character from 0. */
export interface KernelDiagnostic {
  readonly start: Place;
  readonly end: Place;
  readonly messageText: string;
  readonly code: number;
  /** Set when it lies in a file that the cell imports, relative to the folder. */
  readonly fileName?: string;
}

interface Place {
  readonly line: number;
  readonly character: number;
}

/** What the kernel makes of a cell. */
export interface Conversion {
  readonly diagnostics: readonly KernelDiagnostic[];
  /** What the cell and those before it declare, for the next cell; undefined after an error. */
  readonly declOutput?: string;
  /** Whether it runs the cell as a function that may await; undefined after an error. */
  readonly hasToplevelAwait?: boolean;
}

/** The kernel's compiler for one folder. */
export interface KernelConverter {
  /** Throws what tslab throws on sources that break it. */
  readonly convert: (previous: string, source: string) => Conversion;
  /** The same with every diagnostic ignored: it always gets to the declarations. */
  readonly convertRegardless: (previous: string, source: string) => Conversion;
  /** Whether the last source that was converted has an await that the kernel noticed. */
  readonly noticedAwait: () => boolean;
  /** The program of the last conversion. */
  readonly program: () => ts.Program;
  readonly close: () => void;
}

interface Opened {
  builder?: KernelBuilder;
}

const state = { folder: "", opened: {} as Opened, regardless: false, noticedAwait: false };
/** "'await' expressions are only allowed within async functions": how the kernel notices one. */
const awaitCode = 1308;
let loaded: TypeScript | undefined;

/** The TypeScript inside the kernel, made ready for checking without files being watched. */
export function kernelTypeScript(): TypeScript {
  loaded ??= loadTypeScript();
  return loaded;
}

/** A converter for notebooks in `folder` (absolute). Making one takes most of a second. */
export function openConverter(folder: string): KernelConverter {
  kernelTypeScript();
  const opened: Opened = {};
  state.folder = folder;
  state.opened = opened;
  const { createConverter } = require("tslab/dist/converter") as {
    createConverter(options: object): Pick<KernelConverter, "convert" | "close">;
  };
  const converter = createConverter({});
  return {
    convert: converter.convert,
    convertRegardless: (previous, source) => {
      state.regardless = true;
      try {
        return converter.convert(previous, source);
      } finally {
        state.regardless = false;
      }
    },
    noticedAwait: () => state.noticedAwait,
    program: () => {
      if (opened.builder === undefined) throw new Error("tslab's converter made no program");
      return opened.builder.getProgram();
    },
    close: converter.close,
  };
}

function loadTypeScript(): TypeScript {
  const { version } = require("tslab/package.json") as { version: string };
  if (version !== supportedVersion) {
    throw new Error(`tslab must be ${supportedVersion}: ${version}`);
  }
  const path = createRequire(require.resolve("tslab/package.json")).resolve(
    "@tslab/typescript-for-tslab",
  );
  const typescript = require(path) as TypeScript;
  const watchNothing = (): ts.FileWatcher => ({ close: () => {} });
  typescript.sys.watchFile = watchNothing;
  typescript.sys.watchDirectory = watchNothing;
  typescript.sys.getCurrentDirectory = () => state.folder;
  const module = require.cache[path];
  if (module === undefined) throw new Error("tslab's TypeScript must be a CommonJS module");
  module.exports = { ...typescript, ...replacements(typescript) };
  return typescript;
}

function replacements(typescript: TypeScript): object {
  return {
    createWatchProgram: (host: WatchHost) => {
      const { opened } = state;
      const keep = host.afterProgramCreate;
      host.afterProgramCreate = (builder) => {
        opened.builder = builder as KernelBuilder;
        keep?.(builder);
      };
      return watchCellsOnly(typescript, host, { nothingRuns: true });
    },
    getPreEmitDiagnosticsOfFiles: (program: ts.Program, files: ts.SourceFile[]) => {
      if (state.regardless) return [];
      const diagnostics = typescript.getPreEmitDiagnosticsOfFiles(program, files);
      state.noticedAwait = diagnostics.some(({ code }) => code === awaitCode);
      return diagnostics;
    },
    // Nothing runs, so the JavaScript is not needed.
    transpileModule: () => ({ outputText: "" }),
  };
}
