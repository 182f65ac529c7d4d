import type ts from "@tslab/typescript-for-tslab";
import type { CellView, Problem } from "./rule.ts";

const roots =
  "bin|dev|etc|home|lib|media|mnt|opt|private|proc|root|srv|tmp|usr|Users|var|Volumes|workspaces?";
const patterns = [
  new RegExp(`^/(${roots})(/|$)`),
  /^\/[^\s/]+\/[^\s/][^\s]*$/,
  /^[a-z]:[\\/]/i,
  /^\\\\[^\\]+\\/,
  /^file:/i,
  /^~[\\/]/,
];

/** SB205: a path from the root of a disk is right on one machine. */
export function absolutePaths(node: ts.Node, { typescript }: CellView): Problem | undefined {
  const isText = typescript.isStringLiteralLike(node) || typescript.isTemplateHead(node);
  if (!isText || typescript.isLiteralTypeNode(node.parent)) return undefined;
  if (!patterns.some((pattern) => pattern.test(node.text))) return undefined;
  const message = `${node.text} is a path of one machine: write it from the notebook's folder`;
  return { code: "SB205", node, message };
}
