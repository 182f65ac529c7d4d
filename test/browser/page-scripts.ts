import { buildPageScripts } from "../../workbench/web/build.ts";

/** Before any file of tests: the files run side by side, and one must not read what another writes. */
export async function setup(): Promise<void> {
  await buildPageScripts();
}
