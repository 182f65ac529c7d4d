/** Generators that are wrong in one way each, to see that a test notices. */
import { normalDraws, uniformDraws } from "../../../lib/math/random-stream.ts";

const good = (stream: number, count: number): Float64Array =>
  uniformDraws({ seed: 17, stream }, count);

/** Each wrong in the way its name says; stream and count as of `uniformDraws`. */
export const badUniforms = {
  slightlySkewed: (stream: number, count: number) => good(stream, count).map((u) => u ** 1.02),
  ofEightDigits: (stream: number, count: number) =>
    good(stream, count).map((u) => (Math.floor(u * 256) + 0.5) / 256),
  /** One number in twenty is the one before once more. */
  persistent: (stream: number, count: number) => {
    const again = good(stream + 1, count);
    return good(stream, count).map((u, i, all) => (again[i]! < 0.05 && i > 0 ? all[i - 1]! : u));
  },
  /** Stream s is the sequence from its s-th number on. */
  overlapping: (stream: number, count: number) => good(0, stream + count).slice(stream),
  /** IBM's, whose triples lie in fifteen planes. */
  randu: (stream: number, count: number) =>
    congruential({ factor: 65539, modulus: 2 ** 31 }, 2 * stream + 1, count),
  /** A part of Wichmann and Hill's alone: it repeats after 30,268 numbers. */
  short: (stream: number, count: number) =>
    congruential({ factor: 171, modulus: 30_269 }, stream + 1, count),
  /** The streams of a congruential generator begun at their numbers. */
  begunAtItsNumber: (stream: number, count: number) =>
    congruential({ factor: 69069, modulus: 2 ** 32 }, stream + 1, count),
  /** One digit follows another in 51 of 100 numbers. */
  withTiedDigits: (stream: number, count: number) =>
    good(stream, count).map((u, i, all) => {
      const integer = Math.floor(u * 2 ** 52);
      const [wanted, here] = [Math.floor(integer / 2 ** 20) % 2, Math.floor(integer / 2 ** 9) % 2];
      const tied =
        all[(i * 7 + 3) % all.length]! < 0.02 ? integer + (wanted - here) * 2 ** 9 : integer;
      return (tied + 0.5) / 2 ** 52;
    }),
};

/** Normals wrong in one way each. */
export const badNormals = {
  /** The sum of twelve uniforms less 6: an old shortcut with light tails. */
  ofTwelveUniforms: (stream: number, count: number) => {
    const uniforms = good(stream, 12 * count);
    const sums = new Float64Array(count).fill(-6);
    for (let i = 0; i < uniforms.length; i++) sums[i % count]! += uniforms[i]!;
    return sums;
  },
  wideByThreePercent: (stream: number, count: number) =>
    normalDraws({ seed: 17, stream }, count).map((z) => 1.03 * z),
};

function congruential(
  { factor, modulus }: { readonly factor: number; readonly modulus: number },
  start: number,
  count: number,
): Float64Array {
  const [a, m] = [BigInt(factor), BigInt(modulus)];
  let state = BigInt(start);
  return Float64Array.from({ length: count }, () => {
    state = (a * state) % m;
    return (Number(state) + 0.5) / modulus;
  });
}
