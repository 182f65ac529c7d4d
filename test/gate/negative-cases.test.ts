// The gate itself is on trial here: each thing that can be wrong with a committed notebook is done to
// a copy of one, and must be reported for what it is, by a run and, where it can, by the stamp alone.
import { readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { runNotebooks } from "../../workbench/notebook/run-notebooks.ts";
import { reproduces } from "../../workbench/notebook/verify-notebooks.ts";
import { stressbook } from "../workbench/cli/stressbook.ts";
import {
  cellWith,
  changing,
  committedName,
  copyProject,
  type Document,
  type Findings,
  findingsOf,
  limits,
  rebuild,
  repacked,
  setNumber,
  withOnePixelChanged,
} from "./negative-project.ts";

const folder = copyProject();
const original = join(folder, "notebooks", committedName);
afterAll(() => rmSync(folder, { recursive: true, force: true }));

let committed: string;
beforeAll(async () => {
  const { failed } = await runNotebooks([original], limits);
  expect(failed).toBe(false);
  committed = readFileSync(original, "utf8");
});

/** Text of a table cell that the notebook prints, with another last digit. */
function withAnotherDigit(text: string): string {
  const found = /\$(\d{1,3}(?:,\d{3})+)/.exec(text);
  if (found === null) throw new Error(`no amount in ${text}`);
  const digit = found[0].at(-1) === "7" ? "8" : "7";
  return text.replace(found[0], found[0].slice(0, -1) + digit);
}

const scaled = (factor: number) => (value: number) => value * factor;

/** Cells of the notebook, by what stands in their sources. */
const loading = "loadDailyCloses(openData())";
const estimates = "One-day VaR";
const histogram = "returnHistogram,\n  {";
const worstDays = "The worst days behind the expected shortfall";
const byYear = "Breaches of the";
const inEvents = "Inside the crashes";
const valueAtRisk = { cell: histogram, key: "valueAtRisk" };
const numberOf = (text: string): number => cellWith(JSON.parse(committed), text).number;

/** What is done to a copy, by name. */
const edits: Readonly<Record<string, (document: Document) => void>> = {
  nothing: () => {},
  "a digit": (document) => {
    const { data } = cellWith(document, estimates).cell.outputs[0]!;
    const lines = data["text/plain"] as string[];
    const at = lines.findIndex((line) => line.includes("$"));
    data["text/plain"] = lines.map((line, i) => (i === at ? withAnotherDigit(line) : line));
  },
  "an output deleted": (document) => {
    cellWith(document, worstDays).cell.outputs = [];
  },
  "two cells swapped": (document) => {
    const [one, other] = [cellWith(document, byYear).cell, cellWith(document, inEvents).cell];
    const { cells } = document;
    const [i, j] = [cells.indexOf(one), cells.indexOf(other)];
    [cells[i], cells[j]] = [other, one];
  },
  "a pixel": (document) => {
    const { data } = cellWith(document, histogram).cell.outputs[0]!;
    data["image/png"] = withOnePixelChanged(String(data["image/png"]));
  },
  "a picture packed otherwise": (document) => {
    const { data } = cellWith(document, histogram).cell.outputs[0]!;
    data["image/png"] = repacked(String(data["image/png"]));
  },
  "the source": (document) => {
    const cell = cellWith(document, worstDays).cell;
    cell.source = cell.source.map((line) => line.replace(".slice(0, 8)", ".slice(0, 7)"));
  },
  "a comment in the source": (document) => {
    cellWith(document, worstDays).cell.source.unshift("// Worst first.\n");
  },
  "relative 1e-12": (document) => setNumber(document, valueAtRisk, scaled(1 + 1e-12)),
  "relative 1e-3": (document) => setNumber(document, valueAtRisk, scaled(1 + 1e-3)),
  "the sign": (document) => setNumber(document, valueAtRisk, scaled(-1)),
  "NaN for a number": (document) => {
    setNumber(document, valueAtRisk, () => ({ $number: "NaN" }));
  },
};

describe("a change of the notebook's file is reported for what it is:", () => {
  const found = new Map<string, Findings>();
  beforeAll(async () => {
    const files = Object.entries(edits).map(([name, edit]) => {
      const document = JSON.parse(committed) as Document;
      edit(document);
      const file = join(folder, "notebooks", `${name.replaceAll(" ", "-")}.ipynb`);
      writeFileSync(file, `${JSON.stringify(document, undefined, 1)}\n`);
      return file;
    });
    const findings = await findingsOf(files);
    for (const [i, name] of Object.keys(edits).entries()) found.set(name, findings[i]!);
  });
  const of = (name: string): Findings => found.get(name)!;
  const edited = (cell: string) =>
    `cell [${numberOf(cell)}]: the outputs are not those that the run wrote`;
  const path = "metadata.stressbook.data.valueAtRisk";

  test("nothing changed, nothing reported", () => {
    expect(of("nothing")).toMatchObject({ differences: [], stale: [], stampOnly: [] });
    expect(of("nothing").printed).toMatch(/^same /);
  });

  test("one digit of an output", () => {
    const { differences, stampOnly, printed, verification } = of("a digit");
    expect(differences).toEqual([
      expect.stringMatching(/^number in \[\d+\] text\/plain line \d+$/),
    ]);
    expect(verification.comparison!.differences[0]!.relative).toBeGreaterThan(1e-8);
    expect(stampOnly).toEqual([edited(estimates)]);
    expect(printed).toContain("another number");
  });

  test("one output deleted", () => {
    const { differences, stampOnly, printed } = of("an output deleted");
    expect(differences).toEqual([`output-missing in [${numberOf(worstDays)}] `]);
    expect(stampOnly).toEqual([edited(worstDays)]);
    expect(printed).toContain(
      `cell [${numberOf(worstDays)}], output 1: the committed notebook lacks this output`,
    );
  });

  test("two cells swapped", () => {
    const { differences, stale, stampOnly, printed } = of("two cells swapped");
    expect(differences).toEqual(["metadata in [0] cell numbers or metadata"]);
    const cells = `cells [${numberOf(byYear)}] and [${numberOf(inEvents)}]`;
    expect(stale).toEqual([`${cells} changed places since the run`]);
    expect(stampOnly).toEqual(stale);
    expect(printed).toContain(`stale: ${cells} changed places`);
  });

  test("one pixel of a picture", () => {
    const { differences, stampOnly, printed } = of("a pixel");
    expect(differences).toEqual([`picture-only in [${numberOf(histogram)}] image/png`]);
    expect(stampOnly).toEqual([edited(histogram)]);
    expect(printed).toContain("another picture of the same data");
    expect(printed).toMatch(/now +1 of \d+ pixels changed, first at \(0, 0\), by at most 1 of 255/);
  });

  test("a picture with the same pixels packed otherwise passes the run, not the stamp", () => {
    const { differences, verification, stampOnly, printed } = of("a picture packed otherwise");
    expect(differences).toEqual([]);
    expect(reproduces(verification)).toBe(true);
    expect(stampOnly).toEqual([edited(histogram)]);
    expect(printed).toMatch(/^same .*\n {2}edited: cell /);
  });

  test("source changed and not run again", () => {
    const { differences, stampOnly, stale } = of("the source");
    expect(differences).toContain(`count in [${numberOf(worstDays)}] text/plain`);
    expect(stale).toEqual([`cell [${numberOf(worstDays)}]: the source changed since the run`]);
    expect(stampOnly).toEqual(stale);
  });

  test("source changed without a change of the outputs", () => {
    const { differences, verification, stampOnly, printed } = of("a comment in the source");
    expect(differences).toEqual([]);
    expect(reproduces(verification)).toBe(false);
    expect(stampOnly).toEqual([`cell [${numberOf(worstDays)}]: the source changed since the run`]);
    expect(printed).toMatch(/^stale /);
  });

  test("a relative difference of 1e-12 passes the run, not the stamp", () => {
    const { differences, verification, stampOnly } = of("relative 1e-12");
    expect(differences).toEqual([]);
    expect(reproduces(verification)).toBe(true);
    expect(stampOnly).toEqual([edited(histogram)]);
  });

  test("a relative difference of 1e-3", () => {
    const { differences, verification } = of("relative 1e-3");
    expect(differences).toEqual([`number in [${numberOf(histogram)}] ${path}`]);
    expect(verification.comparison!.differences[0]!.relative).toBeCloseTo(1e-3, 5);
  });

  test("a flipped sign", () => {
    const { differences, printed } = of("the sign");
    expect(differences).toEqual([`sign in [${numberOf(histogram)}] ${path}`]);
    expect(printed).toContain("the sign is flipped");
  });

  test("NaN for a number", () => {
    const { differences, printed } = of("NaN for a number");
    expect(differences).toEqual([`not-a-number in [${numberOf(histogram)}] ${path}`]);
    expect(printed).toContain("not a number on one side");
  });
});

describe("a change of what the notebook was made from is reported by its name:", () => {
  const findings = async (): Promise<Findings> => (await findingsOf([original]))[0]!;

  test("a digit of the data, which the loader refuses", async () => {
    const file = join(folder, "data/daily-close.csv");
    const line = readFileSync(file, "utf8").split("\n")[400]!;
    const digit = line.at(-1) === "1" ? "2" : "1";
    const edit = { from: `\n${line}\n`, to: `\n${line.slice(0, -1)}${digit}\n` };
    await changing(file, edit, async () => {
      const { verification, stale, stampOnly } = await findings();
      expect(verification.failure).toMatchObject({ kind: "exception", cell: numberOf(loading) });
      expect(verification.failure!.message).toContain("daily-close.csv");
      expect(stale).toEqual(["data file data/daily-close.csv changed since the run"]);
      expect(stampOnly).toEqual(stale);
    });
  });

  test("a digit of a book", async () => {
    const file = join(folder, "seeds/books/three-desk.json");
    const quantity = /"quantity": -?\d+/.exec(readFileSync(file, "utf8"))![0];
    await changing(file, { from: quantity, to: `${quantity}1` }, async () => {
      const { differences, stale, stampOnly } = await findings();
      const place = `number in [${numberOf(estimates)}]`;
      expect(differences.filter((one) => one.startsWith(place))).not.toEqual([]);
      expect(stale).toEqual(["data file seeds/books/three-desk.json changed since the run"]);
      expect(stampOnly).toEqual(stale);
    });
  });

  test("a constant of the library", async () => {
    const file = join(folder, "lib/var/historical-var.ts");
    const edit = { from: "const fewestInTail = 5;", to: "const fewestInTail = 2;" };
    await changing(file, edit, async () => {
      rebuild(folder, "var/historical-var");
      const { differences, stale, stampOnly, printed } = await findings();
      const place = `text in [${numberOf(estimates)}] text/plain line `;
      expect(differences).toContainEqual(expect.stringContaining(place));
      expect(stale).toEqual(["library module lib/var/historical-var.ts changed since the run"]);
      expect(stampOnly).toEqual(stale);
      expect(printed).toMatch(/^differs /);
    });
    rebuild(folder, "var/historical-var");
  });

  test("a dependency bumped in the lock file", async () => {
    const file = join(folder, "package-lock.json");
    const { packages } = JSON.parse(readFileSync(file, "utf8"));
    const { version, integrity } = packages["node_modules/d3-shape"];
    await changing(file, { from: integrity, to: `${integrity.slice(0, -6)}AAAA==` }, async () => {
      expect((await findings()).stale).toEqual([
        `package d3-shape: ${version} with other contents in package-lock.json`,
      ]);
    });
    const entry = `"node_modules/d3-shape": {\n      "version": "${version}"`;
    await changing(file, { from: entry, to: entry.replace(version, "3.9.9") }, async () => {
      const { differences, verification, stale, stampOnly, printed } = await findings();
      expect(differences).toEqual([]);
      expect(stale).toEqual([
        `package d3-shape: ${version} at the run, 3.9.9 now in package-lock.json`,
      ]);
      expect(stampOnly).toEqual(stale);
      expect(reproduces(verification)).toBe(false);
      expect(printed).toMatch(/^stale /);
    });
  });
});

describe("stressbook verify", () => {
  const verify = (...args: string[]) => stressbook(["verify", ...args], { cwd: folder });

  test("answers 1 for each of them and 0 for the committed notebook, also by stamps alone", async () => {
    const digit = "notebooks/a-digit.ipynb";
    const good = await verify("--stamp-only", original);
    expect(good).toMatchObject({ code: 0, err: "" });
    expect(good.out).toMatch(/^current +notebooks\/03-value-at-risk\.ipynb {2}\d+ cells\n$/);
    const bad = await verify("--stamp-only", original, digit);
    expect(bad.code).toBe(1);
    expect(bad.out).toContain("2 notebooks: 1 current, 1 stale");
    const run = await verify("--html", "report.html", "--junit", "report.xml", digit);
    expect(run.code).toBe(1);
    expect(run.out).toMatch(/^differs +notebooks\/a-digit\.ipynb {2}1 difference, \d+ cells/);
    expect(readFileSync(join(folder, "report.html"), "utf8")).toContain("another number");
    expect(readFileSync(join(folder, "report.xml"), "utf8")).toContain('failures="1"');
  });

  test("checks a stamp in less than a second, the start of the command included", async () => {
    const times: number[] = [];
    for (let attempt = 0; attempt < 5; attempt++) {
      const began = performance.now();
      expect((await verify("--stamp-only", original)).code).toBe(0);
      times.push(performance.now() - began);
    }
    expect(Math.min(...times), "the best of five, as the machine may be busy").toBeLessThan(1000);
  });
});
