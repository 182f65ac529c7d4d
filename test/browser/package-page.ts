// The script of a page that takes the package as its readers get it: built, by name.
import { parallelMonteCarloVar, parallelPathVar } from "stressbook/parallel";
import { bitsOf, model, pathOptions, scenarioOptions } from "../lib/parallel/one-var.ts";

const parallel = { jobs: 2 };
const ask = async (): Promise<object> => ({
  monteCarloVar: await parallelMonteCarloVar(scenarioOptions, parallel).then(summary),
  pathVar: await parallelPathVar(model, pathOptions, parallel).then(summary),
});

type Found = Awaited<ReturnType<typeof parallelMonteCarloVar>>;
const summary = (found: Found): object => ({ bits: bitsOf(found), note: found.note ?? "" });

Object.assign(globalThis, { asks: { package: ask } });
