import { display } from "./display.ts";
import { makeTable, type TableOptions } from "./make-table.ts";
import { encodePayload } from "./payload.ts";
import type { TableSource } from "./table-rows.ts";
import { tableHtml, tableText } from "./table-text.ts";

/**
 * Shows rows, an Arquero table or a DataFrame in the notebook: as HTML, as aligned text, and as
 * values in the output's metadata. A missing value is written `n/a`.
 *
 * @see {@link makeTable} for what is refused
 */
export function table(rows: TableSource, options: TableOptions = {}): void {
  const model = makeTable(rows, options);
  display({
    data: { "text/html": tableHtml(model), "text/plain": tableText(model) },
    metadata: { stressbook: { table: encodePayload(model) } },
  });
}
