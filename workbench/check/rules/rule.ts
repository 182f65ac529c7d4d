import type ts from "@tslab/typescript-for-tslab";
import type { TypeScript } from "../../parameters/typescript.ts";
import type { RuleCode } from "./codes.ts";

/** A cell with its types, as the kernel sees it; positions are in `file`. */
export interface CellView {
  readonly typescript: TypeScript;
  readonly program: ts.Program;
  readonly types: ts.TypeChecker;
  /** The kernel's copy of the cell: the source from `start` to `end`, and text of its own. */
  readonly file: ts.SourceFile;
  readonly start: number;
  readonly end: number;
  /** What the cells before declare. */
  readonly earlier: ts.SourceFile;
  readonly tags: readonly string[];
  /** Whether the kernel runs the cell as a function that may await. */
  readonly isAsync: boolean;
}

/** Something wrong at a node, with positions in the view's file. */
export interface Problem {
  readonly code: RuleCode;
  readonly node: ts.Node;
  readonly message: string;
  readonly edits?: readonly {
    readonly start: number;
    readonly end: number;
    readonly text: string;
  }[];
}

/** Looks at one node of a cell; the check calls it for every node, parents first. */
export type Rule = (node: ts.Node, cell: CellView) => Problem | undefined;
