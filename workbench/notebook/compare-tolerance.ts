import { InvalidInputError } from "stressbook";
import { z } from "zod";
import { defaultTolerance, type Tolerance } from "./compare-numbers.ts";
import { isJsonObject, type Json, type JsonObject } from "./json.ts";
import { type Notebook, numberedCells } from "./notebook.ts";

const schema = z
  .strictObject({
    relative: z
      .number()
      .min(0, "must be a number from 0 to 1")
      .max(1, "must be a number from 0 to 1")
      .default(defaultTolerance.relative),
    absolute: z.number().min(0, "must be a number from 0 on").default(defaultTolerance.absolute),
    reason: z.string().trim().min(1, "must say why"),
  })
  .refine(({ relative, absolute }) => relative > 1e-9 || absolute > 1e-15, {
    error: `must be looser than the default: relative 1e-9, absolute 1e-15`,
  });

/** Where a notebook asks for a tolerance of its own. */
export interface DeclaredTolerance extends Required<Tolerance> {
  /** The cell in brackets; 0 for the whole notebook. */
  readonly cell: number;
}

/**
 * The tolerances in `metadata.stressbook.tolerance` of the notebook and of its cells: `relative`,
 * `absolute` and a `reason`. Throws InvalidInputError for one without a reason or out of range.
 */
export function declaredTolerances(notebook: Notebook, name: string): DeclaredTolerance[] {
  const places = [
    { cell: 0, metadata: notebook.metadata, path: "metadata" },
    ...numberedCells(notebook).map(({ number, cell: { metadata } }) => {
      return { cell: number, metadata, path: `cell [${number}].metadata` };
    }),
  ];
  return places.flatMap(({ cell, metadata, path }) => {
    const found = toleranceIn(metadata);
    return found === undefined
      ? []
      : [{ cell, ...parse(found, { name, path: `${path}.stressbook.tolerance` }) }];
  });
}

/** The tolerance of a cell: its own, else the notebook's, else the default. */
export function toleranceOf(cell: number, declared: readonly DeclaredTolerance[]): Tolerance {
  const find = (place: number) => declared.find((tolerance) => tolerance.cell === place);
  return find(cell) ?? find(0) ?? defaultTolerance;
}

function toleranceIn(metadata: JsonObject): Json | undefined {
  return isJsonObject(metadata.stressbook) ? metadata.stressbook.tolerance : undefined;
}

function parse(
  value: Json,
  { name, path }: { readonly name: string; readonly path: string },
): Required<Tolerance> {
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  throw new InvalidInputError(
    `notebook ${name}`,
    parsed.error.issues.map((issue) => {
      const at = issue.path[0] as string | undefined;
      const found = at !== undefined && isJsonObject(value) ? value[at] : value;
      return {
        path: at === undefined ? path : `${path}.${at}`,
        rule: found === undefined ? "must be given: why this tolerance is right" : issue.message,
        value: JSON.stringify(found) ?? "missing",
      };
    }),
  );
}
