import { measureCommand, medianOf } from "./measured-command.ts";
import { loadPerCore, notebooks, report, root, stressbook } from "./project.ts";

// What `check` takes for each notebook after the first, which loads the compiler and the types.
const mostSecondsEach = 1;

const [first, ...others] = notebooks();
const loadBefore = loadPerCore();
const start = await medianOf(5, () => check([first!]));
const all = await medianOf(5, () => check([first!, ...others]));
const each = (all.seconds - start.seconds) / others.length;
report("check: all notebooks", {
  notebooks: 1 + others.length,
  firstSeconds: start.seconds,
  allSeconds: all.seconds,
  secondsForEachFurther: each,
  mostSecondsEach,
  firstProcessorSeconds: start.processorSeconds,
  allProcessorSeconds: all.processorSeconds,
  peakMegabytes: all.parentMegabytes,
  childPeakMegabytes: all.childMegabytes,
  loadPerCoreBefore: loadBefore,
  loadPerCoreAfter: loadPerCore(),
});
if (each > mostSecondsEach) throw new Error(`check takes ${each.toFixed(2)} s for each notebook`);

/** Findings are not what is measured here. */
function check(files: readonly string[]) {
  return measureCommand(stressbook("check", ...files), { cwd: root, alsoFine: [1] });
}
