import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { loadavg, tmpdir } from "node:os";
import { join } from "node:path";
import { measureCommand } from "../workbench/measured-command.ts";
import { root } from "../workbench/project.ts";
import { withinDifference } from "./agreement.ts";
import { figuresOf } from "./beside-python.ts";
import { type PythonEnvironment, pythonEnvironment } from "./environment.ts";
import { reportRow } from "./row.ts";

// Both as their users type it: from the command to the notebook with its outputs on disk, processes, modules,
// type check and pictures included.
const rounds = 5;
const ours = join(root, "notebooks/02-historical-stress.ipynb");
const theirs = join(root, "bench/python/historical-stress.ipynb");
const stressbook = [process.execPath, join(root, "workbench/bin.mjs")] as const;

interface Output {
  readonly text?: readonly string[] | string;
  readonly metadata?: { readonly stressbook?: { readonly table?: Table } };
}

interface Table {
  readonly name: string;
  readonly rows: readonly Readonly<Record<string, number>>[];
}

const environment = pythonEnvironment();
if (environment !== undefined) await compare(environment);

async function compare({ version, program, packages }: PythonEnvironment): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), "stressbook-bench-"));
  const results = {
    ours: join(folder, "02-historical-stress.ipynb"),
    theirs: join(folder, "p.ipynb"),
  };
  const run = (command: readonly [string, ...string[]]) => measureCommand(command, { cwd: root });
  const pair = async () => ({
    ours: 1000 * (await run([...stressbook, "run", "--force", "--out", folder, ours])).seconds,
    theirs:
      1000 *
      (await run([program("jupyter-execute"), `--output=${results.theirs}`, theirs])).seconds,
  });
  try {
    await pair();
    const agreement = agree(outputsOf(results.ours), outputsOf(results.theirs));
    const pairs = [];
    while (pairs.length < rounds) pairs.push(await pair());
    const used = packages
      .map((one) => one.split("==") as [string, string])
      .filter(([name]) => ["pandas", "matplotlib", "nbclient", "ipykernel"].includes(name));
    reportRow({
      name: "the historical-stress notebook, from the command to its outputs on disk",
      against: "the same tables and charts in pandas and matplotlib, `jupyter execute` (nbclient)",
      ...{ threads: 2, ...figuresOf(pairs), wantedTimes: 1, agreement, loadAverage: loadavg()[0]! },
      python: {
        python: version.slice(7),
        packages: Object.fromEntries(used),
        blas: [],
        blasThreads: 2,
      },
    });
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function outputsOf(file: string): readonly Output[] {
  const { cells } = JSON.parse(readFileSync(file, "utf8")) as {
    readonly cells: readonly { readonly outputs?: readonly Output[] }[];
  };
  return cells.flatMap(({ outputs = [] }) => outputs);
}

/** The last cell of the Python notebook prints figures of its tables; ours lie with the tables. */
function agree(ourOutputs: readonly Output[], theirOutputs: readonly Output[]): string {
  const tables = new Map(
    ourOutputs.flatMap(({ metadata }) => {
      const table = metadata?.stressbook?.table;
      return table === undefined ? [] : [[table.name, table.rows] as const];
    }),
  );
  const column = (table: string, ...keys: readonly string[]): number[] =>
    tables.get(table)!.flatMap((row) => keys.map((key) => row[key]!));
  const events = ["march-2020", "may-2021", "luna-2022", "celsius-2022", "ftx-2022"];
  const mine: Readonly<Record<string, readonly number[]>> = {
    pnl: column("pnl-by-scenario-and-desk", "book"),
    others: column("peak-to-trough-and-hypothetical-scenarios", "pnlUsd"),
    collateral: column("peak-to-trough-and-hypothetical-scenarios", "collateralUsd"),
    excluded: column("what-the-treatment-of-missing-assets-is-worth", "excluded"),
    ofEquity: column("p-l-as-a-share-of-attributed-equity", ...events),
    rise: column("average-pairwise-correlation-of-11-assets-daily-log-returns", "rise"),
  };
  const printed = JSON.parse([theirOutputs.at(-1)?.text ?? ""].flat().join("")) as typeof mine;
  const apart = Object.entries(mine).map(([name, values]) => {
    const scale = values.map((value) => Math.max(1, Math.abs(value)));
    return withinDifference(name, [values, printed[name]!], { most: 1e-9, scale });
  });
  return `${apart.length} tables within 1e-9: ${apart[0]}`;
}
