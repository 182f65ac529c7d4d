import { decodePayload, type TableModel } from "stressbook/charts";
import { isJsonObject, type Json, type JsonObject } from "../notebook/json.ts";
import type { DisplayOutput, ErrorOutput, Output } from "../notebook/notebook.ts";
import { limits } from "./limits.ts";
import { readTable } from "./read-table.ts";

/** What a page shows of one output. */
export type OutputContent =
  | {
      readonly kind: "chart";
      readonly png: string;
      readonly text: string;
      readonly payload: JsonObject;
    }
  | { readonly kind: "picture"; readonly png: string; readonly text: string }
  | { readonly kind: "table"; readonly table: TableModel }
  | { readonly kind: "prose"; readonly markdown: string }
  | {
      readonly kind: "text";
      readonly text: string;
      readonly name: "stdout" | "stderr" | "error" | "result";
    };

const base64 = /^[A-Za-z0-9+/=\s]+$/;

/**
 * What of an output is shown: charts and tables from `metadata.stressbook`, pictures and Markdown
 * from its data, of everything else its plain text. HTML, SVG and script are never taken over.
 */
export function contentOf(output: Output): OutputContent {
  switch (output.kind) {
    case "stream":
      return { kind: "text", text: output.text, name: output.name };
    case "error":
      return { kind: "text", text: errorText(output), name: "error" };
    case "display":
      return displayContent(output);
  }
}

function displayContent({ data, metadata }: DisplayOutput): OutputContent {
  const payload = isJsonObject(metadata.stressbook) ? metadata.stressbook : {};
  const plain = data["text/plain"];
  const text = typeof plain === "string" ? plain : "";
  const png = data["image/png"];
  if (typeof png === "string" && png.length <= limits.picture && base64.test(png)) {
    const picture = { png: png.replace(/\s/g, ""), text };
    return isChart(payload)
      ? { kind: "chart", ...picture, payload }
      : { kind: "picture", ...picture };
  }
  const table = payload.table === undefined ? undefined : tableOf(payload.table);
  if (table !== undefined) return { kind: "table", table };
  const markdown = data["text/markdown"];
  if (typeof markdown === "string") return { kind: "prose", markdown };
  return { kind: "text", text, name: "result" };
}

function isChart(payload: JsonObject): boolean {
  return typeof payload.chart === "string" && JSON.stringify(payload).length <= limits.payload;
}

function tableOf(payload: Json): TableModel | undefined {
  try {
    const table = readTable(decodePayload(payload));
    return table && table.columns.length <= limits.tableColumns ? table : undefined;
  } catch {
    return undefined;
  }
}

function errorText({ name, value, traceback }: ErrorOutput): string {
  return traceback.length === 0 ? `${name}: ${value}` : traceback.map(String).join("\n");
}
