// Mutation testing of the risk mathematics: changes each source of lib/var and lib/market in small
// ways, one at a time, and counts how many of the changes some test of the mirrored folder notices.
//
//   npm run mutation                       every folder; an interrupted run goes on where it was
//   npm run mutation -- lib/var/tail.ts    the sources whose path has one of the words
//   npm run mutation -- --survivors dcc    shows what stayed unnoticed so far, runs nothing
//   npm run mutation -- --save             runs, then writes bench/runs/<date>/mutation.json
//   npm run mutation -- --record           writes that file from what was kept, runs nothing
//
// Results are kept in .stressbook/mutation, one file per folder (Stryker's incremental mode): what
// neither a source nor a test changed is not tried again.
import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { cpus, totalmem } from "node:os";
import { dirname, join, relative } from "node:path";
import { fileURLToPath } from "node:url";
import { pinnedNode, root, run, setUp } from "../setup.mjs";

const here = dirname(fileURLToPath(import.meta.url));
const kept = join(root, ".stressbook/mutation");
const mutated = ["lib/var", "lib/market"];
const slowMilliseconds = 150;
const linesPerRun = 600;
const words = process.argv.slice(2).filter((argument) => !argument.startsWith("--"));
const flags = new Set(process.argv.slice(2).filter((argument) => argument.startsWith("--")));

const shards = mutated.flatMap(foldersUnder).map((folder) => ({
  folder,
  tests: `test/${folder}/*.test.ts`,
  files: sourcesIn(folder),
  results: join(kept, `${folder.replaceAll("/", "-")}.json`),
  times: join(kept, `${folder.replaceAll("/", "-")}.times.json`),
}));

if (flags.has("--survivors")) {
  showSurvivors();
} else if (flags.has("--record")) {
  save(scores());
} else {
  setUp();
  installStryker();
  for (const shard of shards) runShard(shard);
  const record = scores();
  console.log(`\n${record.total.score} % of ${record.total.mutants} mutants were noticed.`);
  if (flags.has("--save")) save(record);
}

function foldersUnder(folder) {
  const below = readdirSync(join(root, folder), { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .flatMap((entry) => foldersUnder(`${folder}/${entry.name}`));
  return [folder, ...below];
}

function sourcesIn(folder) {
  return readdirSync(join(root, folder))
    .filter((name) => name.endsWith(".ts"))
    .map((name) => `${folder}/${name}`);
}

function sourceOf(file) {
  return readFileSync(join(root, file), "utf8");
}

function isWanted(file) {
  return words.length === 0 || words.some((word) => file.includes(word));
}

// Stryker stays out of the project's own dependencies: 61 MB that only this command needs.
function installStryker() {
  const stamp = join(here, "node_modules/.mutation-install");
  const wanted = readFileSync(join(here, "package-lock.json"), "utf8");
  if (existsSync(stamp) && readFileSync(stamp, "utf8") === wanted) return;
  console.log("Installing Stryker from scripts/mutation/package-lock.json ...");
  const npm = process.env.npm_execpath;
  const args = ["ci", "--no-audit", "--no-fund", "--loglevel=error"];
  const shell = !npm && process.platform === "win32";
  const [command, first] = npm ? [process.execPath, [npm]] : ["npm", []];
  if (run(command, [...first, ...args], { cwd: here, shell }) !== 0) process.exit(1);
  writeFileSync(stamp, wanted);
}

function runShard(shard) {
  const files = shard.files.filter(isWanted);
  if (files.length === 0) return;
  mkdirSync(kept, { recursive: true });
  const env = {
    ...process.env,
    TZ: "UTC",
    MUTATION_TESTS: shard.tests,
    MUTATION_TIMES: shard.times,
    MUTATION_SLOW_MILLISECONDS: String(slowMilliseconds),
  };
  for (const part of inParts(files)) {
    console.log(`\n${part.join(" ")}`);
    runStryker(shard, part, env);
  }
}

// Results are written at the end of a run: parts of some hundred lines, so that little is lost.
function inParts(files) {
  const parts = [[]];
  let lines = 0;
  for (const file of files) {
    const more = sourceOf(file).split("\n").length;
    if (lines > 0 && lines + more > linesPerRun) {
      parts.push([]);
      lines = 0;
    }
    parts.at(-1).push(file);
    lines += more;
  }
  return parts;
}

function runStryker(shard, files, env) {
  const settings = shard.results.replace(/json$/, "options.json");
  writeFileSync(settings, JSON.stringify(strykerOptions(shard, files)));
  const stryker = join(here, "node_modules/@stryker-mutator/core/bin/stryker.js");
  const status = run(pinnedNode(), [stryker, "run", settings], { cwd: root, env });
  if (status !== 0) process.exit(status);
}

function strykerOptions(shard, files) {
  return {
    mutate: files,
    testRunner: "in-process",
    plugins: ["./scripts/mutation/in-process-runner.mjs"],
    coverageAnalysis: "perTest",
    // A change of what runs once, at import, would need every test of the folder again; it is
    // counted as ignored, not as noticed.
    ignoreStatic: true,
    incremental: true,
    incrementalFile: relative(root, shard.results),
    concurrency: Number(process.env.MUTATION_PROCESSES ?? 2),
    timeoutMS: 3_000,
    dryRunTimeoutMinutes: 30,
    tempDirName: `${relative(root, shard.results)}.copies`,
    ignorePatterns: [
      "/.stressbook",
      "/bench",
      "/docs",
      "/notebooks",
      "/workbench",
      "/lib/dist",
      "/.ci",
    ],
    // TypeScript 7 has no compiler interface for Stryker to read a tsconfig with.
    tsconfigFile: "none.json",
    reporters: ["progress-append-only"],
    allowEmpty: true,
  };
}

function resultsOf(shard) {
  if (!existsSync(shard.results)) return [];
  return Object.entries(JSON.parse(readFileSync(shard.results, "utf8")).files)
    .filter(([file]) => shard.files.includes(file))
    .sort(([a], [b]) => (a < b ? -1 : 1));
}

function scores() {
  const files = shards.flatMap(resultsOf).map(([file, { mutants, source }]) => ({
    file,
    ...count(mutants),
    ...(source !== sourceOf(file) && { changedSince: true }),
  }));
  const sum = (key) => files.reduce((total, each) => total + each[key], 0);
  const total = Object.fromEntries(
    ["mutants", "killed", "timedOut", "survived", "notCovered", "ignored"].map((key) => [
      key,
      sum(key),
    ]),
  );
  return { total: { ...total, score: score(total) }, files };
}

function count(mutants) {
  const of = (...states) => mutants.filter(({ status }) => states.includes(status)).length;
  const counts = {
    mutants: of("Killed", "Timeout", "Survived", "NoCoverage"),
    killed: of("Killed"),
    timedOut: of("Timeout"),
    survived: of("Survived"),
    notCovered: of("NoCoverage"),
    ignored: of("Ignored", "RuntimeError", "CompileError"),
  };
  return { ...counts, score: score(counts) };
}

function score({ mutants, killed, timedOut }) {
  return mutants === 0 ? 100 : Math.round((1000 * (killed + timedOut)) / mutants) / 10;
}

function save({ total, files }) {
  const date = new Date().toISOString().slice(0, 10);
  const folder = join(root, "bench/runs", date);
  mkdirSync(folder, { recursive: true });
  const version = (path) => JSON.parse(readFileSync(join(path, "package.json"), "utf8")).version;
  const record = {
    command: `npm run mutation -- ${flags.has("--record") ? "--record" : "--save"}`,
    date,
    machine: { cores: cpus().length, cpu: cpus()[0]?.model, memoryBytes: totalmem() },
    node: spawnSync(pinnedNode(), ["--version"], { encoding: "utf8" }).stdout.trim(),
    stryker: version(join(here, "node_modules/@stryker-mutator/core")),
    vitest: version(join(root, "node_modules/vitest")),
    slowMilliseconds,
    total,
  };
  const without = shards
    .flatMap((shard) => shard.files)
    .filter((file) => !files.some((each) => each.file === file));
  const hasCode = (file) => /\bfunction\b|=>/.test(sourceOf(file));
  const slow = shards
    .filter((shard) => existsSync(shard.times))
    .flatMap((shard) =>
      Object.entries(JSON.parse(readFileSync(shard.times, "utf8")))
        .filter(([, milliseconds]) => milliseconds > slowMilliseconds)
        .map(([test]) => test)
        .filter((test) => test.startsWith(`test/${shard.folder}/`)),
    );
  const head = JSON.stringify(record, null, 1).slice(0, -2);
  const lines = (list) => list.map((each) => `  ${JSON.stringify(each)}`).join(",\n");
  const lists = {
    files,
    filesWithoutMutants: without.filter((file) => !hasCode(file)),
    filesNotRun: without.filter(hasCode),
    testsLeftOutAsSlow: slow,
  };
  const body = Object.entries(lists).map(([name, list]) => ` "${name}": [\n${lines(list)}\n ]`);
  writeFileSync(join(folder, "mutation.json"), `${head},\n${body.join(",\n")}\n}\n`);
  console.log(`saved bench/runs/${date}/mutation.json`);
}

function showSurvivors() {
  for (const [file, { source, mutants }] of shards.flatMap(resultsOf)) {
    if (!isWanted(file)) continue;
    const lines = source.split("\n");
    const { score: percent } = count(mutants);
    console.log(`\n${file} ${percent} %`);
    for (const { status, location, replacement, mutatorName } of mutants) {
      if (status !== "Survived" && status !== "NoCoverage") continue;
      const { start, end } = location;
      const text =
        start.line === end.line
          ? lines[start.line - 1].slice(start.column - 1, end.column - 1)
          : `${lines[start.line - 1].slice(start.column - 1)} ...`;
      console.log(` ${start.line} ${mutatorName} ${status === "Survived" ? "" : "(not covered)"}`);
      console.log(`   - ${text}\n   + ${replacement.split("\n").join(" ")}`);
    }
  }
}
