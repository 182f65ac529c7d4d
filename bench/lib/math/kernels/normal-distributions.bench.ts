import {
  plainNormalDistributions,
  toNormalDistributions,
} from "../../../../lib/math/kernels/normal-distributions.ts";
import { uniformDraws } from "../../../../lib/math/random-stream.ts";
import { sideBySide } from "../../../side-by-side.ts";

sideBySide({
  name: "normal distribution function of n numbers",
  sizes: [1_024, 16_384, 262_144],
  prepare: (size) => uniformDraws({ seed: 1, stream: 1 }, size).map((u) => 12 * u - 6),
  reference: { name: "plain", run: (values) => plainNormalDistributions(values.slice()) },
  subject: { name: "kernel", run: (values) => toNormalDistributions(values.slice()) },
});
