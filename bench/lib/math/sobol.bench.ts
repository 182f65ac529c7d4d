import { sobolPoints } from "../../../lib/math/sobol.ts";
import { growthCurve } from "../../growth.ts";

growthCurve({
  name: "sobolPoints, 10 dimensions, Owen-scrambled, by points",
  sizes: [1_024, 4_096, 16_384],
  prepare: (points) => points,
  run: (points) => sobolPoints({ dimensions: 10, points, randomise: "owen", seed: 1 }),
});
