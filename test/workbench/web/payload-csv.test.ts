import { describe, expect, test } from "vitest";
import { charts, decodePayload, encodePayload } from "../../../lib/charts.ts";
import { payloadCsv } from "../../../workbench/web/payload-csv.ts";
import { examples } from "../../lib/charts/examples.ts";

const linesOf = (data: unknown): string[] => payloadCsv(data)!.trimEnd().split("\r\n");

describe("payloadCsv", () => {
  test("series over dates are columns", () => {
    const series = [
      { name: "BTC", values: [1, Number.NaN] },
      { name: "a,b", values: [3, 4] },
    ];
    const dates = ["2020-03-11", "2020-03-12"];
    expect(linesOf({ dates, series })).toEqual([
      'date,BTC,"a,b"',
      "2020-03-11,1,3",
      "2020-03-12,NaN,4",
    ]);
  });

  test("values over dates are columns of their own names", () => {
    const data = { dates: ["2020-03-12"], pnl: [-5], valueAtRisk: [3], confidence: 0.95 };
    expect(linesOf(data)).toEqual(["date,pnl,valueAtRisk", "2020-03-12,-5,3"]);
  });

  test("records are rows; a property that some lack is empty there", () => {
    expect(linesOf([{ a: 1 }, { a: 2, b: "x" }])).toEqual(["a,b", "1,", "2,x"]);
  });

  test("a record that holds records becomes a row for each", () => {
    const segments = [
      { from: "2020", to: "2021" },
      { from: "2022", to: "2023" },
    ];
    const assets = [
      { name: "SOL", segments },
      { name: "FTT", segments: [] },
    ];
    expect(linesOf({ from: "2019", to: "2023", assets })).toEqual([
      "name,from,to",
      "SOL,2020,2021",
      "SOL,2022,2023",
      "FTT,,",
    ]);
  });

  test("a matrix has the names of its rows", () => {
    const correlation = { rows: 2, columns: 2, values: [1, 0.5, 0.5, 1] };
    expect(linesOf({ assets: ["BTC", "ETH"], correlation, observations: 9 })).toEqual([
      ",BTC,ETH",
      "BTC,1,0.5",
      "ETH,0.5,1",
    ]);
  });

  test("a list of values is one column", () => {
    expect(linesOf({ values: [1, -2], confidence: 0.95 })).toEqual(["value", "1", "-2"]);
  });

  test.each<[string, unknown]>([
    ["a text", "text"],
    ["null", null],
    ["nothing", undefined],
    ["an empty list", []],
    ["an object without a list", { a: 1 }],
    ["two lists of their own", { a: [1], b: [2, 3] }],
    [
      "series of another length than the dates",
      { dates: ["2020"], series: [{ name: "a", values: [] }] },
    ],
    ["a matrix without names", { correlation: { rows: 2, columns: 2, values: [1, 0, 0, 1] } }],
    ["a list of lists", [[1], [2]]],
  ])("%s is no table", (_, data) => {
    expect(payloadCsv(data)).toBeUndefined();
  });

  test("values along a list beside them are a row for each record and place", () => {
    const accounts = [
      { account: "a", equityUsd: [1, 2], events: [{ hour: "h2" }] },
      { account: "b", equityUsd: [3, 4], events: [] },
    ];
    expect(linesOf({ hours: ["h1", "h2"], accounts })).toEqual([
      "account,hour,equityUsd",
      "a,h1,1",
      "a,h2,2",
      "b,h1,3",
      "b,h2,4",
    ]);
  });

  test("values along the pairs of a list are a row for each pair", () => {
    const periods = [{ name: "calm", values: [1, 0.5, 0.5, 1] }];
    expect(linesOf({ assets: ["BTC", "ETH"], periods })).toEqual([
      "name,asset,with,values",
      "calm,BTC,BTC,1",
      "calm,BTC,ETH,0.5",
      "calm,ETH,BTC,0.5",
      "calm,ETH,ETH,1",
    ]);
  });

  test("a grid has its own names across and down", () => {
    const grid = {
      across: [1, 2, 3],
      down: ["a", "b"],
      of: { rows: 2, columns: 3, values: [1, 2, 3, 4, 5, 6] },
    };
    expect(linesOf(grid)).toEqual([",1,2,3", "a,1,2,3", "b,4,5,6"]);
  });

  test("keys of every object's prototype are names like others", () => {
    const record = JSON.parse('{"__proto__": 1, "constructor": 2, "toString": 3}');
    expect(linesOf([record, { a: 4 }])).toEqual([
      "__proto__,constructor,toString,a",
      "1,2,3,",
      ",,,4",
    ]);
  });

  test.each(Object.keys(charts))("the figures of %s are a table", (name) => {
    const { data } = examples[name]!;
    const csv = payloadCsv(decodePayload(encodePayload(data)));
    expect(csv, "teach payloadCsv the shape of this chart's data").toBeDefined();
    expect(csv!.split("\r\n").length).toBeGreaterThan(2);
  });
});
