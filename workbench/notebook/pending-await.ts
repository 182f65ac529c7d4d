import type ts from "@tslab/typescript-for-tslab";
import { loadTypeScript, type TypeScript } from "../parameters/typescript.ts";
import type { CellFailure } from "./cell-failure.ts";

/**
 * A failure of a cell that waits for what never comes, with the line of its top-level await. Nothing
 * runs then that could be asked for its line, but a cell with one such await waits there; where
 * there are several, their lines are listed.
 */
export function atPendingAwait(failure: CellFailure, source: string): CellFailure {
  const places = awaitPlaces(loadTypeScript(), source);
  const [only] = places;
  if (only === undefined) return failure;
  if (places.length === 1) return { ...failure, ...only };
  const lines = [...new Set(places.map(({ line }) => line))];
  return { ...failure, trace: [`one of the awaits on lines ${lines.join(", ")}`] };
}

function awaitPlaces(typescript: TypeScript, source: string): { line: number; column: number }[] {
  const file = typescript.createSourceFile("cell.ts", source, typescript.ScriptTarget.ESNext);
  const places: { line: number; column: number }[] = [];
  const visit = (node: ts.Node): void => {
    if (typescript.isFunctionLike(node)) return;
    if (typescript.isAwaitExpression(node)) {
      const { line, character } = file.getLineAndCharacterOfPosition(node.getStart(file));
      places.push({ line: line + 1, column: character + 1 });
    }
    typescript.forEachChild(node, visit);
  };
  visit(file);
  return places;
}
