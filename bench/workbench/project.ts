import { copyFileSync, mkdirSync, readdirSync, rmSync } from "node:fs";
import { availableParallelism, loadavg } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

/** The project's folder, without a slash at its end. */
export const root: string = fileURLToPath(new URL("../../", import.meta.url)).replace(/[\\/]$/, "");

/** The command line that runs `stressbook …` from source, without the set-up of `npx`. */
export function stressbook(...args: readonly string[]): [string, ...string[]] {
  return [process.execPath, join(root, "workbench/cli/main.ts"), ...args];
}

/** The notebook that most here is measured with. */
const stressNotebook: string = join(root, "notebooks/02-historical-stress.ipynb");

// One folder below the project like `notebooks/`, so that the notebook finds what it reads, and
// ignored by git.
const folder = join(root, ".stressbook");

/** Copies of the stress notebook while `work` is done with them; they are removed afterwards. */
export function withCopies<Result>(
  count: number,
  work: (files: readonly string[]) => Promise<Result>,
): Promise<Result> {
  return withCopiesOf([stressNotebook], count, work);
}

/** Copies of notebooks, `rounds` of each, while `work` is done with them. */
export async function withCopiesOf<Result>(
  notebooks: readonly string[],
  rounds: number,
  work: (files: readonly string[]) => Promise<Result>,
): Promise<Result> {
  mkdirSync(folder, { recursive: true });
  const sources = Array.from({ length: rounds }, () => notebooks).flat();
  const fileOf = (i: number): string =>
    join(folder, `bench-${String(i + 1).padStart(2, "0")}.ipynb`);
  try {
    for (const [i, source] of sources.entries()) copyFileSync(source, fileOf(i));
    return await work(sources.map((_, i) => fileOf(i)));
  } finally {
    for (const name of readdirSync(folder).filter((entry) => entry.startsWith("bench-"))) {
      rmSync(join(folder, name), { recursive: true });
    }
  }
}

/** The committed notebooks. */
export function notebooks(): string[] {
  return readdirSync(join(root, "notebooks"))
    .filter((name) => name.endsWith(".ipynb"))
    .map((name) => join(root, "notebooks", name));
}

/** How busy the machine is: processes that want to run, over the last minute, for each core. */
export function loadPerCore(): number {
  return Number((loadavg()[0]! / availableParallelism()).toFixed(2));
}

/** Prints figures as lines, and once more as the record that `npm run bench -- --save` keeps. */
export function report(name: string, figures: Readonly<Record<string, unknown>>): void {
  console.log(`\n${name}`);
  for (const [what, value] of Object.entries(figures)) console.log(`  ${what}: ${format(value)}`);
  console.log(JSON.stringify({ name, ...figures }));
}

function format(value: unknown): string {
  if (Array.isArray(value)) return value.map(format).join(", ");
  return typeof value === "number" ? String(Number(value.toFixed(3))) : String(value);
}
