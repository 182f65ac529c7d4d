import type ts from "@tslab/typescript-for-tslab";
import { importedModule, packageOf } from "./imported-module.ts";
import type { CellView, Problem } from "./rule.ts";
import { libraryName } from "./symbols.ts";

const packages = new Set([
  ...["http", "https", "http2", "net", "tls", "dgram", "dns", "inspector"],
  ...["undici", "ws", "axios", "got", "ky", "node-fetch", "cross-fetch", "request", "superagent"],
]);
const globals = new Set(["fetch", "WebSocket", "EventSource"]);
const url = /^(https?|wss?|ftps?):\/\//i;
const loader = /^(load|read|open|fetch|get|download|import|csv|tsv|dsv|json|text|buffer)/i;

/** SB203: figures come from the data folder; what a server says tomorrow nobody can reproduce. */
export function network(node: ts.Node, cell: CellView): Problem | undefined {
  const { typescript } = cell;
  const module = importedModule(node, cell);
  if (module !== undefined) {
    const isNetwork = packages.has(packageOf(module.text)) || url.test(module.text);
    return isNetwork ? problem(module, module.text) : undefined;
  }
  if (typescript.isIdentifier(node) && globals.has(node.text)) {
    return libraryName(node, cell) === node.text ? problem(node, node.text) : undefined;
  }
  if (!typescript.isCallExpression(node)) return undefined;
  const [first] = node.arguments;
  return first !== undefined && loader.test(calledName(node, cell)) && url.test(textOf(first, cell))
    ? problem(first, textOf(first, cell))
    : undefined;
}

function problem(node: ts.Node, what: string): Problem {
  const message = `${what} is the network, and answers change: load from a file under data/`;
  return { code: "SB203", node, message };
}

function calledName(call: ts.CallExpression, { typescript, file }: CellView): string {
  const { expression } = call;
  const isMember = typescript.isPropertyAccessExpression(expression);
  return (isMember ? expression.name : expression).getText(file);
}

function textOf(node: ts.Node, { typescript }: CellView): string {
  if (typescript.isStringLiteralLike(node)) return node.text;
  return typescript.isTemplateExpression(node) ? node.head.text : "";
}
