import { checkObject, checkOneOf } from "../base/check.ts";
import {
  type BootstrapPathOptions,
  bootstrapPathModel,
} from "../market/paths/bootstrap-path-model.ts";
import { type BrownianOptions, brownianModel } from "../market/paths/brownian-model.ts";
import { type GarchPathOptions, garchPathModel } from "../market/paths/garch-path-model.ts";
import { type HestonOptions, hestonModel } from "../market/paths/heston-model.ts";
import {
  type JumpDiffusionOptions,
  jumpDiffusionModel,
} from "../market/paths/jump-diffusion-model.ts";
import type { PathModel } from "../market/paths/path-model.ts";
import {
  type RegimeSwitchingOptions,
  regimeSwitchingModel,
} from "../market/paths/regime-switching-model.ts";
import type { ReturnPanel } from "../market/returns.ts";

/** A path model as data that another thread can be given, where it is built again. */
export type PathModelSpec =
  | { readonly kind: "brownian"; readonly options: BrownianOptions }
  | { readonly kind: "jump-diffusion"; readonly options: JumpDiffusionOptions }
  | { readonly kind: "heston"; readonly options: HestonOptions }
  | { readonly kind: "garch"; readonly options: GarchPathOptions }
  | { readonly kind: "regime-switching"; readonly options: RegimeSwitchingOptions }
  | {
      readonly kind: "bootstrap";
      readonly returns: ReturnPanel;
      readonly options: BootstrapPathOptions;
    };

const kinds: readonly PathModelSpec["kind"][] = [
  "brownian",
  "jump-diffusion",
  "heston",
  "garch",
  "regime-switching",
  "bootstrap",
];

/** Builds the model; throws as its function does. */
export function pathModelOf(spec: PathModelSpec): PathModel {
  checkObject("model", spec);
  checkOneOf("kind of model", spec.kind, kinds);
  switch (spec.kind) {
    case "brownian":
      return brownianModel(spec.options);
    case "jump-diffusion":
      return jumpDiffusionModel(spec.options);
    case "heston":
      return hestonModel(spec.options);
    case "garch":
      return garchPathModel(spec.options);
    case "regime-switching":
      return regimeSwitchingModel(spec.options);
    case "bootstrap":
      return bootstrapPathModel(spec.returns, spec.options);
  }
}
