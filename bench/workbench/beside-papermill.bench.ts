import { basename, dirname } from "node:path";
import { type MeasuredCommand, measureCommand, medianOf } from "./measured-command.ts";
import { loadPerCore, report, root, stressbook, withCopies } from "./project.ts";
import { withPythonTools } from "./python-tools.ts";

// The same notebooks, the same kernel: papermill runs them, nbval runs and compares them.
const copies = 12;

await withCopies(copies, async (files) => {
  const loadBefore = loadPerCore();
  await measureCommand(stressbook("run", "--force", "--jobs", "2", ...files), { cwd: root });
  await withPythonTools(async ({ program, env, version, packages }) => {
    const where = { cwd: dirname(files[0]!), env };
    const papermill = (named: readonly string[]) => {
      const each = 'for name; do echo "$name"; done | xargs -P 2 -I{}';
      const line = `${each} "$0" --no-progress-bar {} bench-out-{}`;
      return measureCommand(["sh", "-c", line, program("papermill"), ...named], where);
    };
    const nbval = (named: readonly string[], ...more: readonly string[]) =>
      measureCommand(
        [
          program("pytest"),
          "-q",
          "--nbval",
          "-p",
          "no:cacheprovider",
          "-p",
          "tslab_status",
          ...more,
          ...named,
        ],
        where,
      );
    const names = files.map((file) => basename(file));
    const one = {
      stressbookRun: await medianOf(3, () => ours("run", files.slice(0, 1))),
      papermill: await medianOf(3, () => papermill(names.slice(0, 1))),
      stressbookVerify: await medianOf(3, () => ours("verify", files.slice(0, 1))),
      nbval: await medianOf(3, () => nbval(names.slice(0, 1))),
    };
    const twelve = {
      stressbookRun: await ours("run", files),
      papermill: await papermill(names),
      stressbookVerify: await ours("verify", files),
      nbval: await nbval(names, "-n", "2", "--dist", "loadfile"),
    };
    for (const [name, times] of [
      ["one copy", one],
      ["twelve copies, two at a time", twelve],
    ] as const) {
      report(`beside papermill and nbval: ${name}`, {
        ...secondsOf(times),
        papermillToRun: times.papermill.seconds / times.stressbookRun.seconds,
        nbvalToVerify: times.nbval.seconds / times.stressbookVerify.seconds,
        packages: [
          ...packages.filter((one) => /^(papermill|nbval|pytest|ipykernel)/.test(one)),
          version,
        ],
        loadPerCoreBefore: loadBefore,
        loadPerCoreAfter: loadPerCore(),
      });
    }
  });
});

function ours(command: "run" | "verify", files: readonly string[]): Promise<MeasuredCommand> {
  const force = command === "run" ? ["--force"] : [];
  return measureCommand(stressbook(command, ...force, "--jobs", "2", ...files), { cwd: root });
}

function secondsOf(times: Readonly<Record<string, MeasuredCommand>>): Record<string, number> {
  return Object.fromEntries(
    Object.entries(times).flatMap(([name, { seconds, processorSeconds }]) => [
      [`${name}Seconds`, seconds],
      ...(processorSeconds === undefined ? [] : [[`${name}ProcessorSeconds`, processorSeconds]]),
    ]),
  );
}
