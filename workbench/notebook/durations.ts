import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join, relative, resolve } from "node:path";
import { projectFolder } from "./child-environment.ts";
import { isJsonObject, type Json, type JsonObject } from "./json.ts";

/**
 * How long a notebook's last run took here, in milliseconds; undefined when it was never run in this
 * clone. Durations stay out of notebooks, which would change with every run.
 */
export function readDuration(file: string): number | undefined {
  const place = placeOf(file);
  const known = place && readAll(place.record)[place.name];
  return typeof known === "number" && known >= 0 ? known : undefined;
}

/**
 * Writes down how long a notebook took, in its project's `.stressbook` folder, which git ignores. A
 * folder that cannot be written is no reason for a run to fail: nothing is written down then.
 */
export function recordDuration(file: string, milliseconds: number): void {
  const place = placeOf(file);
  if (place === undefined) return;
  const all = { ...readAll(place.record), [place.name]: Math.round(milliseconds) };
  const sorted = Object.fromEntries(Object.entries(all).sort(([a], [b]) => (a < b ? -1 : 1)));
  const temporary = `${place.record}.${process.pid}.tmp`;
  try {
    mkdirSync(dirname(place.record), { recursive: true });
    writeFileSync(temporary, `${JSON.stringify(sorted, null, 1)}\n`);
    renameSync(temporary, place.record);
  } catch {
    if (existsSync(temporary)) rmSync(temporary);
  }
}

function placeOf(file: string): { readonly record: string; readonly name: string } | undefined {
  const path = resolve(file);
  const project = projectFolder(dirname(path));
  if (project === undefined) return undefined;
  return {
    record: join(project, ".stressbook", "durations.json"),
    name: relative(project, path).replaceAll("\\", "/"),
  };
}

/** A record that is missing or damaged counts as empty: it is only a convenience. */
function readAll(record: string): JsonObject {
  try {
    const all = JSON.parse(readFileSync(record, "utf8")) as Json;
    return isJsonObject(all) ? all : {};
  } catch {
    return {};
  }
}
