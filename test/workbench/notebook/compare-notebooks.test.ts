import { describe, expect, test } from "vitest";
import { compareNotebooks } from "../../../workbench/notebook/compare-notebooks.ts";
import type { Notebook, Output } from "../../../workbench/notebook/notebook.ts";

const notebook = (...outputs: Output[]): Notebook => ({
  metadata: {},
  cells: [
    { kind: "code", id: "a", metadata: {}, source: "1", executionCount: 1, outputs: [] },
    { kind: "code", id: "b", metadata: {}, source: "2", executionCount: 2, outputs },
  ],
});
const stdout = (text: string): Output => ({ kind: "stream", name: "stdout", text });
const display = (pnl: number, png = "AAAA", text = `P&L ${pnl}`): Output => ({
  kind: "display",
  data: { "image/png": png, "text/plain": text },
  metadata: { stressbook: { data: { rows: [{ desk: "majors", pnl }] } } },
});
const differences = (committed: Output[], now: Output[]) =>
  compareNotebooks(notebook(...committed), notebook(...now)).differences;

describe("compareNotebooks finds", () => {
  test("nothing in equal notebooks", () => {
    const same = notebook(stdout("a"), display(1));
    expect(compareNotebooks(same, structuredClone(same))).toEqual({ differences: [], count: 0 });
  });

  test("a number in a text, with the relative difference", () => {
    expect(
      differences([stdout("a\nVaR 1,250.50 USD\n")], [stdout("a\nVaR 1,300.52 USD\n")]),
    ).toEqual([
      {
        cell: 2,
        place: "output 1, stdout line 2",
        committed: "1,250.50",
        now: "1,300.52",
        relative: expect.closeTo(0.04, 12),
      },
    ]);
  });

  test("each of several numbers, though columns moved", () => {
    const found = differences([stdout("BTC   -9.5  10\n")], [stdout("BTC  -10.5  11\n")]);
    expect(found.map(({ committed, now }) => [committed, now])).toEqual([
      ["-9.5", "-10.5"],
      ["10", "11"],
    ]);
  });

  test("a changed word, by its whole line", () => {
    expect(differences([stdout("worst: LUNA\n")], [stdout("worst: FTX\n")])).toEqual([
      { cell: 2, place: "output 1, stdout line 1", committed: "worst: LUNA", now: "worst: FTX" },
    ]);
  });

  test("lines that came or went, and the first that differs", () => {
    expect(differences([stdout("a\nb\nc")], [stdout("a\nx\nb\nc")])).toEqual([
      { cell: 2, place: "output 1, stdout", committed: "3 lines", now: "4 lines" },
      { cell: 2, place: "output 1, stdout line 2", committed: "b", now: "x" },
    ]);
  });

  test("white space alone", () => {
    expect(differences([stdout("a  b")], [stdout("a b")])).toHaveLength(1);
  });

  test("a number in the data of a chart, its text and its picture", () => {
    const found = differences([display(100)], [display(90, "AAAB")]);
    expect(found.map(({ place }) => place)).toEqual([
      "output 1, metadata.stressbook.data.rows[0].pnl",
      "output 1, image/png",
      "output 1, text/plain line 1",
    ]);
    expect(found[0]).toMatchObject({ committed: "100", now: "90", relative: 0.1 });
    expect(found[1]?.now).toBe("another picture (3 bytes)");
  });

  test("a picture that changed though its data did not", () => {
    const found = differences([display(1)], [display(1, "AAAB")]);
    expect(found.map(({ place, now }) => [place, now])).toEqual([
      ["output 1, image/png", "another picture of the same data (3 bytes)"],
    ]);
  });

  test("an output too many, too few, or of another kind", () => {
    expect(differences([stdout("a")], [])[0]).toMatchObject({ now: "nothing" });
    expect(differences([], [display(1)])[0]).toMatchObject({ committed: "nothing" });
    expect(differences([stdout("a")], [display(1)])[0]).toMatchObject({
      committed: 'stdout "a"',
      now: "image/png and text/plain",
    });
  });

  test("a relative difference only where there is one", () => {
    const zero = differences([display(0, "A", "")], [display(2, "A", "")]);
    expect(zero).toEqual([expect.not.objectContaining({ relative: expect.anything() as number })]);
  });

  test("cell numbers or metadata that a run would write otherwise", () => {
    const now = notebook();
    const committed: Notebook = { ...now, metadata: { edited: true } };
    expect(compareNotebooks(committed, now).differences).toMatchObject([{ cell: 0 }]);
  });

  test("more differences than it keeps, and counts them", () => {
    const rows = (add: number) => Array.from({ length: 1500 }, (_, index) => `${index + add}`);
    const found = compareNotebooks(
      notebook(stdout(rows(0).join("\n"))),
      notebook(stdout(rows(1).join("\n"))),
    );
    expect(found.count).toBe(1500);
    expect(found.differences).toHaveLength(1000);
  });

  test("nothing within a tolerance that a caller gives", () => {
    const sameNumber = (a: number, b: number): boolean => Math.abs(a - b) <= 1e-9;
    const [a, b] = [notebook(display(1, "A", "")), notebook(display(1 + 1e-12, "A", ""))];
    expect(compareNotebooks(a, b, { sameNumber }).count).toBe(0);
    expect(compareNotebooks(a, b).count).toBe(1);
  });
});
