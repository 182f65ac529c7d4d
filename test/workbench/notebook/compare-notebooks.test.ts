import { PNG } from "pngjs";
import { describe, expect, test } from "vitest";
import { compareNotebooks, outputGroups } from "../../../workbench/notebook/compare-notebooks.ts";
import type { Json } from "../../../workbench/notebook/json.ts";
import type { Notebook, Output } from "../../../workbench/notebook/notebook.ts";

const notebook = (...outputs: Output[]): Notebook => ({
  metadata: {},
  cells: [
    { kind: "code", id: "a", metadata: {}, source: "1", executionCount: 1, outputs: [] },
    { kind: "code", id: "b", metadata: {}, source: "2", executionCount: 2, outputs },
  ],
});
const stdout = (text: string): Output => ({ kind: "stream", name: "stdout", text });
const pixels = (...levels: number[]): string => {
  const picture = new PNG({ width: levels.length, height: 1 });
  levels.forEach((level, at) => {
    picture.data.fill(level, 4 * at, 4 * at + 4);
  });
  return PNG.sync.write(picture).toString("base64");
};
const white = pixels(255, 255);
const display = (pnl: Json, png = white, text = `P&L ${pnl}`): Output => ({
  kind: "display",
  data: { "image/png": png, "text/plain": text },
  metadata: { stressbook: { data: { rows: [{ desk: "majors", pnl }] } } },
});
const differences = (committed: Output[], now: Output[]) =>
  compareNotebooks(notebook(...committed), notebook(...now)).differences;

describe("compareNotebooks finds", () => {
  test("nothing in equal notebooks", () => {
    const same = notebook(stdout("a"), display(1));
    const found = compareNotebooks(same, structuredClone(same));
    expect(found).toEqual({ differences: [], count: 0, omitted: [], tolerances: [] });
  });

  test("a number in a text, with the relative difference", () => {
    expect(
      differences([stdout("a\nVaR 1,250.50 USD\n")], [stdout("a\nVaR 1,300.52 USD\n")]),
    ).toEqual([
      {
        cell: 2,
        output: 1,
        kind: "number",
        path: "stdout line 2",
        committed: "1,250.50",
        now: "1,300.52",
        relative: expect.closeTo(0.04, 12),
      },
    ]);
  });

  test("a number in the data of a chart, its text and its picture", () => {
    const found = differences([display(100)], [display(90, pixels(255, 250))]);
    expect(found.map(({ path, kind }) => [path, kind])).toEqual([
      ["metadata.stressbook.data.rows[0].pnl", "number"],
      ["image/png", "picture"],
      ["text/plain line 1", "number"],
    ]);
    expect(found[0]).toMatchObject({ row: "majors", committed: "100", now: "90", relative: 0.1 });
    expect(found[1]?.now).toBe("1 of 2 pixels changed, first at (1, 0), by at most 5 of 255");
  });

  test("a picture that changed though its data did not", () => {
    const found = differences([display(1)], [display(1, pixels(254, 255))]);
    expect(found).toMatchObject([{ path: "image/png", kind: "picture-only" }]);
  });

  test("a NaN in the data where a number was, and a flipped sign", () => {
    const nan = differences([display(1, white, "")], [display({ $number: "NaN" }, white, "")]);
    expect(nan).toMatchObject([{ kind: "not-a-number", committed: "1", now: "NaN" }]);
    const sign = differences([display(1, white, "")], [display(-1, white, "")]);
    expect(sign).toMatchObject([{ kind: "sign", committed: "1", now: "-1", relative: 2 }]);
  });

  test("a number that became a text", () => {
    expect(differences([display(1, white, "")], [display("1", white, "")])).toMatchObject([
      { kind: "structure", committed: "1", now: '"1"' },
    ]);
  });

  test("the one output that is missing, and no other", () => {
    const all = [stdout("a"), display(1), display(2)];
    expect(differences([all[0]!, all[2]!], all)).toMatchObject([
      { output: 2, kind: "output-missing", committed: "nothing", now: /image.png and text.plain/ },
    ]);
    expect(differences(all, [all[0]!, all[2]!])).toMatchObject([
      { output: 2, kind: "output-extra", now: "nothing" },
    ]);
  });

  test("an output of another kind", () => {
    expect(differences([stdout("a")], [display(1)])).toMatchObject([
      { kind: "structure", committed: 'stdout "a"' },
    ]);
  });

  test("a relative difference only where there is one", () => {
    const [found] = differences([display(0, white, "")], [display(2, white, "")]);
    expect(found).not.toHaveProperty("relative");
  });

  test("cell numbers or metadata that a run would write otherwise", () => {
    const now = notebook();
    const committed: Notebook = { ...now, metadata: { edited: true } };
    const { differences: found } = compareNotebooks(committed, now);
    expect(found).toMatchObject([{ cell: 0, output: 0, kind: "metadata" }]);
  });

  test("more differences than it keeps of an output, counts them, and goes on to the next", () => {
    const rows = (add: number) => Array.from({ length: 1500 }, (_, index) => `${index + add}`);
    const found = compareNotebooks(
      notebook(stdout(rows(1).join("\n")), display(1)),
      notebook(stdout(rows(2).join("\n")), display(2)),
    );
    expect(found.count).toBe(1502);
    expect(found.differences).toHaveLength(102);
    expect(found.omitted).toEqual([{ cell: 2, output: 1, count: 1400, largest: 1 }]);
    expect(outputGroups(found).map(({ count, largest }) => [count, largest])).toEqual([
      [1500, 1],
      [2, 1],
    ]);
  });
});

describe("pictures are the same", () => {
  test("when only their compression differs", () => {
    const picture = PNG.sync.read(Buffer.from(white, "base64"));
    const repacked = PNG.sync.write(picture, { deflateLevel: 0 }).toString("base64");
    expect(repacked).not.toBe(white);
    expect(differences([display(1)], [display(1, repacked)])).toEqual([]);
  });

  test("not when one cannot be read or has another size", () => {
    const broken = differences([display(1)], [display(1, "AAAA")]);
    expect(broken[0]?.now).toBe("not a readable PNG");
    const wider = differences([display(1)], [display(1, pixels(255, 255, 255))]);
    expect(wider[0]).toMatchObject({ committed: "2 x 1 pixels", now: "3 x 1 pixels" });
  });
});

describe("a tolerance", () => {
  const loose = { relative: 1e-3, reason: "simulated with 10,000 paths" };
  const with_ = (tolerance: Json, place: "cell" | "notebook", pnl: number): Notebook => {
    const base = notebook(display(pnl, white, ""));
    const metadata = { stressbook: { tolerance } };
    if (place === "notebook") return { ...base, metadata };
    return { ...base, cells: base.cells.map((cell) => ({ ...cell, metadata })) };
  };

  test("of 1e-9 relative is there for everybody", () => {
    const compared = (now: number) =>
      compareNotebooks(notebook(display(1.5, white, "")), notebook(display(now, white, ""))).count;
    expect(compared(1.5 * (1 + 1e-12))).toBe(0);
    expect(compared(1.5 * (1 + 1e-8))).toBe(1);
  });

  test.each(["cell", "notebook"] as const)("of a %s holds, and its use is reported", (place) => {
    const compared = (now: number) =>
      compareNotebooks(with_(loose, place, 1000), with_(loose, place, now));
    const found = compared(1000.5);
    expect(found.count).toBe(0);
    expect(found.tolerances.find(({ numbers }) => numbers > 0)).toEqual({
      ...loose,
      cell: place === "cell" ? 2 : 0,
      absolute: 1e-15,
      numbers: 1,
      largest: 0.0005,
    });
    expect(compared(1002).count).toBe(1);
  });

  test("of a cell takes precedence over that of the notebook", () => {
    const strictCell = { relative: 1e-6, reason: "a root found to six digits" };
    const both = (pnl: number): Notebook => ({
      ...with_(strictCell, "cell", pnl),
      metadata: { stressbook: { tolerance: loose } },
    });
    expect(compareNotebooks(both(1000.5), both(1000.7)).count).toBe(1);
  });

  test("lets the picture drawn from such numbers differ too", () => {
    const picture = (pnl: number, png: string): Notebook => ({
      ...notebook(display(pnl, png, "")),
      metadata: { stressbook: { tolerance: loose } },
    });
    const pair = [picture(1000, white), picture(1000.5, pixels(255, 0))] as const;
    expect(compareNotebooks(...pair).count).toBe(0);
    const same = [picture(1000, white), picture(1000, pixels(255, 0))] as const;
    expect(compareNotebooks(...same).count).toBe(1);
  });

  test.each([
    [{ relative: 1e-3 }, "tolerance.reason must be given: why this tolerance is right: missing"],
    [{ relative: 1e-3, reason: " " }, "tolerance.reason must say why"],
    [{ relative: 2, reason: "x" }, "tolerance.relative must be a number from 0 to 1: 2"],
    [{ relative: 1e-12, reason: "x" }, "must be looser than the default"],
    [{ relativ: 1e-3, reason: "x" }, "relativ"],
  ])("%j is refused", (tolerance, message) => {
    const bad = with_(tolerance, "notebook", 1);
    expect(() => compareNotebooks(bad, bad, { name: "a.ipynb" })).toThrow(message);
    expect(() => compareNotebooks(bad, bad, { name: "a.ipynb" })).toThrow("notebook a.ipynb");
  });
});
