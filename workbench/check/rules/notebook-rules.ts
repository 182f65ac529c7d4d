import { hasTag, type Notebook, numberedCells } from "../../notebook/notebook.ts";
import { parametersTag } from "../../parameters/notebook-parameters.ts";
import type { Finding } from "../finding.ts";

/** The rules about the notebook as a whole: SB301, SB302 (one cell only), SB303. */
export function checkNotebook(notebook: Notebook): Finding[] {
  const numbers = new Map(
    numberedCells(notebook).map(({ number, cell }) => [notebook.cells.indexOf(cell), number]),
  );
  const findings = [
    ...titleMissing(notebook),
    ...secondParameters(notebook),
    ...emptyCells(notebook),
  ];
  return findings.map(({ index, ...rest }) => {
    const cell = numbers.get(index);
    return { index, ...(cell !== undefined && { cell }), ...rest };
  });
}

type CellFinding = Finding & { readonly index: number };

function titleMissing({ cells }: Notebook): CellFinding[] {
  const [first] = cells;
  if (first?.kind === "markdown" && /^# +\S/.test(first.source)) return [];
  return [at(0, "SB301", "the first cell must be markdown that starts with a title: # …")];
}

function secondParameters({ cells }: Notebook): CellFinding[] {
  const tagged = cells.flatMap((cell, index) => (hasTag(cell, parametersTag) ? [index] : []));
  return tagged.slice(1).map((index) => at(index, "SB302", "only one cell may hold parameters"));
}

function emptyCells({ cells }: Notebook): CellFinding[] {
  return cells.flatMap((cell, index) =>
    cell.kind === "code" && cell.source.trim() === ""
      ? [at(index, "SB303", "an empty code cell: delete it")]
      : [],
  );
}

function at(index: number, code: string, message: string): CellFinding {
  return { index, line: 1, column: 1, code, message };
}
