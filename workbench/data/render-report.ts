import {
  agreementBound,
  type DataFile,
  type DataFinding,
  findDisagreement,
  findPeculiarities,
  flashFactor,
  fundingBound,
  jumpBound,
  staleRunLength,
} from "stressbook/data";
import type { HeldFile } from "./current-set.ts";

/** Where the report lies in a data folder. */
export const reportName = "report.md";

/**
 * The report of a data set in Markdown: what each file holds, and every finding. The same figures
 * always give the same text.
 */
export function renderReport(held: readonly HeldFile[]): string {
  const findings = held.map((one) => ({ ...one, findings: findingsOf(one, held) }));
  const lines = [
    "# Data report",
    "",
    "Written by `stressbook data import`; do not edit. A finding does not mean that a figure is",
    "wrong: it says where to look before relying on it.",
    "",
    ...table(
      ["file", "kind", "unit", "rows", "from", "to", "assets", "findings"],
      findings.map(({ file, findings: found }) => [
        `\`${file.path}\``,
        file.kind,
        file.unit,
        String(file.rows),
        file.first,
        file.last,
        String(file.assets.length),
        String(found.length),
      ]),
    ),
    "",
    ...checksSection(),
    ...findings.flatMap(({ file, findings: found }) => fileSection(file, found)),
  ];
  return `${lines.join("\n").trimEnd()}\n`;
}

function findingsOf({ file, table: figures }: HeldFile, held: readonly HeldFile[]): DataFinding[] {
  const daily = held.find((one) => one.file.kind === "daily");
  const across =
    file.kind === "hourly" && daily !== undefined ? findDisagreement(figures, daily.table) : [];
  return [...findPeculiarities(figures), ...across];
}

function checksSection(): string[] {
  const percent = (fraction: number): string => `${100 * fraction} %`;
  return [
    "## What is checked",
    "",
    "Refused, nothing written: cells that are no finite number in plain digits, prices that are not",
    "positive, the same figure twice, lines out of the order of time, bars whose high is below their",
    "low or whose open or close lies outside the two.",
    "",
    "Reported:",
    "",
    "- **gap**: no figure between an asset's first and last.",
    `- **jump**: a close whose |log return| from the step before is above ${jumpBound}.`,
    `- **stale run**: the same close ${staleRunLength.daily} days or ${staleRunLength.hourly} hours` +
      " in a row, or longer.",
    `- **flash print**: an hour's low below 1/${flashFactor} of the lowest, or high above` +
      ` ${flashFactor} times the highest, of the closes around it.`,
    `- **funding size**: a day's funding above ${percent(fundingBound)} of notional, of either sign.`,
    `- **close agreement**: an hourly 23:00 close more than ${percent(agreementBound)} from the` +
      " daily close.",
    "",
  ];
}

function fileSection(file: DataFile, findings: readonly DataFinding[]): string[] {
  const listed = findings.map(({ check, asset, from, to, message }) => [
    check,
    asset,
    from === to ? from : `${from} to ${to}`,
    message,
  ]);
  return [
    `## ${file.path}`,
    "",
    `Source: ${file.source}. sha256 \`${file.sha256}\`.`,
    "",
    ...table(["asset", "from", "to", "observations", "missing"], coverageRows(file)),
    "",
    ...(listed.length === 0
      ? ["No findings."]
      : table(["finding", "asset", "when", "what"], listed)),
    "",
  ];
}

function coverageRows({ assets }: DataFile): string[][] {
  return assets.map(({ asset, first, last, observations, gaps }) => {
    const missing = gaps.reduce((sum, { steps }) => sum + steps, 0);
    return [asset, first, last, String(observations), String(missing)];
  });
}

function table(header: readonly string[], rows: readonly (readonly string[])[]): string[] {
  const line = (cells: readonly string[]): string => `| ${cells.join(" | ")} |`;
  return [line(header), `|${header.map(() => "---").join("|")}|`, ...rows.map(line)];
}
