import { z } from "zod";
import { isJsonObject, type Json, type JsonObject } from "../notebook/json.ts";
import type { Notebook } from "../notebook/notebook.ts";

/**
 * What a notebook's outputs were made from, kept in `metadata.stressbook.stamp`. It holds no time
 * and no path of a machine: the same run gives the same stamp everywhere.
 */
export interface Stamp {
  /** The version of this form. */
  readonly format: 1;
  /** A line for each cell that runs: its id, the hash of its source and tags, that of its outputs. */
  readonly cells: readonly string[];
  /** Library modules, data and any other file of the project that the run touched, with hashes. */
  readonly files: Readonly<Record<string, string>>;
  /** Packages that the run loaded: version, and a hash of what the lock file checks them against. */
  readonly packages: Readonly<Record<string, string>>;
  readonly versions: Readonly<Record<string, string>>;
  /** The values of the notebook's parameters, a seed among them where it has one. */
  readonly parameters?: JsonObject;
  /** Base names of files outside the project that the run read, for which the stamp cannot vouch. */
  readonly outside?: readonly string[];
}

const texts = z.record(z.string(), z.string());
/** Names inside the project: a stamp may be anybody's and leads nobody to files elsewhere. */
const inside = z.record(
  z.string().refine((name) => !/^[/\\]|^[A-Za-z]:|(?:^|[/\\])\.\.(?:[/\\]|$)/.test(name)),
  z.string(),
);
const schema = z.object({
  format: z.literal(1),
  cells: z.array(z.string()),
  files: inside,
  packages: inside,
  versions: texts,
  parameters: z.record(z.string(), z.json()).optional(),
  outside: z.array(z.string()).optional(),
});

/** Whether the notebook has something in the place of a stamp. */
export function hasStamp({ metadata }: Notebook): boolean {
  return stressbookOf(metadata).stamp !== undefined;
}

/** The stamp of a notebook; undefined when it has none, or none of this form. */
export function readStamp({ metadata }: Notebook): Stamp | undefined {
  const parsed = schema.safeParse(stressbookOf(metadata).stamp);
  if (!parsed.success) return undefined;
  const { outside, parameters, ...stamp } = parsed.data;
  return { ...stamp, ...(parameters && { parameters }), ...(outside && { outside }) };
}

/** The notebook with another stamp, or with none. */
export function withStamp(notebook: Notebook, stamp: Stamp | undefined): Notebook {
  const { stressbook: _, ...metadata } = notebook.metadata;
  const { stamp: __, ...others } = stressbookOf(notebook.metadata);
  const stressbook: JsonObject = {
    ...others,
    ...(stamp && { stamp: stamp as unknown as Json }),
  };
  const isEmpty = Object.keys(stressbook).length === 0;
  return { ...notebook, metadata: { ...metadata, ...(!isEmpty && { stressbook }) } };
}

function stressbookOf(metadata: JsonObject): JsonObject {
  return isJsonObject(metadata.stressbook) ? metadata.stressbook : {};
}
