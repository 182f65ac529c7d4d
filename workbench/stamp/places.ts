import { existsSync, realpathSync } from "node:fs";
import { basename, dirname, join, relative, sep } from "node:path";
import { fileURLToPath } from "node:url";
import { projectFolder } from "../notebook/child-environment.ts";

/** What a file on disk is to a notebook. */
export type Place =
  /** A file of the project, by its path from the project's folder with `/` between names. */
  | { readonly kind: "file"; readonly name: string; readonly path: string }
  /** A file of a package, by the package's key in package-lock.json. */
  | { readonly kind: "package"; readonly key: string }
  /** Of the program that runs notebooks, or its working files. */
  | { readonly kind: "runner" }
  | { readonly kind: "outside"; readonly name: string };

/** The folders that names in stamps are relative to. */
export interface Roots {
  /** The notebook's project; its own folder where there is none around it. */
  readonly project: string;
  /** The project that the running workbench belongs to; mostly the same. */
  readonly installation: string;
}

/** The roots for a notebook in `folder`. */
export function rootsOf(folder: string): Roots {
  const real = realpathSync(folder);
  const installation = realpathSync(fileURLToPath(new URL("../../", import.meta.url)));
  return { project: projectFolder(real) ?? real, installation: installation.replace(/[\\/]$/, "") };
}

/**
 * What the file at an absolute real path is. A built module of the library counts as the source it
 * was built from.
 */
export function placeOf(path: string, { project, installation }: Roots): Place {
  for (const root of [project, installation]) {
    const name = nameUnder(root, path);
    if (name === undefined) continue;
    if (name.includes("node_modules/")) return { kind: "package", key: packageKey(name) };
    const isRunner = root === installation && name.startsWith("workbench/");
    if (isRunner || name.startsWith(".stressbook/")) return { kind: "runner" };
    const source = sourceName(root, name);
    return { kind: "file", name: source, path: join(root, source) };
  }
  const name = path.split(sep).join("/");
  if (!name.includes("/node_modules/")) return { kind: "outside", name: basename(path) };
  return { kind: "package", key: packageKey(name.slice(name.indexOf("/node_modules/") + 1)) };
}

/** The path of a file that a stamp names: in the project or, failing that, the installation. */
export function pathOf(name: string, { project, installation }: Roots): string {
  const path = join(project, name);
  return existsSync(path) ? path : join(installation, name);
}

function nameUnder(root: string, path: string): string | undefined {
  const name = relative(root, path);
  const isInside = name !== ".." && !name.startsWith(`..${sep}`) && dirname(path) !== path;
  return isInside && !/^[A-Za-z]:/.test(name) ? name.split(sep).join("/") : undefined;
}

/** `node_modules/a/node_modules/@b/c` of `node_modules/a/node_modules/@b/c/index.js`. */
function packageKey(name: string): string {
  const at = name.lastIndexOf("node_modules/") + "node_modules/".length;
  const [scope = "", inner = ""] = name.slice(at).split("/");
  return name.slice(0, at) + (scope.startsWith("@") ? `${scope}/${inner}` : scope);
}

function sourceName(root: string, name: string): string {
  const built = /^lib\/dist\/(.*?)(?:\.d\.ts|\.js)(?:\.map)?$/.exec(name)?.[1];
  const source = `lib/${built}.ts`;
  return built !== undefined && existsSync(join(root, source)) ? source : name;
}
