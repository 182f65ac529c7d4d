/** Why a notebook's outputs may not be what a run would make now. */
export type StaleReason =
  | { readonly kind: "no-stamp" | "bad-stamp" }
  | { readonly kind: "cell-changed" | "cell-new" | "output-edited"; readonly cell: number }
  | { readonly kind: "cells-removed"; readonly count: number }
  | { readonly kind: "cells-moved"; readonly cells: readonly number[] }
  | { readonly kind: FileReason; readonly file: string }
  | {
      readonly kind: "package-changed" | "version-changed";
      readonly name: string;
      readonly was: string;
      readonly now: string;
    };

type FileReason =
  | "file-changed"
  | "file-missing"
  | "file-new"
  /** The run of now touches it and that of the stamp did not, or the other way round. */
  | "input-new"
  | "input-gone";

/** Whether only the outputs were touched, which running the notebook again settles. */
export function isOutputEdit({ kind }: StaleReason): boolean {
  return kind === "output-edited";
}

/** A reason in words: `cell [3]: the source changed since the run`. */
export function staleWords(reason: StaleReason): string {
  switch (reason.kind) {
    case "no-stamp":
      return "it has no stamp: `stressbook run` writes one";
    case "bad-stamp":
      return "its stamp cannot be read: `stressbook run` writes another";
    case "cell-changed":
      return `cell [${reason.cell}]: the source changed since the run`;
    case "cell-new":
      return `cell [${reason.cell}] is new since the run`;
    case "cells-removed":
      return `${reason.count === 1 ? "a cell was" : `${reason.count} cells were`} removed since the run`;
    case "cells-moved":
      return `cells ${reason.cells.map((cell) => `[${cell}]`).join(" and ")} changed places since the run`;
    case "output-edited":
      return `cell [${reason.cell}]: the outputs are not those that the run wrote`;
    case "package-changed":
      return `package ${reason.name}: ${changed(reason)} in package-lock.json`;
    case "version-changed":
      return `${reason.name}: ${changed(reason)}`;
    default:
      return `${fileNoun(reason.file)} ${reason.file} ${fileWords[reason.kind]}`;
  }
}

const fileWords: Readonly<Record<FileReason, string>> = {
  "file-changed": "changed since the run",
  "file-missing": "is not there any more",
  "file-new": "was not there at the run",
  "input-new": "is used by a run now and was not before",
  "input-gone": "was used by the run and is not any more",
};

function fileNoun(file: string): string {
  if (/^lib\/.*\.ts$/.test(file)) return "library module";
  return /^(?:data|seeds)(?:\/|$)/.test(file) ? "data file" : "file";
}

function changed({ was, now }: { readonly was: string; readonly now: string }): string {
  return was === now ? `${was} with other contents` : `${was} at the run, ${now} now`;
}
