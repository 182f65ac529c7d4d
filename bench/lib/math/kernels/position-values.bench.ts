import {
  group,
  groupKind,
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
import { sideBySide } from "../../../side-by-side.ts";

const groups = 16;

// The kernel's room and the plain one hold the same options. A draw runs a kernel too, which overwrites a room: all
// are drawn before.
const prepare = (options: number) => {
  const draws = uniformDraws({ seed: 3, stream: 0 }, 2 * groups + options);
  const [kernel, plain] = [valueRoom(options, groups), plainValueRoom(options, groups)];
  return { kernel: filled(kernel, draws), plain: filled(plain, draws) };
};

sideBySide({
  name: "n options in two markets",
  sizes: [1_024, 8_192],
  prepare,
  reference: { name: "plain", run: ({ plain }) => plain.value() },
  subject: { name: "kernel", run: ({ kernel }) => kernel.value() },
});

function filled(room: ValueRoom, draws: Float64Array): ValueRoom {
  const { numbers, places } = room;
  let drawn = 0;
  const options = (places.out - places.volatility) / 2;
  for (let g = 0; g < groups; g++) {
    const row = places.groups + g * groupWidth;
    const bounds = [(g * options) / groups, ((g + 1) * options) / groups];
    numbers.set([groupKind.option, ...bounds], row + group.kind);
    for (const lane of [0, 1]) {
      const forward = 40_000 * (0.8 + 0.4 * draws[drawn++]!);
      const { high, low } = logParts(forward);
      const years = (7 + 20 * g) / 365;
      [forward, 1, high, low, Math.sqrt(years), 1, 1.1, 0, 0].forEach((value, i) => {
        numbers[row + 2 * i + lane] = value;
      });
    }
  }
  for (let i = 0; i < options; i++) {
    const strike = 40_000 * (0.5 + draws[drawn++]!);
    const { high, low } = logParts(strike);
    const side = i % 2 === 0 ? 1 : -1;
    numbers.set(
      [0, 2, 1, placeTerm(i), strike, high, low, side],
      places.terms + i * termWidth + term.before,
    );
    numbers.fill(0.7, places.volatility + 2 * i, places.volatility + 2 * i + 2);
  }
  return room;
}
