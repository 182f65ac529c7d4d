import { expect, test } from "vitest";
import { chunkServer } from "../../../lib/parallel/chunk-server.ts";
import type { FromWorker } from "../../../lib/parallel/messages.ts";
import { checkScenarios } from "../../../lib/var/monte-carlo-var.ts";
import { scenarioOptions } from "./one-var.ts";

const { law, scenarios } = checkScenarios(scenarioOptions);
const chunksAt = (...firsts: number[]) => firsts.map((first) => ({ first, count: 4_096 }));

/** A server in this thread, what it answers, and what it wrote. */
function served() {
  const answers: FromWorker[] = [];
  const losses = new Float64Array(new SharedArrayBuffer(8 * scenarios));
  const spec = { law, scenarios };
  const serve = chunkServer((answer) => answers.push(answer));
  const open = (run: number) =>
    serve({ kind: "open", run, task: "monteCarloLosses", spec, memory: [losses] });
  const answered = async (count: number) => {
    while (answers.length < count) await new Promise((resolve) => setTimeout(resolve, 1));
  };
  return { answers, serve, open, answered, losses };
}

test("a worker answers when it has one chunk left, and when it has none", async () => {
  const { answers, serve, open, answered } = served();
  open(1);
  serve({ kind: "chunks", run: 1, chunks: chunksAt(0, 4_096, 8_192, 12_288) });
  await answered(2);
  expect(answers).toEqual([
    { kind: "done", run: 1, chunks: chunksAt(0, 4_096, 8_192) },
    { kind: "done", run: 1, chunks: chunksAt(12_288) },
  ]);
});

test("a worker whose run is over begins none of the chunks it was sent", async () => {
  const { answers, serve, open, answered, losses } = served();
  open(1);
  serve({ kind: "chunks", run: 1, chunks: chunksAt(0, 4_096, 8_192, 12_288) });
  serve({ kind: "close" });
  serve({ kind: "chunks", run: 1, chunks: chunksAt(16_384) });
  open(2);
  serve({ kind: "chunks", run: 2, chunks: chunksAt(20_480) });
  await answered(1);
  expect(answers).toEqual([{ kind: "done", run: 2, chunks: chunksAt(20_480) }]);
  expect(losses.subarray(4_096, 20_480).every((loss) => loss === 0)).toBe(true);
  expect(losses[20_480]).not.toBe(0);
});

test("a worker answers a run that throws with its error, and serves the next", async () => {
  const { answers, serve, open, answered } = served();
  const nothing = new Float64Array(4_096);
  const market = { forward: nothing, rate: nothing, volatility: nothing };
  const spec = { side: new Int8Array(4_096), strike: nothing, years: nothing, ...market };
  serve({ kind: "open", run: 1, task: "black76", spec });
  serve({ kind: "chunks", run: 1, chunks: chunksAt(0) });
  await answered(1);
  expect(answers[0]).toMatchObject({ kind: "refused", run: 1, error: expect.any(RangeError) });
  open(2);
  serve({ kind: "chunks", run: 2, chunks: chunksAt(0) });
  await answered(2);
  expect(answers[1]).toEqual({ kind: "done", run: 2, chunks: chunksAt(0) });
});
