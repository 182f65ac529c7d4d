import { PNG } from "pngjs";
import type { FoundDifference } from "./difference.ts";

interface Pictures {
  /** Base64 as in the notebook. */
  readonly committed: string;
  readonly now: string;
}

/**
 * How two PNG pictures differ to the eye: their size, or how many pixels by how much and where.
 * Undefined when every pixel is the same, however the bytes were packed.
 */
export function comparePictures(
  pictures: Pictures,
): Pick<FoundDifference, "committed" | "now"> | undefined {
  if (pictures.committed === pictures.now) return undefined;
  const [committed, now] = [decode(pictures.committed), decode(pictures.now)];
  if (committed === undefined || now === undefined) {
    return { committed: describe(committed), now: describe(now) };
  }
  if (committed.width !== now.width || committed.height !== now.height) {
    return { committed: size(committed), now: size(now) };
  }
  const changed = changedPixels(committed, now);
  if (changed.count === 0) return undefined;
  const { count, x, y, largest } = changed;
  const total = committed.width * committed.height;
  return {
    committed: size(committed),
    now: `${count} of ${total} pixels changed, first at (${x}, ${y}), by at most ${largest} of 255`,
  };
}

interface Changed {
  readonly count: number;
  /** The first that changed, in reading order. */
  readonly x: number;
  readonly y: number;
  /** The largest change of a channel. */
  readonly largest: number;
}

function changedPixels(committed: PNG, now: PNG): Changed {
  let [count, first, largest] = [0, 0, 0];
  for (let pixel = 0; pixel < committed.width * committed.height; pixel++) {
    let change = 0;
    for (let at = 4 * pixel; at < 4 * pixel + 4; at++) {
      change = Math.max(change, Math.abs(committed.data[at]! - now.data[at]!));
    }
    if (change === 0) continue;
    if (count === 0) first = pixel;
    count += 1;
    largest = Math.max(largest, change);
  }
  return { count, x: first % committed.width, y: Math.floor(first / committed.width), largest };
}

function decode(base64: string): PNG | undefined {
  try {
    return PNG.sync.read(Buffer.from(base64, "base64"));
  } catch {
    return undefined;
  }
}

function describe(picture: PNG | undefined): string {
  return picture === undefined ? "not a readable PNG" : size(picture);
}

function size({ width, height }: PNG): string {
  return `${width} x ${height} pixels`;
}
