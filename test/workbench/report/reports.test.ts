import { DOMParser, parseHTML } from "linkedom";
import { PNG } from "pngjs";
import { describe, expect, test } from "vitest";
import { compareNotebooks } from "../../../workbench/notebook/compare-notebooks.ts";
import type { Notebook, Output } from "../../../workbench/notebook/notebook.ts";
import { differencePicture } from "../../../workbench/report/difference-picture.ts";
import { cutAround, relativeWords } from "../../../workbench/report/difference-words.ts";
import { htmlReport } from "../../../workbench/report/html-report.ts";
import { jsonReport } from "../../../workbench/report/json-report.ts";
import { junitReport } from "../../../workbench/report/junit-report.ts";
import { type NotebookResult, resultOfStamp } from "../../../workbench/report/notebook-result.ts";

const hostile = '<img src="http://x.test/a" onerror="alert(1)"></script><script>alert(2)</script>';

function picture(level: number): string {
  const png = new PNG({ width: 2, height: 1 });
  png.data.fill(255);
  png.data[0] = level;
  return PNG.sync.write(png).toString("base64");
}

const chart = (pnl: number, level: number): Output => ({
  kind: "display",
  data: { "image/png": picture(level), "text/plain": "a chart" },
  metadata: { stressbook: { data: [{ desk: "majors", pnl }] } },
});
const stdout = (text: string): Output => ({ kind: "stream", name: "stdout", text });
const notebook = (...outputs: Output[]): Notebook => ({
  metadata: {},
  cells: [{ kind: "code", id: "a", metadata: {}, source: "1", executionCount: 1, outputs }],
});

function result(committed: Notebook, now: Notebook, more: Partial<NotebookResult> = {}) {
  const comparison = compareNotebooks(committed, now);
  const verdict = comparison.count === 0 ? "same" : "differs";
  const base = { file: "notebooks/a.ipynb", cells: 1, milliseconds: 1234.5, stale: [] };
  return { ...base, verdict, comparison, committed, now, ...more } satisfies NotebookResult;
}

const same = result(notebook(stdout("a")), notebook(stdout("a")), { file: "notebooks/same.ipynb" });
const differs = result(
  notebook(chart(1, 255), stdout(`worst ${hostile}`)),
  notebook(chart(2, 0), stdout("worst: FTX"), stdout("more")),
  {
    stale: [
      { kind: "file-changed", file: "lib/var/tail.ts" },
      { kind: "output-edited", cell: 1 },
    ],
  },
);
const failed: NotebookResult = {
  file: "notebooks/failed.ipynb",
  verdict: "failed",
  cells: 3,
  milliseconds: 10,
  failure: { kind: "exception", cell: 2, line: 4, message: `RangeError: ${hostile}\u0007` },
  stale: [],
  committed: notebook(),
};
const all = [same, differs, failed];

describe("the JSON report", () => {
  const report = JSON.parse(jsonReport(all));

  test("says of each notebook how it stands, and of all whether they pass", () => {
    expect(report).toMatchObject({ format: 1, passed: false });
    expect(report.notebooks.map((one: { verdict: string }) => one.verdict)).toEqual([
      "same",
      "differs",
      "failed",
    ]);
    expect(JSON.parse(jsonReport([same])).passed).toBe(true);
  });

  test("holds every difference with its place, row, both values and relative difference", () => {
    expect(report.notebooks[1].differences[0]).toEqual({
      cell: 1,
      output: 1,
      kind: "number",
      path: "metadata.stressbook.data[0].pnl",
      row: "majors",
      committed: "1",
      now: "2",
      relative: 1,
      words: "another number",
    });
    expect(report.notebooks[1].stale[0].words).toContain("library module lib/var/tail.ts");
    expect(report.notebooks[2].failure).toMatchObject({ cell: 2, line: 4 });
  });

  test("counts what it leaves out", () => {
    const rows = (add: number) => Array.from({ length: 150 }, (_, i) => i + add).join("\n");
    const many = result(notebook(stdout(rows(1))), notebook(stdout(rows(2))));
    const [one] = JSON.parse(jsonReport([many])).notebooks;
    expect(one).toMatchObject({ differenceCount: 150, omitted: [{ cell: 1, count: 50 }] });
    expect(htmlReport([many])).toContain("And 50 more differences");
    expect(junitReport([many])).toContain("and 51 more");
  });
});

describe("the JUnit report", () => {
  const xml = junitReport(all);
  const document = new DOMParser().parseFromString(xml, "text/xml");
  const cases = [...document.querySelectorAll("testcase")].map((element) => ({
    suite: element.getAttribute("classname"),
    name: element.getAttribute("name"),
    failure: element.querySelector("failure")?.getAttribute("message"),
  }));

  test("has a suite for each notebook, a case for each cell and for the stamp", () => {
    expect(cases.map(({ suite, name }) => `${suite} ${name}`)).toEqual([
      "notebooks/same.ipynb cell [1]",
      "notebooks/same.ipynb stamp",
      "notebooks/a.ipynb cell [1]",
      "notebooks/a.ipynb stamp",
      "notebooks/failed.ipynb cell [2], line 4",
      "notebooks/failed.ipynb stamp",
    ]);
    expect(xml).toContain('name="notebooks/a.ipynb" tests="2" failures="2" errors="0"');
    expect(xml).toContain('time="1.234"');
  });

  test("says in a failed case what differs, and lets pass what the run has settled", () => {
    expect(cases[0]?.failure).toBeUndefined();
    expect(cases[2]?.failure).toContain("another number: committed 1, now 2 (relative 100 %)");
    expect(cases[3]?.failure).toBe("library module lib/var/tail.ts changed since the run");
    expect(cases[5]?.failure).toBeUndefined();
  });

  test("is XML whatever a message holds", () => {
    expect(xml).toContain("exception: RangeError: &lt;img src=&quot;http://x.test/a&quot;");
    expect(xml).not.toContain("<img");
    // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what XML forbids.
    expect(xml).not.toMatch(/[\u0000-\u0008]/);
  });
});

describe("the HTML report", () => {
  const html = htmlReport(all);
  const { document } = parseHTML(html);

  test("lists the notebooks and leads to those with something to say", () => {
    const rows = [...document.querySelectorAll("main > .scroll tbody tr")];
    expect(rows.map((row) => row.textContent)).toEqual([
      "notebooks/same.ipynbReproduced0011.2",
      "notebooks/a.ipynbDiffers4211.2",
      "notebooks/failed.ipynbFailed–030.0",
    ]);
    expect(document.querySelectorAll("section")).toHaveLength(2);
    for (const link of document.querySelectorAll("main .scroll a")) {
      expect(document.getElementById(link.getAttribute("href")!.slice(1))).not.toBeNull();
    }
  });

  test("shows both values side by side, the difference marked", () => {
    const cells = [...document.querySelectorAll("td.value")].map((cell) => cell.innerHTML);
    expect(cells.slice(0, 2)).toEqual(["<mark>1</mark>", "<mark>2</mark>"]);
    expect(document.querySelector("td.path .quiet")?.textContent).toBe("majors");
  });

  test("shows both pictures and where they differ", () => {
    const pictures = [...document.querySelectorAll("img[src^='data:image/png']")];
    expect(pictures.map((image) => image.getAttribute("alt"))).toEqual([
      "Committed",
      "Now",
      "Changes",
    ]);
  });

  test("executes nothing of a notebook and requests nothing", () => {
    const scripts = [...document.querySelectorAll("script")];
    expect(scripts.map((script) => script.textContent).join()).not.toContain("alert");
    const sources = [...document.querySelectorAll("img")].map((image) => image.getAttribute("src"));
    expect(sources.every((source) => source?.startsWith("data:"))).toBe(true);
    expect(html).toContain("default-src &#39;none&#39;");
    expect(document.querySelectorAll("[onerror]")).toHaveLength(0);
  });

  test("says that all is well when it is", () => {
    expect(htmlReport([same])).toContain("Every notebook stands as committed.");
    const check = { file: "a.ipynb", notebook: notebook(), cells: 1, milliseconds: 1, outside: [] };
    expect(htmlReport([resultOfStamp({ ...check, stale: [] })])).toContain("Stamp current");
    expect(htmlReport([resultOfStamp({ ...check, stale: [{ kind: "no-stamp" }] })])).toContain(
      "it has no stamp",
    );
  });
});

test("the picture of the differences marks changed pixels and fades the others", () => {
  const marked = differencePicture(picture(255), picture(0))!;
  const { data } = PNG.sync.read(Buffer.from(marked, "base64"));
  expect([...data]).toEqual([208, 32, 32, 255, 255, 255, 255, 255]);
  expect(differencePicture(picture(0), "AAAA")).toBeUndefined();
});

test("two long texts are cut around the place where they part", () => {
  const long = (middle: string) => `${"a".repeat(300)}${middle}${"b".repeat(300)}`;
  const { committed, now } = cutAround({ committed: long("X"), now: long("Y") }, 60);
  expect(committed).toMatch(/^…a{20}Xb{39}…$/);
  expect(now).toMatch(/^…a{20}Yb{39}…$/);
  expect(cutAround({ committed: "a", now: "b" }, 60)).toEqual({ committed: "a", now: "b" });
});

test("a relative difference is written with as many digits as it takes", () => {
  expect([0, 1e-12, 1e-6, 1e-3, 0.0567, 2, 1e9].map(relativeWords)).toEqual([
    "0 %",
    "1.0e-10 %",
    "1.0e-4 %",
    "0.1 %",
    "5.67 %",
    "200 %",
    "1.0e+11 %",
  ]);
});
