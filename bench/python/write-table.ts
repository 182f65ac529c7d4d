import { writeFileSync } from "node:fs";
import { newestRecord, readPage, withTable } from "./table.ts";

const record = newestRecord();
if (record !== undefined) {
  const { path, text } = readPage();
  writeFileSync(path, withTable(text, record));
  console.log(`wrote the table of bench/runs/${record.date}/python.json into docs/performance.md`);
}
