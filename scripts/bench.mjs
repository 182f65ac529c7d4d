// Runs every bench/**/*.bench.ts, one after the other, and with `--save` keeps the figures under
// bench/runs/<date>/ with machine, versions and command. Words choose the files whose path has one.
import { spawnSync } from "node:child_process";
import { mkdirSync, readdirSync, writeFileSync } from "node:fs";
import { cpus, totalmem } from "node:os";
import { join } from "node:path";
import { pinnedNode, root, setUp } from "./setup.mjs";

setUp();
const save = process.argv.includes("--save");
const wanted = process.argv.slice(2).filter((argument) => !argument.startsWith("--"));
const files = readdirSync(join(root, "bench"), { recursive: true })
  .map((path) => `bench/${path}`)
  .filter((path) => path.endsWith(".bench.ts"))
  .filter((path) => wanted.length === 0 || wanted.some((part) => path.includes(part)))
  .sort();
const curves = files.flatMap(runOne);
if (save) saveRun(curves);

function runOne(file) {
  const { status, stdout } = spawnSync(pinnedNode(), ["--expose-gc", join(root, file)], {
    encoding: "utf8",
    stdio: ["ignore", "pipe", "inherit"],
  });
  const lines = stdout.split("\n");
  console.log(
    lines
      .filter((line) => !line.startsWith("{"))
      .join("\n")
      .trimEnd(),
  );
  if (status !== 0) process.exitCode = 1;
  return lines
    .filter((line) => line.startsWith("{"))
    .map((line) => ({ file, ...JSON.parse(line) }));
}

function saveRun(curves) {
  const folder = join(root, "bench/runs", new Date().toISOString().slice(0, 10));
  mkdirSync(folder, { recursive: true });
  const machine = { cores: cpus().length, cpu: cpus()[0]?.model, memoryBytes: totalmem() };
  const node = spawnSync(pinnedNode(), ["--version"], { encoding: "utf8" }).stdout.trim();
  const command = ["npm run bench -- --save", ...wanted].join(" ");
  const record = { command, machine, node, curves };
  const file = `${wanted.length === 0 ? "growth" : wanted.join("-").replace(/[^\w-]+/g, "-")}.json`;
  writeFileSync(join(folder, file), `${JSON.stringify(record, null, 1)}\n`);
  console.log(`\nsaved bench/runs/${folder.split(/[\\/]/).at(-1)}/${file}`);
}
