import { declaredNames, untyped } from "./declared-names.ts";
import type { Finding, SourceCell } from "./finding.ts";
import {
  type Conversion,
  type KernelConverter,
  type KernelDiagnostic,
  kernelTypeScript,
} from "./kernel-typescript.ts";
import type { CellView } from "./rules/rule.ts";

/** A cell after the kernel's compiler has seen it. */
export interface KernelCell {
  readonly findings: readonly Finding[];
  /** Findings in files that the cell imports, by their path from the notebook's folder. */
  readonly imported: readonly { readonly file: string; readonly finding: Finding }[];
  /** The declarations that the next cell sees. */
  readonly declarations: string;
  /** For the rules; undefined when the cell does not parse. */
  readonly view: CellView | undefined;
}

const prefix = "export {};\n";

/** Checks one cell as the kernel would, after cells that declared `previous`. Runs nothing. */
export function checkAsKernel(
  converter: KernelConverter,
  previous: string,
  cell: SourceCell,
): KernelCell {
  const conversion = converter.convert(previous, cell.source);
  const declarations = conversion.declOutput ?? recover(converter, previous, cell.source);
  const heads = mergeChains(conversion.diagnostics);
  return {
    findings: heads.filter(({ fileName }) => fileName === undefined).map((d) => toFinding(d, cell)),
    imported: heads.flatMap((d) =>
      d.fileName === undefined ? [] : [{ file: d.fileName, finding: toFinding(d) }],
    ),
    declarations,
    view: viewOf(converter, conversion, cell),
  };
}

// The kernel stops at an error and forgets the cell; the check goes on with what can be known.
function recover(converter: KernelConverter, previous: string, source: string): string {
  const { declOutput } = converter.convertRegardless(previous, source);
  const text = String(declOutput);
  if (!text.startsWith("undefined")) return text;
  const { values, types } = declaredNames(kernelTypeScript(), source);
  const unknown = [
    ...values.map((name) => `declare let ${name}: ${untyped};\n`),
    ...types.map((name) => `declare type ${name} = ${untyped};\n`),
  ];
  return unknown.join("") + text.slice("undefined".length);
}

// tslab lists the parts of one message as diagnostics of their own, all at one place.
function mergeChains(diagnostics: readonly KernelDiagnostic[]): KernelDiagnostic[] {
  const merged: KernelDiagnostic[] = [];
  for (const found of diagnostics) {
    const last = merged.at(-1);
    if (last !== undefined && samePlace(last, found)) {
      merged[merged.length - 1] = { ...last, messageText: join(last, found) };
    } else {
      merged.push(found);
    }
  }
  return merged;
}

function samePlace(a: KernelDiagnostic, b: KernelDiagnostic): boolean {
  const key = (d: KernelDiagnostic): string => JSON.stringify([d.start, d.end]);
  return key(a) === key(b) && (b.fileName === undefined || a.fileName === b.fileName);
}

function join(head: KernelDiagnostic, part: KernelDiagnostic): string {
  return `${head.messageText}\n  ${part.messageText}`;
}

function toFinding(diagnostic: KernelDiagnostic, cell?: SourceCell): Finding {
  const { start, code, messageText: message } = diagnostic;
  const lines = cell?.source.trimEnd().split("\n").length ?? Number.POSITIVE_INFINITY;
  return {
    ...(cell && { index: cell.index, cell: cell.number }),
    line: Math.min(start.line + 1, lines),
    column: start.character + 1,
    code: `TS${code}`,
    message,
    view: "kernel",
  };
}

function viewOf(
  converter: KernelConverter,
  conversion: Conversion,
  cell: SourceCell,
): CellView | undefined {
  const typescript = kernelTypeScript();
  const program = converter.program();
  const file = program.getSourceFiles().find(({ fileName }) => /__tslab__\.ts$/.test(fileName));
  const earlier = program.getSourceFiles().find(({ fileName }) => /__prev__\.d/.test(fileName));
  if (file === undefined || earlier === undefined) throw new Error("tslab renamed its files");
  if (program.getSyntacticDiagnostics(file).length > 0) return undefined;
  return {
    typescript,
    program,
    types: program.getTypeChecker(),
    file,
    earlier,
    start: prefix.length,
    end: prefix.length + cell.source.length,
    tags: cell.tags,
    isAsync: conversion.hasToplevelAwait ?? converter.noticedAwait(),
  };
}
