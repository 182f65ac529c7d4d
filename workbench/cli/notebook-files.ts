import { existsSync, readdirSync, realpathSync, statSync } from "node:fs";
import { dirname, join, relative, resolve } from "node:path";
import { projectFolder } from "../notebook/child-environment.ts";
import { similar } from "../notebook/similar.ts";
import { UsageError } from "./usage-error.ts";

/**
 * The notebooks that a command line names, relative to `folder` and without repetition: files as
 * given, all of a folder, or by default all in `notebooks/` of the project around `folder`.
 * Throws UsageError for a file that does not exist, is not a notebook, or for no notebook at all.
 */
export function notebookFiles(named: readonly string[], folder: string): string[] {
  const files = named.length === 0 ? projectNotebooks(folder) : named.flatMap(expand);
  const seen = new Set<string>();
  return files
    .map((file) => resolve(folder, file))
    .filter((file) => {
      const real = realpathSync(file);
      return !seen.has(real) && seen.add(real);
    })
    .map((file) => shortest(folder, file));

  function expand(name: string): string[] {
    const path = resolve(folder, name);
    if (!existsSync(path)) throw new UsageError(missing(name, folder));
    if (statSync(path).isDirectory()) return notebooksIn(path, name);
    if (!path.endsWith(".ipynb")) {
      throw new UsageError(`${name} is not a notebook: its name must end in .ipynb`);
    }
    return [path];
  }
}

function projectNotebooks(folder: string): string[] {
  const project = projectFolder(folder);
  if (project === undefined) {
    throw new UsageError(
      `no project at or above ${folder}: go to one (a folder with notebooks/) or name the files`,
    );
  }
  return notebooksIn(join(project, "notebooks"), join(relative(folder, project), "notebooks"));
}

function notebooksIn(folder: string, name: string): string[] {
  const files = readdirSync(folder).filter((file) => file.endsWith(".ipynb"));
  if (files.length === 0) throw new UsageError(`no notebook (.ipynb) in ${name}`);
  return files.sort().map((file) => join(folder, file));
}

function shortest(folder: string, file: string): string {
  const path = relative(folder, file);
  return path.length < file.length && !path.startsWith("../..") ? path : file;
}

function missing(name: string, folder: string): string {
  const near = [dirname(resolve(folder, name)), join(projectFolder(folder) ?? folder, "notebooks")];
  const candidates = near.filter(existsSync).flatMap((place) =>
    readdirSync(place)
      .filter((file) => file.endsWith(".ipynb"))
      .map((file) => shortest(folder, join(place, file))),
  );
  const meant = similar(name, [...new Set(candidates)]);
  const suggestion = meant.length === 0 ? "" : `\nDid you mean ${meant.join(" or ")}?`;
  return `no such file: ${name}${suggestion}`;
}
