import type ts from "@tslab/typescript-for-tslab";
import type { CellView, Problem } from "./rule.ts";
import { isFromEarlierCell } from "./symbols.ts";

/** SB103: the kernel takes the property of `{ asset: name }` for a variable of an earlier cell. */
export function renamedProperty(node: ts.Node, cell: CellView): Problem | undefined {
  const { typescript, types } = cell;
  if (!typescript.isBindingElement(node) || node.propertyName === undefined) return undefined;
  const { propertyName } = node;
  if (!typescript.isIdentifier(propertyName)) return undefined;
  if (!isFromEarlierCell(types.getSymbolAtLocation(propertyName), cell)) return undefined;
  const name = propertyName.text;
  const start = propertyName.getStart(cell.file);
  return {
    code: "SB103",
    node: propertyName,
    message:
      `a syntax error to the kernel, as an earlier cell gives ${name} its type: ` +
      `write "${name}": ${node.name.getText(cell.file)}`,
    edits: [{ start, end: propertyName.getEnd(), text: `"${name}"` }],
  };
}
