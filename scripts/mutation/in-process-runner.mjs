// A test runner for Stryker that keeps sources and tests loaded and runs only the tests that reach
// a mutant, in the same process: some milliseconds for each, where a Vitest run takes a second.
//
// - Tests that take more processor time than the limit sit out; what only they would notice counts
//   as unnoticed, so the score can only be too low.
// - Time is counted as processor time, so that a busy machine changes nothing: a mutant that takes
//   ten times what its tests take, and a second, is stopped and counts as timed out.
// - A red test is run again without the mutant. If it stays red, the mutant left something behind:
//   everything is loaded afresh before the next one.
import { globSync, readFileSync, writeFileSync } from "node:fs";
import { registerHooks } from "node:module";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { INSTRUMENTER_CONSTANTS } from "@stryker-mutator/api/core";
import { declareClassPlugin, PluginKind } from "@stryker-mutator/api/plugin";
import {
  DryRunStatus,
  determineHitLimitReached,
  TestStatus,
  toMutantRunResult,
} from "@stryker-mutator/api/test-runner";
import fc from "fast-check";

const readsToCheck = 100_000;
const slowMilliseconds = Number(process.env.MUTATION_SLOW_MILLISECONDS);
const timesFile = process.env.MUTATION_TIMES;
const testFiles = process.env.MUTATION_TESTS;

/** Stops code that asks, as every mutated place does, which mutant is active: again and again. */
class MutantClock {
  #active;
  #reads = 0;
  #start;
  #budget = Infinity;
  #ranOut = false;

  watch(stryker) {
    Object.defineProperty(stryker, "activeMutant", {
      set: (mutant) => {
        this.#active = mutant;
      },
      get: () => {
        if (this.#ranOut || ++this.#reads > readsToCheck) this.#check();
        return this.#active;
      },
    });
  }

  start(usualMilliseconds) {
    this.#start = process.cpuUsage();
    this.#budget = 1000 + 10 * usualMilliseconds;
    this.#ranOut = false;
  }

  stop() {
    this.#budget = Infinity;
    const ranOut = this.#ranOut;
    this.#ranOut = false;
    return ranOut ? { status: DryRunStatus.Timeout, reason: "processor time" } : undefined;
  }

  #check() {
    this.#reads = 0;
    if (this.#budget === Infinity) return;
    if (this.#ranOut) throw new Error("the mutant took too long");
    const { user, system } = process.cpuUsage(this.#start);
    if ((user + system) / 1000 <= this.#budget) return;
    this.#ranOut = true;
    throw new Error("the mutant took too long");
  }
}

class InProcessRunner {
  static inject = [];
  #stryker = {};
  #tests = [];
  #times = {};
  #environment = 0;
  #stale = false;
  #clock = new MutantClock();

  capabilities() {
    return { reloadEnvironment: true };
  }

  async init() {
    globalThis[INSTRUMENTER_CONSTANTS.NAMESPACE] = this.#stryker;
    this.#clock.watch(this.#stryker);
    const copy = pathToFileURL(`${process.cwd()}/`).href;
    const standIn = new URL("./vitest-stand-in.mjs", import.meta.url).href;
    registerHooks({
      resolve: (specifier, context, next) => {
        if (specifier === "vitest") return { url: standIn, shortCircuit: true };
        const found = next(specifier, context);
        const ours = found.url.startsWith(copy) && !found.url.includes("/node_modules/");
        return ours ? { ...found, url: `${found.url}?environment=${this.#environment}` } : found;
      },
    });
  }

  async dryRun() {
    this.#times = readTimes();
    await this.#load();
    this.#stryker.activeMutant = undefined;
    const tests = [];
    for (const each of this.#tests) tests.push(await this.#timed(each));
    const failed = tests.find(({ status }) => status === TestStatus.Failed);
    if (failed) {
      const errorMessage = `${failed.name}: ${failed.failureMessage}`;
      return { status: DryRunStatus.Error, errorMessage };
    }
    writeFileSync(timesFile, `${JSON.stringify(this.#times, null, 1)}\n`);
    this.#stryker.currentTestId = undefined;
    const mutantCoverage = this.#stryker.mutantCoverage;
    return { status: DryRunStatus.Complete, tests, mutantCoverage };
  }

  async mutantRun({ activeMutant, mutantActivation, testFilter, ...limits }) {
    // Stryker's limit is a hundred times what all tests together reach the mutant; an endless loop
    // is as endless after ten times.
    const hitLimit = limits.hitLimit && Math.ceil(limits.hitLimit / 10);
    // At run time a mutant is switched on and off: only one that is on at import needs a reload.
    const atImport = mutantActivation === "static";
    this.#stryker.activeMutant = atImport ? activeMutant.id : undefined;
    if (this.#environment === 0 || this.#stale || atImport) await this.#load();
    this.#stale = atImport;
    Object.assign(this.#stryker, { activeMutant: activeMutant.id, hitCount: 0, hitLimit });
    const chosen = testFilter && new Set(testFilter);
    const wanted = this.#tests.filter((each) => chosen?.has(each.id) ?? !this.#isSlow(each));
    this.#clock.start(wanted.reduce((sum, { id }) => sum + (this.#times[id] ?? 0), 0));
    const tests = [];
    for (const each of wanted) {
      const result = await this.#run(each);
      tests.push(result);
      if (result.status === TestStatus.Failed) break;
    }
    const timedOut =
      this.#clock.stop() ?? determineHitLimitReached(this.#stryker.hitCount, hitLimit);
    Object.assign(this.#stryker, { activeMutant: undefined, hitLimit: undefined });
    if (tests.at(-1)?.status === TestStatus.Failed) await this.#check(tests.at(-1).id);
    return toMutantRunResult(timedOut ?? { status: DryRunStatus.Complete, tests });
  }

  async #check(id) {
    const isRed = async () => {
      const { status } = await this.#run(this.#tests.find((each) => each.id === id));
      return status === TestStatus.Failed;
    };
    if (!(await isRed())) return;
    await this.#load();
    // Stryker starts a new process then, and tries the mutant once more.
    if (await isRed()) throw new Error(`${id} stays red without a mutant`);
  }

  // Loads the tests, and what they import, under addresses that were never imported before.
  async #load() {
    this.#environment += 1;
    const { takeTests } = await import("./vitest-stand-in.mjs");
    await import(pathToFileURL(join(process.cwd(), "test/property-seed.ts")).href);
    // A red property is red: no search for its smallest case.
    fc.configureGlobal({ ...fc.readConfigureGlobal(), endOnFailure: true });
    this.#tests = [];
    if (Object.keys(this.#times).length === 0) this.#times = readTimes();
    for (const file of globSync(testFiles).sort()) {
      await import(pathToFileURL(join(process.cwd(), file)).href);
      this.#tests.push(
        ...takeTests().map((each) => ({ ...each, file, id: `${file} > ${each.title}` })),
      );
    }
    const time = ({ id }) => this.#times[id] ?? 0;
    this.#tests.sort((a, b) => time(a) - time(b));
  }

  async #timed(each) {
    if (this.#isSlow(each)) return { ...named(each), timeSpentMs: 0, status: TestStatus.Skipped };
    this.#stryker.currentTestId = each.id;
    const before = process.cpuUsage();
    const result = await this.#run(each);
    const { user, system } = process.cpuUsage(before);
    // Instrumented sources are slower: a test may be quick for one source and slow for another.
    const milliseconds = (user + system) / 1000;
    this.#times[each.id] ??= milliseconds;
    if (milliseconds <= slowMilliseconds || result.status === TestStatus.Failed) return result;
    delete this.#stryker.mutantCoverage?.perTest[each.id];
    return { ...result, status: TestStatus.Skipped };
  }

  #isSlow({ id }) {
    return this.#times[id] > slowMilliseconds;
  }

  async #run(each) {
    const start = performance.now();
    let failure;
    try {
      await each.body();
    } catch (error) {
      failure = error;
    }
    const result = { ...named(each), timeSpentMs: performance.now() - start };
    if (failure === undefined) return { ...result, status: TestStatus.Success };
    const failureMessage = failure instanceof Error ? failure.message : String(failure);
    return { ...result, status: TestStatus.Failed, failureMessage };
  }
}

function named({ id, title, file, position }) {
  return { id, name: title, fileName: join(process.cwd(), file), startPosition: position };
}

function readTimes() {
  try {
    return JSON.parse(readFileSync(timesFile, "utf8"));
  } catch {
    return {};
  }
}

export const strykerPlugins = [
  declareClassPlugin(PluginKind.TestRunner, "in-process", InProcessRunner),
];
