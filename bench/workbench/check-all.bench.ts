import { measureCommand, medianOf } from "./measured-command.ts";
import { loadPerCore, notebooks, report, root, stressbook, withCopiesOf } from "./project.ts";

// What `check` takes for each notebook after start-up. The first notebook loads the compiler and the
// types, and so does the first one of each further thread: what one more takes shows only beyond them.
const mostSecondsEach = 1;
const rounds = 4;

const committed = notebooks();
const loadBefore = loadPerCore();
await withCopiesOf(committed, rounds, async (files) => {
  const first = await medianOf(3, () => check(committed.slice(0, 1)));
  const all = await medianOf(3, () => check(committed));
  const many = await medianOf(3, () => check(files));
  const each = (many.seconds - all.seconds) / (files.length - committed.length);
  report("check: all notebooks", {
    notebooks: committed.length,
    firstSeconds: first.seconds,
    allSeconds: all.seconds,
    secondsForEachMoreUpToAll: (all.seconds - first.seconds) / (committed.length - 1),
    manyNotebooks: files.length,
    manySeconds: many.seconds,
    secondsForEachMoreBeyondAll: each,
    mostSecondsEach,
    firstProcessorSeconds: first.processorSeconds,
    allProcessorSeconds: all.processorSeconds,
    manyProcessorSeconds: many.processorSeconds,
    peakMegabytes: many.parentMegabytes,
    childPeakMegabytes: many.childMegabytes,
    loadPerCoreBefore: loadBefore,
    loadPerCoreAfter: loadPerCore(),
  });
  if (each > mostSecondsEach) throw new Error(`check takes ${each.toFixed(2)} s for each notebook`);
});

/** Findings are not what is measured here. */
function check(files: readonly string[]) {
  return measureCommand(stressbook("check", ...files), { cwd: root, alsoFine: [1] });
}
