import { loadavg } from "node:os";
import { performance } from "node:perf_hooks";
import { setTimeout as pause } from "node:timers/promises";
import { pythonEnvironment } from "./environment.ts";
import { type PeerAnswer, type PeerInput, type PythonPeer, startPeer } from "./python-peer.ts";
import { type Row, reportRow } from "./row.ts";

/** The same work here and in Python, over the same input. */
export interface BesidePythonCase<Input, Answer>
  extends Pick<Row, "name" | "threads" | "wantedTimes" | "wantedMegabytes" | "floor"> {
  /** The peer, as the table names it. */
  readonly against: string;
  /** A module of `bench/python/peers`. */
  readonly module: string;
  readonly input: Input;
  /** The same input as the peer reads it. */
  readonly peerInput: PeerInput;
  readonly ours: (input: Input) => Answer | Promise<Answer>;
  /** How many times the peer's work ours is, where all of it would take the peer too long; 1. */
  readonly timesTheirWork?: number;
  /** How close the answers are, in words; throws where they are further apart than agreed. */
  readonly agree: (ours: Answer, theirs: PeerAnswer) => string;
  /** Packages besides NumPy whose versions are kept. */
  readonly packages?: readonly string[];
  /** Peak memory of a process that does ours alone; the peer's is then looked up too. */
  readonly oursMegabytes?: number | undefined;
}

const rounds = 9;
const fewestRounds = 3;
const warmUps = 2;
/** Quick work is done several times in a round, one after the other, so that a round takes about so long. */
const roundMilliseconds = 200;
/** Slow work has fewer rounds, so that it takes about so long. */
const mostMilliseconds = 60_000;
/** Threads of BLAS look for more work for a while: until they sleep they take time from the other side. */
const restMilliseconds = 60;

/**
 * Measures both sides by turns, so that other work on the machine slows both alike; each takes its own
 * time around the work alone, quick work several times over. Prints medians and ratios; throws where the answers differ, since a ratio of
 * different answers says nothing.
 */
export async function besidePython<Input, Answer>(
  compared: BesidePythonCase<Input, Answer>,
): Promise<void> {
  const environment = pythonEnvironment();
  if (environment === undefined) return;
  const { module, peerInput, threads } = compared;
  const peer = await startPeer(environment, { module, threads, input: peerInput });
  try {
    const { agreement, pairs } = await byTurns(compared, peer);
    const { name, against, wantedTimes, wantedMegabytes, oursMegabytes, floor } = compared;
    const wanted = { wantedTimes, wantedMegabytes };
    const theirsMegabytes = oursMegabytes === undefined ? undefined : await peer.peakMegabytes();
    const python = await peer.about(["numpy", ...(compared.packages ?? [])]);
    reportRow({
      ...{ name, against, threads, ...figuresOf(pairs), oursMegabytes, theirsMegabytes },
      ...{ ...wanted, agreement, floor, loadAverage: loadavg()[0]!, python },
    });
  } finally {
    peer.end();
  }
}

interface Pair {
  readonly ours: number;
  readonly theirs: number;
}

async function byTurns<Input, Answer>(
  { input, ours, agree, timesTheirWork = 1 }: BesidePythonCase<Input, Answer>,
  peer: PythonPeer,
): Promise<{ readonly agreement: string; readonly pairs: readonly Pair[] }> {
  let answer = await ours(input);
  const taken = async (times: number): Promise<number> => {
    const start = performance.now();
    for (let i = 0; i < times; i++) answer = await ours(input);
    return (performance.now() - start) / times;
  };
  const timesOurs = timesInRound(await taken(1));
  const timesTheirs = timesInRound((await peer.run(1)) * 1000);
  const pair = async (): Promise<Pair> => {
    await pause(restMilliseconds);
    const milliseconds = await taken(timesOurs);
    await pause(restMilliseconds);
    return { ours: milliseconds, theirs: (await peer.run(timesTheirs)) * 1000 * timesTheirWork };
  };
  for (let i = 0; i < warmUps; i++) await pair();
  const agreement = agree(answer, await peer.result());
  const pairs: Pair[] = [];
  const began = performance.now();
  while (pairs.length < rounds) {
    if (pairs.length >= fewestRounds && performance.now() - began > mostMilliseconds) break;
    pairs.push(await pair());
  }
  return { agreement, pairs };
}

function timesInRound(milliseconds: number): number {
  return Math.max(1, Math.ceil(roundMilliseconds / milliseconds));
}

/** Medians of both sides, and median and least of the ratios theirs / ours. */
export function figuresOf(pairs: readonly Pair[]) {
  const ratios = pairs.map(({ ours, theirs }) => theirs / ours);
  return {
    oursMilliseconds: median(pairs.map(({ ours }) => ours)),
    theirsMilliseconds: median(pairs.map(({ theirs }) => theirs)),
    timesAsFast: median(ratios),
    leastRatio: Math.min(...ratios),
  };
}

function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)]!;
}
