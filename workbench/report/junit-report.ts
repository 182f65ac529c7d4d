import { numberedCells } from "../notebook/notebook.ts";
import { isOutputEdit, staleWords } from "../stamp/stale-reason.ts";
import { differencePlace, differenceWords, relativeWords } from "./difference-words.ts";
import type { NotebookResult } from "./notebook-result.ts";

interface Case {
  readonly name: string;
  /** One entry for each thing that is wrong, a line; empty for a case that passes. */
  readonly problems: readonly string[];
}

const mostLines = 50;

/**
 * Results as JUnit XML: a suite for each notebook, in it a case for each cell that ran and one for
 * the stamp; a failed case lists what differs.
 */
export function junitReport(results: readonly NotebookResult[]): string {
  const suites = results.map((result) => suite(result, casesOf(result)));
  return `<?xml version="1.0" encoding="UTF-8"?>\n<testsuites name="stressbook verify">\n${suites.join("")}</testsuites>\n`;
}

function casesOf(result: NotebookResult): Case[] {
  const { failure, comparison, stale, now } = result;
  const cells = comparison === undefined || now === undefined ? [] : numberedCells(now);
  const ofCell = (wanted: number): string[] => {
    const omitted = comparison?.omitted.filter(({ cell }) => cell === wanted) ?? [];
    return [
      ...(comparison?.differences ?? [])
        .filter(({ cell }) => cell === wanted)
        .map((difference) => {
          const { kind, committed, now, relative } = difference;
          const change = relative === undefined ? "" : ` (relative ${relativeWords(relative)})`;
          const place = differencePlace(difference);
          return `${place}: ${differenceWords(kind)}: committed ${committed}, now ${now}${change}`;
        }),
      ...omitted.map(({ output, count }) => `output ${output}: ${count} more differences`),
    ];
  };
  const place = failure?.line === undefined ? "" : `, line ${failure.line}`;
  return [
    ...cells.map(({ number }) => ({ name: `cell [${number}]`, problems: ofCell(number) })),
    ...(ofCell(0).length > 0 ? [{ name: "the notebook", problems: ofCell(0) }] : []),
    ...(failure
      ? [
          {
            name: `cell [${failure.cell}]${place}`,
            problems: [`${failure.kind}: ${failure.message}`],
          },
        ]
      : []),
    {
      name: "stamp",
      problems: stale
        .filter((reason) => comparison === undefined || !isOutputEdit(reason))
        .map(staleWords),
    },
  ];
}

function suite(result: NotebookResult, cases: readonly Case[]): string {
  const { file, milliseconds } = result;
  const failures = cases.filter(({ problems }) => problems.length > 0).length;
  const time = (milliseconds / 1000).toFixed(3);
  const counts = `tests="${cases.length}" failures="${failures}" errors="0" skipped="0" time="${time}"`;
  const inner = cases.map((one) => testCase(one, file)).join("");
  return `  <testsuite name="${escapeXml(file)}" ${counts}>\n${inner}  </testsuite>\n`;
}

function testCase({ name, problems }: Case, file: string): string {
  const opening = `    <testcase classname="${escapeXml(file)}" name="${escapeXml(name)}"`;
  const [first] = problems;
  if (first === undefined) return `${opening} />\n`;
  const more = problems.length - mostLines;
  const lines = [...problems.slice(0, mostLines), ...(more > 0 ? [`and ${more} more`] : [])];
  return `${opening}>
      <failure message="${escapeXml(first)}">${escapeXml(lines.join("\n"))}</failure>
    </testcase>\n`;
}

/** A text for XML: entities, and characters that XML 1.0 cannot hold as a replacement mark. */
function escapeXml(text: string): string {
  const entities: Record<string, string> = {
    "&": "&amp;",
    "<": "&lt;",
    ">": "&gt;",
    '"': "&quot;",
    "\n": "&#10;",
  };
  return (
    text
      // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what XML forbids.
      .replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]|\p{Surrogate}/gu, "\ufffd")
      .replace(/[&<>"\n]/g, (character) => entities[character]!)
  );
}
