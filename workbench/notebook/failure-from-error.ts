import type { CellFailure, CellPosition, FailureKind } from "./cell-failure.ts";
import { type CellMaps, cellOfScript, originalPosition } from "./cell-source-map.ts";

/** The maps of every cell that has been compiled, by its number. */
type MapsByCell = ReadonlyMap<number, CellMaps>;

/** A call in a cell: the function's name, if it has one, and the place. */
interface CellCall extends CellPosition {
  readonly caller: string | undefined;
}

const frame = /^\s*at (?:(.*?) \()?(?:[^()]*\s)?(stressbook-cell:\d+):(\d+):(\d+)\)?$/;

/** The calls inside cells that an error's stack names, innermost first, in the cells' own lines. */
export function cellCalls(error: unknown, maps: MapsByCell): CellCall[] {
  if (!(error instanceof Error) && typeof (error as Error | null)?.stack !== "string") return [];
  const stack = String((error as Error).stack);
  return stack.split("\n").flatMap((text): CellCall[] => {
    const [, caller, script = "", line, column] = frame.exec(text) ?? [];
    const map = maps.get(cellOfScript(script) ?? 0);
    if (map === undefined) return [];
    const emitted = { line: Number(line) - 1, column: Number(column) - 1 };
    const position = originalPosition(map, emitted);
    return position === undefined ? [] : [{ ...position, caller: cleanName(caller) }];
  });
}

/**
 * The failure of `cell` that an error stands for: its line is the innermost one of that cell in
 * the error's stack; calls through other cells are in the trace.
 */
export function failureFromError(
  error: unknown,
  at: { readonly kind: FailureKind; readonly cell: number; readonly maps: MapsByCell },
): CellFailure {
  const calls = cellCalls(error, at.maps);
  const own = calls.find((call) => call.cell === at.cell);
  const trace = calls.map(({ caller, cell, line }) =>
    caller === undefined
      ? `cell [${cell}], line ${line}`
      : `${caller} (cell [${cell}], line ${line})`,
  );
  return {
    kind: at.kind,
    cell: at.cell,
    ...(own && { line: own.line, column: own.column }),
    message: messageOf(error),
    ...(trace.length > 1 && { trace }),
  };
}

/** An error in words: `RangeError: confidence must be in (0, 1): 95`, or the value thrown. */
export function messageOf(error: unknown): string {
  if (error instanceof Error) {
    const denied = deniedAccess(error);
    if (denied !== undefined) return `${error.name}: ${denied}`;
    const help = hint(error);
    const message = help === "" ? error.message : `${error.message.replace(/\.$/, "")}: ${help}`;
    const text = `${error.name}: ${message}`;
    const cause = error.cause instanceof Error ? ` (because of ${messageOf(error.cause)})` : "";
    return text + cause;
  }
  if (typeof error === "object" && error !== null && "message" in error) {
    return String(error.message);
  }
  return `thrown: ${typeof error === "string" ? JSON.stringify(error) : String(error)}`;
}

/** A type error's message, with what to do about those that only a cell has. */
export function explainDiagnostic(message: string): string {
  const isExport = /^Export declaration conflicts|^Cannot redeclare exported/.test(message);
  if (!isExport) return message;
  return `${message.replace(/\.$/, "")}: a cell shares all it declares; leave out \`export\``;
}

/** What the sandbox refused, in place of the engine's advice about flags that nobody here can give. */
function deniedAccess(error: Error): string | undefined {
  if (!("code" in error) || error.code !== "ERR_ACCESS_DENIED") return undefined;
  const { permission, resource } = error as { permission?: unknown; resource?: unknown };
  if (permission === "ChildProcess") return "a notebook starts no process";
  if (permission === "WorkerThreads") return "a notebook starts no worker thread";
  if (permission === "FileSystemWrite") {
    const where = typeof resource === "string" && resource !== "" ? ` (${resource})` : "";
    return `a notebook writes no file${where} but into process.env.STRESSBOOK_FILES, with --out`;
  }
  return `a notebook may not do this: ${error.message}`;
}

// Failures of the kernel's translation whose message misleads.
function hint(error: Error): string {
  const missing = /^(\w+) is not defined$/.exec(error.message)?.[1];
  if (error.name !== "ReferenceError" || missing === undefined) return "";
  if (missing === "await") {
    return "the kernel cannot read await before a bracket; name the promise first";
  }
  return `if an earlier cell defines it, write { ${missing}: ${missing} }, not { ${missing} }`;
}

function cleanName(caller: string | undefined): string | undefined {
  const name = caller?.replace(/^(async |new |Object\.|Proxy\.|exports\.)+/, "");
  return name === undefined || name === "" || /^(<anonymous>|eval)/.test(name) ? undefined : name;
}
