import { describe, expect, test } from "vitest";
import {
  group,
  groupWidth,
  placeTerm,
  plainValueRoom,
  term,
  termWidth,
  type ValueRoom,
  valueRoom,
} from "../../../../lib/math/kernels/position-values.ts";
import { logParts } from "../../../../lib/math/natural-log.ts";
import { uniformDraws } from "../../../../lib/math/random-stream.ts";
import { compensatedSum } from "../../../../lib/math/sum.ts";
import { expectSameBits } from "./same-bits.ts";

const groups = 9;
/** Common ones, then limits: no forward, at the strike, no and endless deviation, the ends of the range. */
const forwards = [40_000, 38_500.25, 0, 100, 100, 1e-90, 1e90, 61_000];
const roots = [0.2, 0.01, 0.5, 0, 1, 0.3, 2, 1e-9];

/** Groups of `per` positions each, in rows whose places are dealt out backwards. */
function fill(room: ValueRoom, per: number): void {
  const { numbers, places } = room;
  const count = groups * per;
  const draws = uniformDraws({ seed: 31, stream: per }, 20 * count + 64 * groups);
  let at = 0;
  const draw = (low: number, high: number): number => low + (high - low) * draws[at++]!;
  numbers.fill(0, places.groups, places.out + 2 * count);
  for (let g = 0; g < groups; g++) {
    const row = places.groups + g * groupWidth;
    numbers.set([g < 5 ? 2 : g < 7 ? 1 : 0, g * per, (g + 1) * per], row + group.kind);
    for (const lane of [0, 1]) {
      const forward = forwards[(g + 3 * lane) % forwards.length]!;
      const { high, low } = logParts(forward);
      const written = [forward, draw(0.9, 1.1), high, low, roots[(g + lane) % roots.length]!];
      const shift = [draw(0.9, 1), draw(0.5, 1.5), draw(-0.1, 0.1), draw(0, 0.4)];
      [...written, ...shift].forEach((value, i) => {
        numbers[row + 2 * i + lane] = value;
      });
    }
    for (let i = g * per; i < (g + 1) * per; i++) {
      const place = places.terms + i * termWidth;
      const strike = i % 5 === 0 ? 100 : forwards[i % 2]! * 10 ** draw(-0.6, 0.6);
      const { high, low } = logParts(strike);
      const position = [
        draw(-1e5, 1e5),
        draw(-9, 9),
        draw(0.1, 10),
        placeTerm(count - 1 - i),
        strike,
      ];
      numbers.set([...position, high, low, i % 2 === 0 ? 1 : -1], place + term.before);
      numbers.set([draw(0, 2), draw(0, 2)], places.volatility + 2 * i);
    }
  }
}

describe("valueRoom", () => {
  test.each([1, 2, 63, 64, 65, 1_365])("has the bits of its plain reference, %d a group", (per) => {
    const count = groups * per;
    const [kernel, plain] = [valueRoom(count, groups), plainValueRoom(count, groups)];
    const results = [kernel, plain].map((room) => {
      fill(room, per);
      room.value();
      room.add();
      room.add();
      const { numbers, places } = room;
      const { out, sums } = places;
      return { out: numbers.slice(out, out + 2 * count), sums: numbers.slice(sums, sums + 4) };
    });
    expectSameBits(results[0]!.out, results[1]!.out);
    expectSameBits(results[0]!.sums, results[1]!.sums);
    for (const lane of [0, 1]) {
      const values = results[0]!.out.filter((_, i) => i % 2 === lane);
      const [sum, lost] = [results[0]!.sums[lane]!, results[0]!.sums[2 + lane]!];
      expect(sum + lost).toBe(compensatedSum([...values, ...values]));
    }
  });
});
