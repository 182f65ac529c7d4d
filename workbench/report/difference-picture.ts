import { PNG } from "pngjs";

/** How much of the committed picture stays behind the marks, of 1. */
const fading = 0.25;

/**
 * A PNG (base64) that shows where two pictures of one size differ: changed pixels in red over the
 * faded committed picture. Undefined when they cannot be laid over each other.
 */
export function differencePicture(committed: string, now: string): string | undefined {
  const pictures = [committed, now].map(decode);
  const [before, after] = pictures;
  if (before === undefined || after === undefined) return undefined;
  if (before.width !== after.width || before.height !== after.height) return undefined;
  const marked = new PNG({ width: before.width, height: before.height });
  for (let at = 0; at < before.data.length; at += 4) {
    const changed = before.data.compare(after.data, at, at + 4, at, at + 4) !== 0;
    const faded = (channel: number): number =>
      255 - Math.round(fading * (255 - before.data[at + channel]!));
    marked.data.set(changed ? [208, 32, 32, 255] : [faded(0), faded(1), faded(2), 255], at);
  }
  return PNG.sync.write(marked).toString("base64");
}

function decode(base64: string): PNG | undefined {
  try {
    return PNG.sync.read(Buffer.from(base64, "base64"));
  } catch {
    return undefined;
  }
}
