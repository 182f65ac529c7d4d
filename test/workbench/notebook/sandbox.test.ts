import { existsSync, mkdirSync, readdirSync, readFileSync } from "node:fs";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { compileCacheFolder } from "../../../workbench/notebook/child-environment.ts";
import type { NotebookRun, RunOptions } from "../../../workbench/notebook/run-notebooks.ts";
import { runNotebooks } from "../../../workbench/notebook/run-notebooks.ts";
import { notebookOf, temporaryFolder } from "./fixtures.ts";

const limits = { jobs: 2, timeoutSeconds: 20, memoryMegabytes: 512 };

/** Runs a notebook of the given cells in `place`. */
async function run(
  place: string,
  sources: readonly string[],
  options: Partial<RunOptions> = {},
): Promise<NotebookRun> {
  const file = notebookOf(place, "one", ...sources);
  return (await runNotebooks([file], { ...limits, ...options })).runs[0]!;
}

/** What a notebook printed. */
function printed({ notebook }: NotebookRun): string {
  const outputs = notebook?.cells.flatMap((cell) => (cell.kind === "code" ? cell.outputs : []));
  return (outputs ?? []).map((output) => (output.kind === "stream" ? output.text : "")).join("");
}

// Each prints what stopped it and where; cells go on, so that one process shows all.
const attempts = (lines: readonly string[]): string[] => [
  'import fs from "fs";\nimport cp from "child_process";\nimport threads from "worker_threads";',
  `const tried: string[] = [];
const attempt = async (name: string, work: () => any) => {
  try { await work(); tried.push(name + " SUCCEEDED"); }
  catch (error: any) { tried.push(name + " " + (error.code ?? error.name)); }
};`,
  ...lines,
  'console.log(tried.join("\\n"));',
];

describe("a notebook", () => {
  test("writes nowhere, whatever it writes with, and the engine's cache is no way round", async () => {
    const place = temporaryFolder();
    const target = JSON.stringify(join(place, "escaped"));
    const cache = JSON.stringify(compileCacheFolder);
    const result = await run(
      place,
      attempts([
        `const to = ${target}, own = ${target}.replace("escaped", "one.ipynb"), cache = ${cache};
await attempt("writeFileSync", () => fs.writeFileSync(to, "x"));
await attempt("promises.writeFile", () => fs.promises.writeFile(to, "x"));
await attempt("createWriteStream", () => new Promise((ok, no) => fs.createWriteStream(to).on("error", no).on("open", ok)));
await attempt("openSync", () => fs.openSync(to, "w"));
await attempt("openSync to append", () => fs.openSync(own, "a"));
await attempt("mkdirSync", () => fs.mkdirSync(to));
await attempt("copyFileSync", () => fs.copyFileSync(own, to));
await attempt("renameSync", () => fs.renameSync(own, to));
await attempt("linkSync", () => fs.linkSync(own, to));
await attempt("symlinkSync", () => fs.symlinkSync(own, to));
await attempt("rmSync", () => fs.rmSync(own));
await attempt("truncateSync", () => fs.truncateSync(own));
await attempt("chmodSync", () => fs.chmodSync(own, 0o777));
await attempt("utimesSync", () => fs.utimesSync(own, 1, 1));
await attempt("ftruncateSync", () => fs.ftruncateSync(fs.openSync(own, "r"), 0));
await attempt("cache", () => fs.writeFileSync(cache + "/escaped", "x"));
for (const folder of fs.readdirSync(cache)) {
  await attempt("cache entry", () => fs.writeFileSync(cache + "/" + folder + "/escaped", "x"));
}
await attempt("heap snapshot", () => require("v8").writeHeapSnapshot(to));
await attempt("report", () => process.report!.writeReport(to));
await attempt("sqlite", () => new ((process as any).getBuiltinModule("node:sqlite").DatabaseSync)(to));`,
      ]),
    );
    const lines = printed(result).trim().split("\n");
    expect(lines.length).toBeGreaterThanOrEqual(20);
    for (const line of lines) {
      expect(line).toMatch(/ ERR_ACCESS_DENIED$|^sqlite TypeError$|^ftruncateSync EINVAL$/);
    }
    expect(readdirSync(place)).toEqual(["one.ipynb"]);
    expect(readdirSync(compileCacheFolder)).not.toContain("escaped");
  });

  test("starts no process and no thread, and signals none", async () => {
    const place = temporaryFolder();
    const target = JSON.stringify(join(place, "escaped"));
    const result = await run(
      place,
      attempts([
        `const code = 'require("fs").writeFileSync(${target.replaceAll('"', '\\"')}, "x")';
const node = process.execPath;
await attempt("spawn", () => cp.spawn(node, ["-e", code]));
await attempt("spawnSync", () => { throw cp.spawnSync(node, ["-e", code]).error ?? 1; });
await attempt("exec", () => cp.exec("true"));
await attempt("execFileSync", () => cp.execFileSync(node, ["-e", code]));
await attempt("fork", () => cp.fork(${target}));
await attempt("thread", () => new threads.Worker(code, { eval: true }));
await attempt("thread of its own flags", () => new threads.Worker(code, { eval: true, execArgv: [], env: {} }));
await attempt("cluster", () => require("cluster").fork());
await attempt("binding", () => (process as any).binding("spawn_sync"));
await attempt("wasi", () => new (require("wasi").WASI)({ version: "preview1", preopens: { "/": "/" } }));
await attempt("the runner's ear", () => (process as any).send({ type: "finished" }));`,
      ]),
    );
    const lines = printed(result).trim().split("\n");
    expect(lines).toHaveLength(11);
    for (const line of lines) {
      expect(line).toMatch(/ ERR_ACCESS_DENIED$|^the runner's ear TypeError$/);
    }
    expect(existsSync(join(place, "escaped"))).toBe(false);
  });

  test("sees nothing of the user's environment", async () => {
    process.env.STRESSBOOK_TEST_SECRET = "hunter2";
    try {
      const result = await run(temporaryFolder(), [
        "console.log(JSON.stringify(process.env, Object.keys(process.env).sort()));",
      ]);
      const seen = JSON.parse(printed(result));
      delete seen.SystemRoot;
      expect(seen).toEqual({ LANG: "C.UTF-8", LC_ALL: "C.UTF-8", TZ: "UTC" });
    } finally {
      delete process.env.STRESSBOOK_TEST_SECRET;
    }
  });

  test("is told cell, line and what is not allowed", async () => {
    const place = temporaryFolder();
    const { failure: write } = await run(place, [
      "1",
      'import fs from "fs";\nfs.writeFileSync("x.csv", "1");',
    ]);
    expect(write).toMatchObject({ kind: "exception", cell: 2, line: 2 });
    expect(write?.message).toMatch(/^Error: a notebook writes no file \(.*x\.csv\) but into/);
    const { failure: start } = await run(place, ['require("child_process").execSync("true");']);
    expect(start).toMatchObject({
      cell: 1,
      line: 1,
      message: "Error: a notebook starts no process",
    });
  });
});

describe("with an output folder a notebook", () => {
  test("writes into its own part of it and nowhere else", async () => {
    const place = temporaryFolder();
    const outFolder = join(place, "results");
    const result = await run(
      place,
      attempts([
        `const files = process.env.STRESSBOOK_FILES!;
fs.mkdirSync(files + "/deep");
fs.writeFileSync(files + "/deep/table.csv", "a,b");
await attempt("beside", () => fs.writeFileSync(files + "/../x", "1"));
await attempt("longer name", () => fs.writeFileSync(files + "-x", "1"));
await attempt("symlink", () => fs.symlinkSync("/", files + "/root"));
fs.writeFileSync(files + "/a.node", "x");
await attempt("native code", () => require(files + "/a.node"));`,
      ]),
      { outFolder },
    );
    expect(result.failure).toBeUndefined();
    expect(printed(result)).toBe(
      "beside ERR_ACCESS_DENIED\nlonger name ERR_ACCESS_DENIED\nsymlink ERR_ACCESS_DENIED\n" +
        "native code Error\n",
    );
    expect(readdirSync(outFolder).sort()).toEqual(["one-files", "one.ipynb"]);
    expect(readFileSync(join(outFolder, "one-files/deep/table.csv"), "utf8")).toBe("a,b");
    expect(result).toMatchObject({ written: true, target: join(outFolder, "one.ipynb") });
  });

  test("that writes nothing leaves no folder", async () => {
    const place = temporaryFolder();
    const before = notebookOf(place, "one", "1 + 1");
    const bytes = readFileSync(before, "utf8");
    const outFolder = join(place, "a/b");
    await runNotebooks([before], { ...limits, outFolder });
    expect(readdirSync(outFolder)).toEqual(["one.ipynb"]);
    expect(readFileSync(before, "utf8")).toBe(bytes);
  });

  test("that fails leaves no result, not even half of one", async () => {
    const place = temporaryFolder();
    const outFolder = join(place, "out");
    mkdirSync(outFolder);
    await run(place, ["throw new Error('x');"], { outFolder });
    expect(readdirSync(outFolder)).toEqual([]);
  });
});

describe("the network", () => {
  let server: Server;
  let port = 0;
  let requests = 0;
  beforeAll(async () => {
    server = createServer((_, response) => {
      requests++;
      response.end("hello");
    });
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    port = (server.address() as AddressInfo).port;
  });
  afterAll(() => server.close());

  test("is off, and says so at the line, for every way there", async () => {
    const result = await run(
      temporaryFolder(),
      attempts([
        `const url = "http://127.0.0.1:${port}/", any = globalThis as any;
const use = (name: string) => (process as any).getBuiltinModule(name);
await attempt("fetch", () => fetch(url));
await attempt("http.get", () => use("http").get(url));
await attempt("http.request", () => use("http").request({ host: "127.0.0.1", port: ${port} }).end());
await attempt("https.get", () => use("https").get("https://127.0.0.1:${port}"));
await attempt("http2", () => use("http2").connect(url));
await attempt("net.connect", () => use("net").connect(${port}));
await attempt("net.Socket", () => new (use("net").Socket)().connect(${port}));
await attempt("tls", () => use("tls").connect(${port}));
await attempt("dgram", () => use("dgram").createSocket("udp4").send("x", 9, "127.0.0.1"));
await attempt("dns", () => use("dns").lookup("localhost", () => {}));
await attempt("dns.promises", () => use("dns").promises.resolve4("localhost"));
await attempt("dns.Resolver", () => new (use("dns").Resolver)().resolve4("localhost", () => {}));
await attempt("listen", () => use("http").createServer().listen(0));
await attempt("inspector", () => use("inspector").open(0));
await attempt("WebSocket", () => new any.WebSocket(url.replace("http", "ws")));`,
      ]),
    );
    const lines = printed(result).trim().split("\n");
    expect(lines).toHaveLength(15);
    for (const line of lines) expect(line).toMatch(/ ERR_NETWORK_OFF$/);
    expect(requests).toBe(0);
  });

  test("names cell, line and address where nobody catches it", async () => {
    const { failure } = await run(temporaryFolder(), [
      "1",
      `const url = "http://127.0.0.1:${port}/x";\nconst answer = await fetch(url);`,
    ]);
    expect(failure).toMatchObject({ kind: "exception", cell: 2, line: 2 });
    expect(failure?.message).toBe(
      "NetworkOff: network access is off in notebooks (--allow-network lifts it): " +
        `fetch(http://127.0.0.1:${port}/x)`,
    );
  });

  test("is there for who allows it", async () => {
    const result = await run(
      temporaryFolder(),
      [`const answer = await fetch("http://127.0.0.1:${port}/");`, "await answer.text()"],
      { allowNetwork: true },
    );
    expect(result.failure).toBeUndefined();
    expect(printed(result)).toBe("hello\n");
    expect(requests).toBe(1);
  });
});
