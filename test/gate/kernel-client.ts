import { type ChildProcess, spawn } from "node:child_process";
import { randomUUID } from "node:crypto";
import { readFileSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { Dealer, Subscriber } from "zeromq";
import {
  type JupyterContent,
  type JupyterMessage,
  readMessage,
  request,
} from "./jupyter-message.ts";

/** How a kernel answered one request. */
export interface Answer {
  readonly reply: JupyterContent;
  /** What it published about the request, from busy to idle. */
  readonly published: readonly JupyterMessage[];
}

interface Waiting {
  reply?: JupyterContent;
  readonly published: JupyterMessage[];
  readonly settle: () => void;
}

const host = "127.0.0.1";
const patience = 60_000;

/** A kernel of its own process, spoken to as JupyterLab does: five sockets, signed messages. */
export class KernelClient {
  readonly process: ChildProcess;
  /** Resolves with the exit code of the process. */
  readonly ended: Promise<number | null>;
  readonly #key = randomUUID();
  readonly #session = randomUUID();
  readonly #shell = new Dealer({ linger: 0 });
  readonly #control = new Dealer({ linger: 0 });
  readonly #published = new Subscriber({ linger: 0 });
  readonly #waiting = new Map<string, Waiting>();

  /** Starts the kernel that `kernelFile` describes in `folder` and waits until it answers. */
  static async start(kernelFile: string, folder: string): Promise<KernelClient> {
    const ports = await freePorts(5);
    const client = new KernelClient(kernelFile, folder, ports);
    await client.#connect();
    return client;
  }

  private constructor(kernelFile: string, folder: string, ports: readonly number[]) {
    const [shell_port, control_port, iopub_port, stdin_port, hb_port] = ports;
    const names = { shell_port, control_port, iopub_port, stdin_port, hb_port };
    const connection = { transport: "tcp", ip: host, key: this.#key, ...names };
    const connectionFile = join(folder, "connection.json");
    const signature = { signature_scheme: "hmac-sha256" };
    writeFileSync(connectionFile, JSON.stringify({ ...connection, ...signature }));
    const { argv, env } = JSON.parse(readFileSync(kernelFile, "utf8")) as KernelFile;
    const [command, ...args] = argv.map((part) =>
      part.replace("{connection_file}", connectionFile),
    );
    this.process = spawn(command!, args, {
      cwd: folder,
      env: { ...process.env, ...env },
      stdio: ["ignore", "ignore", "inherit"],
    });
    this.ended = new Promise((resolve) => this.process.on("exit", resolve));
    this.#shell.connect(`tcp://${host}:${shell_port}`);
    this.#control.connect(`tcp://${host}:${control_port}`);
    this.#published.connect(`tcp://${host}:${iopub_port}`);
    this.#published.subscribe();
  }

  /** Asks what the kernel is. */
  info(): Promise<Answer> {
    return this.#ask(this.#shell, "kernel_info_request", {});
  }

  /** Runs one cell; resolves when the kernel has answered and is idle again. */
  execute(code: string): Promise<Answer> {
    const options = { silent: false, store_history: true, allow_stdin: false };
    return this.#ask(this.#shell, "execute_request", { code, ...options, stop_on_error: true });
  }

  /** Asks the kernel to end; resolves with the exit code of its process. */
  async shutdown(): Promise<number | null> {
    await this.#ask(this.#control, "shutdown_request", { restart: false });
    const code = await Promise.race([this.ended, pause(10_000, "runs on" as const)]);
    this.close();
    if (code === "runs on") throw new Error("the kernel runs on 10 s after its shutdown");
    return code;
  }

  /** Ends what is left, whatever state it is in. */
  close(): void {
    this.process.kill("SIGKILL");
    for (const socket of [this.#shell, this.#control, this.#published]) socket.close();
  }

  // What was published before the subscription reached the kernel is lost: ask until it arrives.
  async #connect(): Promise<void> {
    for (const socket of [this.#shell, this.#control, this.#published]) void this.#listen(socket);
    for (const limit = Date.now() + patience; Date.now() < limit; ) {
      if ((await Promise.race([this.info(), pause(500)])) !== undefined) return;
      if (this.process.exitCode !== null) break;
    }
    this.close();
    throw new Error(`the kernel does not answer; exit code ${this.process.exitCode}`);
  }

  async #ask(socket: Dealer, type: string, content: object): Promise<Answer> {
    const { id, frames } = request(type, content, { key: this.#key, session: this.#session });
    const { promise, resolve } = Promise.withResolvers<void>();
    const waiting: Waiting = { published: [], settle: resolve };
    this.#waiting.set(id, waiting);
    await socket.send(frames);
    await promise;
    this.#waiting.delete(id);
    return { reply: waiting.reply!, published: waiting.published };
  }

  async #listen(socket: Dealer | Subscriber): Promise<void> {
    for await (const frames of socket) {
      const message = readMessage(frames, this.#key);
      const waiting = this.#waiting.get(message.parent);
      if (waiting === undefined) continue;
      if (socket === this.#published) waiting.published.push(message);
      else waiting.reply = message.content;
      const idle = waiting.published.at(-1)?.content.execution_state === "idle";
      if (idle && waiting.reply !== undefined) waiting.settle();
    }
  }
}

interface KernelFile {
  readonly argv: readonly string[];
  readonly env: Readonly<Record<string, string>>;
}

async function freePorts(count: number): Promise<number[]> {
  const servers = Array.from({ length: count }, () => createServer().listen(0, host));
  await Promise.all(servers.map((server) => new Promise((done) => server.once("listening", done))));
  const ports = servers.map((server) => (server.address() as { port: number }).port);
  await Promise.all(servers.map((server) => new Promise((done) => server.close(done))));
  return ports;
}
