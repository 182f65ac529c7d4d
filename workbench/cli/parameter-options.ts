import { existsSync, readFileSync, statSync } from "node:fs";
import { type Command, InvalidArgumentError, Option } from "commander";
import { isJsonObject, type Json, type JsonObject } from "../notebook/json.ts";
import type { GivenParameters } from "../parameters/inject-parameters.ts";
import { UsageError } from "./usage-error.ts";

/** What a user says about parameters. */
export interface ParameterFlags {
  readonly param?: ReadonlyMap<string, string>;
  readonly params?: string;
}

/** Adds `--param` and `--params` to a command. */
export function withParameterOptions(command: Command): Command {
  return command
    .addOption(
      new Option("--param <name=value>", "a value for a parameter; repeat for more").argParser(
        parseParameter,
      ),
    )
    .option("--params <file>", "values for parameters in a JSON file; --param wins over it");
}

/** The values given on a command line, or undefined without any. */
export function givenParameters({ param, params }: ParameterFlags): GivenParameters | undefined {
  if (param === undefined && params === undefined) return undefined;
  return { texts: param ?? new Map(), values: params === undefined ? {} : readValues(params) };
}

function parseParameter(
  text: string,
  earlier: ReadonlyMap<string, string> = new Map(),
): Map<string, string> {
  const [, name, value] = /^\s*([^=\s]+)\s*=(.*)$/s.exec(text) ?? [];
  if (name === undefined || value === undefined) {
    throw new InvalidArgumentError("It must be name=value: confidence=0.99.");
  }
  if (earlier.has(name)) throw new InvalidArgumentError(`${name} is given twice.`);
  return new Map(earlier).set(name, value);
}

function readValues(file: string): JsonObject {
  if (!existsSync(file)) throw new UsageError(`no such file: ${file} (--params)`);
  if (!statSync(file).isFile()) throw new UsageError(`${file} is not a file (--params)`);
  const values = parseJson(readFileSync(file, "utf8"), file);
  if (isJsonObject(values)) return values;
  throw new UsageError(`${file} must hold one JSON object, {"name": value, …} (--params)`);
}

function parseJson(text: string, file: string): Json {
  try {
    return JSON.parse(text) as Json;
  } catch (error) {
    throw new UsageError(`${file} is not JSON (--params): ${(error as Error).message}`);
  }
}
