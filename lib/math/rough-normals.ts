import { square } from "./elementary/power.ts";
import { powerOfTwo } from "./elementary/power-of-two.ts";
import { naturalExp } from "./natural-exp.ts";
import { quantileSegments } from "./normal-quantile-segments.ts";

/** Parts of an octave, as those of the quantile's polynomials. */
const perOctave = 32;
/** The octaves of a word's lower half, [2^15, 2^16) to [2^30, 2^31); the tail's probability is the word over 2^32. */
const firstOctave = 15;
const octaves = 16;
/** Smaller tails are taken for it: they lie in the same octave of NaN. */
const lowestTail = 2 ** 15;
const twoTo32 = 2 ** 32;
const rootOfTwoPi = 2.5066282746310002;
/** A uniform is settled by the first 26 bits of the word. */
const unsettled = 64;
/** Half a unit in the last place of single precision. */
export const singleUnit: number = 2 ** -24;

export interface RoughNormals {
  /** Constant and slope in the word per segment: of the quantile, below 0, of a word below 2^31. */
  readonly segments: Float32Array;
  /** A rough normal that is a number is no further from the normal variate. */
  readonly error: number;
  /** No larger is one that is a number. */
  readonly largest: number;
}

let derived: RoughNormals | undefined;

/**
 * The normal quantile in single precision, straight between the ends of the segments of
 * {@link quantileSegments} from 2^-16 up. NaN stands for what lies further out.
 *
 * The error adds up: a chord's distance from the curve, width^2 / 8 times the largest second derivative
 * 2 pi y exp(y^2); the bits of the uniform that the word does not settle and those that a
 * single loses, times the slope; four roundings. A tenth is added, which covers that the true tail may lie a
 * hair outside the segment.
 */
export function roughNormals(): RoughNormals {
  derived ??= derive();
  return derived;
}

const twoTo31 = 0x80000000;
const bits = new DataView(new ArrayBuffer(Float32Array.BYTES_PER_ELEMENT));

/**
 * The rough normal of a uniform's first word, whatever the second. The tail is the word, or what it lacks of 2^32 - 1, in
 * single precision; its exponent and first five bits name the segment.
 */
export function roughNormal(word: number): number {
  const { segments } = roughNormals();
  const tail = Math.fround(Math.max(word < twoTo31 ? word : ~word >>> 0, lowestTail));
  bits.setFloat32(0, tail);
  const segment = (bits.getUint32(0) >>> 18) - (127 + firstOctave) * perOctave;
  const below = Math.fround(
    segments[2 * segment]! + Math.fround(segments[2 * segment + 1]! * tail),
  );
  return word < twoTo31 ? below : -below;
}

function derive(): RoughNormals {
  const segments = new Float32Array(2 * (octaves * perOctave + 1));
  segments.fill(Number.NaN, 0, 2 * perOctave);
  let error = 0;
  for (let at = perOctave; at < octaves * perOctave; at++) {
    const lower = startOf(at);
    const width = startOf(at + 1) - lower;
    const [from, to] = [sizeAt(at), sizeAt(at + 1)];
    const slope = (from - to) / width;
    segments[2 * at] = -from - slope * lower;
    segments[2 * at + 1] = slope;
    error = Math.max(error, errorOf({ from, lower, width }));
  }
  return { segments, error, largest: sizeAt(perOctave) + error };
}

interface Segment {
  readonly from: number;
  readonly lower: number;
  readonly width: number;
}

function errorOf({ from, lower, width }: Segment): number {
  const slope = rootOfTwoPi * naturalExp((from * from) / 2);
  const bend = from * slope * slope;
  const chord = (square(width / twoTo32) / 8) * bend;
  const lost = (slope * (unsettled + (lower + width) * singleUnit)) / twoTo32;
  const rounded = 4 * singleUnit * (from + 2);
  return 1.1 * (chord + lost + rounded);
}

/** The word at which a segment starts. */
function startOf(at: number): number {
  const octave = firstOctave + Math.floor(at / perOctave);
  return powerOfTwo(octave) * (1 + (at % perOctave) / perOctave);
}

/** The quantile's size where a segment starts: the constant of the one before, whose upper end that is. */
function sizeAt(at: number): number {
  const terms = 8;
  const before = (53 - 32 + firstOctave) * perOctave + at - 1;
  return quantileSegments()[before * terms]!;
}
