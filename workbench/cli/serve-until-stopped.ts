import { once } from "node:events";
import type { RunState } from "../notebook/run-state.ts";
import { serveNotebooks } from "../server/serve.ts";
import { UsageError } from "./usage-error.ts";

interface ServeChoice {
  readonly port: number;
  /** Run state by the notebook's base name. */
  readonly states?: Readonly<Record<string, RunState>>;
}

/** Serves notebooks, says where, and returns when the user stops it. */
export async function serveUntilStopped(
  files: readonly string[],
  { port, states = {} }: ServeChoice,
): Promise<void> {
  const server = await serveNotebooks({ files, port, states }).catch((error: Error) => {
    throw new UsageError(error.message, { cause: error });
  });
  if (server.portWasTaken) console.log(`Port ${port} is taken: using ${server.port} instead.`);
  console.log(`Notebooks at ${server.url} (Ctrl-C stops it)`);
  await Promise.race([once(process, "SIGINT"), once(process, "SIGTERM"), once(process, "SIGHUP")]);
  await server.close();
}
