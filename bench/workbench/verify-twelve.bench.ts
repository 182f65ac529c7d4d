import { measureCommand, medianOf } from "./measured-command.ts";
import { loadPerCore, report, root, stressbook, withCopies } from "./project.ts";

// Twelve copies of the stress notebook on two cores: nothing may be lost in starting and comparing.
const copies = 12;
const cores = 2;
const mostRatio = 1.6;

await withCopies(copies, async (files) => {
  const loadBefore = loadPerCore();
  // The copies need stamps of their own; this also warms what is kept between runs.
  await measureCommand(stressbook("run", "--force", "--jobs", "2", ...files), { cwd: root });
  const single = await medianOf(3, () => verify([files[0]!], 1));
  const all = await medianOf(3, () => verify(files, cores));
  const ratio = all.seconds / ((single.seconds * copies) / cores);
  report("verify: twelve copies of the stress notebook, two at a time", {
    singleSeconds: single.seconds,
    twelveSeconds: all.seconds,
    singleProcessorSeconds: single.processorSeconds,
    twelveProcessorSeconds: all.processorSeconds,
    ratioToSingleTimesTwelveByTwo: ratio,
    mostRatio,
    parentPeakMegabytes: all.parentMegabytes,
    childPeakMegabytes: all.childMegabytes,
    singleChildPeakMegabytes: single.childMegabytes,
    loadPerCoreBefore: loadBefore,
    loadPerCoreAfter: loadPerCore(),
  });
  if (ratio > mostRatio) throw new Error(`verify takes ${ratio.toFixed(2)} of ${mostRatio}`);
});

function verify(files: readonly string[], jobs: number) {
  return measureCommand(stressbook("verify", "--jobs", String(jobs), ...files), { cwd: root });
}
