import { absolutePaths } from "./absolute-paths.ts";
import { browserGlobals } from "./browser-globals.ts";
import { chanceAndClock, currentDate } from "./chance-and-clock.ts";
import { floatingPromises } from "./floating-promises.ts";
import { largeLiterals } from "./large-literals.ts";
import { exports, moduleGlobals } from "./module-syntax.ts";
import { network } from "./network.ts";
import { parameters } from "./parameters.ts";
import { processes } from "./processes.ts";
import { renamedProperty } from "./renamed-property.ts";
import type { Rule } from "./rule.ts";
import { shorthand } from "./shorthand.ts";
import { topLevelAwait } from "./top-level-await.ts";

/** The rules about what is written in a code cell. */
export const cellRules: readonly Rule[] = [
  shorthand,
  renamedProperty,
  topLevelAwait,
  exports,
  moduleGlobals,
  browserGlobals,
  chanceAndClock,
  currentDate,
  network,
  processes,
  absolutePaths,
  parameters,
  largeLiterals,
  floatingPromises,
];
