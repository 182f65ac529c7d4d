import { type TableColumn, type TableModel, tableTexts } from "./table-model.ts";

const gap = "  ";

/** The table as lines of text: title, aligned columns under a ruled header, caption. */
export function tableText(model: TableModel): string {
  const { columns, totals, title, caption } = model;
  const body = tableTexts(model);
  const header = columns.map(({ label }) => label);
  const widths = columns.map((_, j) =>
    Math.max(...[header, ...body].map((cells) => lengthOf(cells[j]!))),
  );
  const line = (cells: readonly string[]): string =>
    cells
      .map((cell, j) => padded(cell, widths[j]!, columns[j]!.align))
      .join(gap)
      .trimEnd();
  const rule = widths.map((width) => "─".repeat(width)).join(gap);
  const lines = body.map(line);
  if (totals !== undefined) lines.splice(-1, 0, rule);
  return [title, line(header), rule, ...lines, caption].filter((text) => text !== "").join("\n");
}

/**
 * The table as HTML without scripts; every text is escaped. Alignment stands twice: GitHub drops
 * styles, JupyterLab overrides the attribute.
 */
export function tableHtml(model: TableModel): string {
  const { columns, totals, title, caption } = model;
  const body = tableTexts(model);
  const foot = totals === undefined ? [] : body.splice(-1);
  return [
    '<table class="stressbook-table">',
    ...(title === "" ? [] : [`<caption>${escaped(title)}</caption>`]),
    `<thead>${row(
      columns.map(({ label }) => label),
      columns,
      "th",
    )}</thead>`,
    "<tbody>",
    ...body.map((cells) => row(cells, columns, "td")),
    "</tbody>",
    ...foot.map((cells) => `<tfoot>${row(cells, columns, "td")}</tfoot>`),
    "</table>",
    ...(caption === "" ? [] : [`<p class="stressbook-caption">${escaped(caption)}</p>`]),
  ].join("\n");
}

function row(cells: readonly string[], columns: readonly TableColumn[], tag: "td" | "th"): string {
  const scope = tag === "th" ? ' scope="col"' : "";
  const inner = cells.map((cell, j) => {
    const { align } = columns[j]!;
    const style = align === "right" ? "text-align: right; white-space: nowrap" : "text-align: left";
    return `<${tag}${scope} align="${align}" style="${style}">${escaped(cell)}</${tag}>`;
  });
  return `<tr>${inner.join("")}</tr>`;
}

function lengthOf(text: string): number {
  return [...text].length;
}

function padded(text: string, width: number, align: "left" | "right"): string {
  const blanks = " ".repeat(width - lengthOf(text));
  return align === "left" ? text + blanks : blanks + text;
}

function escaped(text: string): string {
  const entities: Record<string, string> = {
    "&": "&amp;",
    "<": "&lt;",
    ">": "&gt;",
    '"': "&quot;",
  };
  return text.replace(/[&<>"]/g, (character) => entities[character]!);
}
