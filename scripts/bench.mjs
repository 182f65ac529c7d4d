// Runs every bench/**/*.bench.ts, one after the other, and with `--save` keeps the figures under
// bench/runs/<date>/ with machine, versions and command. Words choose the files whose path has one;
// `--runs 3` runs them all three times and keeps each.
import { spawnSync } from "node:child_process";
import { mkdirSync, readdirSync, writeFileSync } from "node:fs";
import { cpus, loadavg, release, totalmem, type } from "node:os";
import { join } from "node:path";
import { pinnedNode, root, setUp } from "./setup.mjs";

setUp();
const { save, runs, words } = readArguments(process.argv.slice(2));
const files = filesOf(words);
const loadBefore = loadavg()[0];
const besidePython = files.some((file) => file.startsWith("bench/python/"));
if (besidePython && !node("bench/python/environment.ts", { stdio: "inherit" })) {
  process.env.STRESSBOOK_BENCH_WITHOUT_PYTHON = "yes";
}
const curves = Array.from({ length: runs }, (_, i) => i + 1).flatMap((run) => {
  if (runs > 1) console.log(`\nrun ${run} of ${runs}`);
  return files.flatMap((file) =>
    runOne(file).map((curve) => (runs > 1 ? { run, ...curve } : curve)),
  );
});
if (save) saveRun(curves);

function readArguments(all) {
  const words = [];
  const chosen = { save: false, runs: 1 };
  for (let i = 0; i < all.length; i++) {
    if (all[i] === "--save") chosen.save = true;
    else if (all[i] === "--runs") chosen.runs = Number(all[++i]);
    else if (all[i].startsWith("-"))
      refuse(`unknown option ${all[i]}: there are --save and --runs`);
    else words.push(all[i]);
  }
  if (Number.isInteger(chosen.runs) && chosen.runs >= 1) return { ...chosen, words };
  return refuse("--runs must be followed by a whole number of at least 1");
}

function filesOf(words) {
  const all = readdirSync(join(root, "bench"), { recursive: true })
    .map((path) => `bench/${path}`)
    .filter((path) => path.endsWith(".bench.ts"))
    .sort();
  const strange = words.filter((word) => !all.some((path) => path.includes(word)));
  if (strange.length > 0) {
    refuse(`no benchmark has ${strange.join(" or ")} in its path; there are\n${all.join("\n")}`);
  }
  return words.length === 0 ? all : all.filter((path) => words.some((word) => path.includes(word)));
}

function refuse(message) {
  console.error(message);
  process.exit(2);
}

function node(file, options) {
  return spawnSync(pinnedNode(), [join(root, file)], options).status === 0;
}

function runOne(file) {
  const { status, stdout } = spawnSync(pinnedNode(), ["--expose-gc", join(root, file)], {
    encoding: "utf8",
    stdio: ["ignore", "pipe", "inherit"],
    maxBuffer: 2 ** 26,
  });
  const lines = stdout.split("\n");
  const text = lines.filter((line) => !line.startsWith("{")).join("\n");
  if (text.trim() !== "") console.log(text.trimEnd());
  if (status !== 0) {
    console.error(`failed: ${file}`);
    process.exitCode = 1;
  }
  return lines
    .filter((line) => line.startsWith("{"))
    .map((line) => ({ file, ...JSON.parse(line) }));
}

function saveRun(curves) {
  const began = new Date();
  const folder = join(root, "bench/runs", began.toISOString().slice(0, 10));
  mkdirSync(folder, { recursive: true });
  const machine = {
    ...{ cores: cpus().length, cpu: cpus()[0]?.model, memoryBytes: totalmem() },
    system: `${type()} ${release()}`,
    loadAverage: { before: loadBefore, after: loadavg()[0] },
  };
  const version = spawnSync(pinnedNode(), ["--version"], { encoding: "utf8" }).stdout.trim();
  const command = ["npm run bench -- --save", ...(runs > 1 ? [`--runs ${runs}`] : []), ...words];
  const record = { command: command.join(" "), machine, node: version, curves };
  const file = `${words.length === 0 ? "growth" : words.join("-").replace(/[^\w-]+/g, "-")}.json`;
  writeFileSync(join(folder, file), `${JSON.stringify(record, null, 1)}\n`);
  console.log(`\nsaved bench/runs/${folder.split(/[\\/]/).at(-1)}/${file}`);
  if (besidePython) node("bench/python/write-table.ts", { stdio: "inherit" });
}
