import { measureCommand } from "../workbench/measured-command.ts";
import { root } from "../workbench/project.ts";

/** Peak memory of a Node that runs a file with one argument and nothing else; undefined but on Linux. */
export async function megabytesAlone(file: string, argument: number): Promise<number | undefined> {
  const command = [process.execPath, file, String(argument)] as const;
  return (await measureCommand([...command], { cwd: root })).parentMegabytes;
}
