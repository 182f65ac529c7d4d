import { type ChildProcess, spawn } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import type { Matrix } from "../../lib/math/matrix.ts";
import { root } from "../workbench/project.ts";
import type { PythonEnvironment } from "./environment.ts";

/** What a peer works on: plain values as they are, arrays and matrices as files of doubles. */
export type PeerInput = Readonly<
  Record<string, number | string | boolean | readonly string[] | Float64Array | Matrix>
>;

/** What a peer found, by name. */
export type PeerAnswer = Readonly<Record<string, number | Float64Array>>;

/** What a peer ran on. */
export interface PeerSystem {
  readonly python: string;
  readonly packages: Readonly<Record<string, string>>;
  readonly blas: readonly string[];
  readonly blasThreads: number;
}

/** One Python process that does one peer's work whenever it is asked to. */
export interface PythonPeer {
  /** Seconds of one of so many runs, taken in Python around the work alone. */
  run(times: number): Promise<number>;
  /** What the last run found. */
  result(): Promise<PeerAnswer>;
  /** Peak memory of the process so far, Python and packages included. */
  peakMegabytes(): Promise<number>;
  /** What it runs on, with the versions of some packages. */
  about(packages: readonly string[]): Promise<PeerSystem>;
  end(): void;
}

interface PeerOptions {
  /** A module of `bench/python/peers`. */
  readonly module: string;
  readonly input: PeerInput;
  /** How many threads BLAS may use. */
  readonly threads: number;
}

/** Starts a peer and hands over its input. */
export async function startPeer(
  environment: PythonEnvironment,
  { module, input, threads }: PeerOptions,
): Promise<PythonPeer> {
  const folder = mkdtempSync(join(tmpdir(), "stressbook-peer-"));
  const program = environment.program("python");
  const child = spawn(program, [join(root, "bench/python/serve.py"), module, folder], {
    stdio: ["pipe", "pipe", "inherit"],
    env: { ...process.env, PYTHONDONTWRITEBYTECODE: "1", ...blasThreads(threads) },
  });
  const ask = askerOf(child, module);
  const end = (): void => {
    child.stdin.end();
    rmSync(folder, { recursive: true, force: true });
  };
  try {
    await ask("prepare", { input: handedOver(input, folder) });
  } catch (error) {
    end();
    throw error;
  }
  return {
    run: async (times) => (await ask<{ seconds: number }>("run", { times })).seconds,
    result: async () => takenBack(await ask<Record<string, Written>>("result")),
    peakMegabytes: async () => (await ask<{ megabytes: number }>("peak")).megabytes,
    about: (packages) => ask<PeerSystem>("about", { packages }),
    end,
  };
}

function blasThreads(threads: number): Record<string, string> {
  const count = String(threads);
  return { OPENBLAS_NUM_THREADS: count, OMP_NUM_THREADS: count, MKL_NUM_THREADS: count };
}

function askerOf(
  { stdin, stdout }: ChildProcess,
  module: string,
): <Reply>(what: string, more?: object) => Promise<Reply> {
  const lines = createInterface({ input: stdout! })[Symbol.asyncIterator]();
  return async (what, more = {}) => {
    stdin!.write(`${JSON.stringify({ what, ...more })}\n`);
    const { value, done } = await lines.next();
    if (done) throw new Error(`the Python peer ${module} ended when asked to ${what}`);
    return JSON.parse(value);
  };
}

function handedOver(input: PeerInput, folder: string): object {
  return Object.fromEntries(
    Object.entries(input).map(([name, value]) => {
      if (typeof value !== "object" || Array.isArray(value)) return [name, value];
      const { values, shape } = doublesOf(value as Float64Array | Matrix);
      const file = join(folder, name);
      writeFileSync(file, new Uint8Array(values.buffer, values.byteOffset, values.byteLength));
      return [name, { doubles: file, shape }];
    }),
  );
}

function doublesOf(array: Float64Array | Matrix): { values: Float64Array; shape: number[] } {
  if (array instanceof Float64Array) return { values: array, shape: [array.length] };
  return { values: array.values, shape: [array.rows, array.columns] };
}

type Written = number | { readonly doubles: string };

function takenBack(answer: Readonly<Record<string, Written>>): PeerAnswer {
  return Object.fromEntries(
    Object.entries(answer).map(([name, value]) => {
      if (typeof value === "number") return [name, value];
      return [name, new Float64Array(Uint8Array.from(readFileSync(value.doubles)).buffer)];
    }),
  );
}
