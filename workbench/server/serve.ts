import { once } from "node:events";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { checkLibrary, type Library } from "../web/library.ts";
import { handler } from "./handler.ts";

/** Which notebooks to serve, and where. */
interface ServeOptions extends Library {
  /** 1 to 65535, or 0 for any free port; a taken one gives way to the next free of the 20 after it. */
  readonly port: number;
}

/** A server at work. */
export interface RunningServer {
  /** `http://localhost:4870/`. */
  readonly url: string;
  readonly port: number;
  /** True when the wanted port was in use and `port` is another. */
  readonly portWasTaken: boolean;
  /** Stops listening and drops open connections; resolves when the port is free. */
  close(): Promise<void>;
}

const host = "127.0.0.1";
const portsTried = 20;

/**
 * Serves an index and a page per notebook on this machine only, rendered on request, so that a
 * re-run shows on reload.
 *
 * @throws RangeError for a port that is none, files that are no notebooks, equal names
 * @throws Error when the port and the 20 after it are taken
 */
export async function serveNotebooks(options: ServeOptions): Promise<RunningServer> {
  const { port: wanted, ...library } = options;
  checkPort(wanted);
  checkLibrary(library);
  const server = createServer(handler(library));
  const port = await listen(server, wanted);
  return {
    url: `http://localhost:${port}/`,
    port,
    portWasTaken: wanted !== 0 && port !== wanted,
    close: () => close(server),
  };
}

function checkPort(port: number): void {
  if (Number.isInteger(port) && port >= 0 && port <= 65_535) return;
  throw new RangeError(`port must be an integer from 0 to 65535: ${String(port)}`);
}

async function listen(server: Server, wanted: number): Promise<number> {
  const last = wanted === 0 ? 0 : Math.min(wanted + portsTried, 65_535);
  for (let port = wanted; port <= last; port++) {
    const bound = await tryListen(server, port);
    if (bound !== undefined) return bound;
  }
  throw new Error(`ports ${wanted} to ${last} are all taken: choose another with --port`);
}

/** The bound port, or undefined when it is in use. */
async function tryListen(server: Server, port: number): Promise<number | undefined> {
  server.listen({ host, port, exclusive: true });
  try {
    await once(server, "listening");
    return (server.address() as AddressInfo).port;
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    if (code === "EADDRINUSE") return undefined;
    throw new Error(`port ${port} cannot be used: ${message}`);
  }
}

function close(server: Server): Promise<void> {
  return new Promise((resolve, reject) => {
    server.close((error) => (error ? reject(error) : resolve()));
    server.closeAllConnections();
  });
}
