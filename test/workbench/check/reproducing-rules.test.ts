import { beforeAll, describe, expect, test } from "vitest";
import { type Claim, checkClaims } from "./notebooks.ts";

const claims: readonly Claim[] = [
  {
    title: "SB201: Math.random under every name",
    cells: [
      "console.log(Math.random());",
      "const { random } = Math;\nconst chance = Math;\nconsole.log(chance.random());",
      'console.log(Math["random"](), globalThis.Math.random());',
    ],
    finds: [
      "[1] 1:18 SB201",
      "[2] 1:9 SB201",
      "[2] 3:20 SB201",
      "[3] 1:18 SB201",
      "[3] 1:47 SB201",
    ],
  },
  {
    title: "SB201: the random functions of crypto",
    cells: [
      'import { randomUUID as id, createHash } from "node:crypto";\nconsole.log(id(), createHash);',
      "console.log(crypto.randomUUID());",
    ],
    finds: ["[1] 1:10 SB201", "[2] 1:20 SB201"],
  },
  {
    title: "not SB201: a random of one's own, and other members of Math",
    cells: ["const seeded = { random: () => 0.5 };\nconsole.log(seeded.random(), Math.sqrt(2));"],
    finds: [],
  },
  {
    title: "SB202: every way to ask what time it is",
    cells: [
      "console.log(Date.now(), new Date(), Date(), performance.now());",
      "console.log(process.hrtime.bigint(), process.uptime());\nconst Day = Date;\nnew Day();",
    ],
    finds: [
      "[1] 1:18 SB202",
      "[1] 1:25 SB202",
      "[1] 1:37 SB202",
      "[1] 1:57 SB202",
      "[2] 1:21 SB202",
      "[2] 1:46 SB202",
      "[2] 3:1 SB202",
    ],
  },
  {
    title: "not SB202: dates that are written down, and a now of one's own",
    cells: [
      'console.log(new Date("2022-05-09"), Date.parse("2022-05-09"), Date.UTC(2022, 4, 9));',
      "const market = { now: () => 1 };\nconsole.log(market.now());",
    ],
    finds: [],
  },
  {
    title: "SB203: fetch, sockets, network modules, and URLs given to loaders",
    cells: [
      'const page = await fetch("https://prices.example/btc");',
      'import { get } from "node:https";\nconsole.log(get, new WebSocket("wss://prices.example"));',
      'await import("http");\nconst net = require("net");',
      'import * as aq from "arquero";\nconst rows = await aq.loadCSV("https://prices.example/btc.csv");',
    ],
    finds: [
      "[1] 1:20 SB203",
      "[1] 1:26 SB203",
      "[2] 1:21 SB203",
      "[2] 2:22 SB203",
      "[3] 1:14 SB203",
      "[3] 2:21 SB203",
      "[4] 2:31 SB203",
    ],
  },
  {
    title: "not SB203: a URL in a text, a fetch of one's own, files",
    cells: [
      'const source = { source: "https://prices.example/btc.csv" };\nconsole.log("https://prices.example");',
      "const fetch = (name: string) => name;\nconsole.log(fetch(source.source));",
      'import { readFileSync } from "node:fs";\nconsole.log(readFileSync("../data/README.md", "utf8"));',
    ],
    finds: [],
  },
  {
    title: "SB204: modules that start processes",
    cells: [
      'import { execFileSync } from "node:child_process";\nconsole.log(execFileSync);',
      'const cluster = require("cluster");',
    ],
    finds: ["[1] 1:30 SB204", "[2] 1:25 SB204"],
  },
  {
    title: "not SB204: process itself and worker threads",
    cells: [
      'import { isMainThread } from "node:worker_threads";\nconsole.log(process.version, isMainThread);',
    ],
    finds: [],
  },
  {
    title: "SB205: paths of one machine, of every system",
    cells: [
      'const paths = ["/mnt/figures/prices.csv", "C:\\\\figures\\\\prices.csv", "\\\\\\\\host\\\\share"];',
      `console.log("file:///prices.csv", "~/prices.csv", \`/opt/\${paths.length}.csv\`);`,
    ],
    finds: [
      "[1] 1:16 SB205",
      "[1] 1:43 SB205",
      "[1] 1:70 SB205",
      "[2] 1:13 SB205",
      "[2] 1:35 SB205",
      "[2] 1:51 SB205",
    ],
  },
  {
    title: "not SB205: relative paths, pairs, slashes and types",
    cells: [
      'const paths = ["../data/prices.csv", "data/x", "/", "/USDT", "and/or", "// a", "1/2 / 3/4"];',
      'type Place = "/mnt/figures";\nconst split = "BTC/USDT".split("/");',
    ],
    finds: [],
  },
];

describe("rules about reproducing", () => {
  let found = new Map<string, string[]>();
  beforeAll(async () => {
    found = await checkClaims(claims);
  });

  test.each(claims)("$title", ({ title, finds }) => {
    expect(found.get(title)).toEqual(finds);
  });
});
