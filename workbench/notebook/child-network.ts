import dgram from "node:dgram";
import dns from "node:dns";
import http from "node:http";
import http2 from "node:http2";
import https from "node:https";
import inspector from "node:inspector";
import { syncBuiltinESMExports } from "node:module";
import net from "node:net";
import tls from "node:tls";

/**
 * Makes every usual way to the network throw, with the call in the message and the cell's line in
 * the stack. A notebook that needs the network does not reproduce; this says so where it happens. It
 * is no wall against code that means harm.
 */
export function forbidNetwork(): void {
  replace(http, "http", ["request", "get"]);
  replace(https, "https", ["request", "get"]);
  replace(http2, "http2", ["connect"]);
  replace(net, "net", ["connect", "createConnection"]);
  replace(tls, "tls", ["connect"]);
  replace(net.Socket.prototype, "net.Socket", ["connect"]);
  replace(net.Server.prototype, "net.Server", ["listen"]);
  replace(dgram.Socket.prototype, "dgram.Socket", ["bind", "connect", "send"]);
  replace(inspector, "inspector", ["open"]);
  for (const [name, target] of Object.entries({
    dns,
    "dns.promises": dns.promises,
    "dns.Resolver": dns.Resolver.prototype,
    "dns.promises.Resolver": dns.promises.Resolver.prototype,
  })) {
    const calls = Object.getOwnPropertyNames(target);
    replace(
      target,
      name,
      calls.filter((call) => /^(lookup|resolve|reverse)/.test(call)),
    );
  }
  replace(globalThis, "", ["WebSocket", "EventSource"]);
  globalThis.fetch = async (input) => {
    throw new NetworkOff(`fetch(${address(input)})`);
  };
  syncBuiltinESMExports();
}

class NetworkOff extends Error {
  readonly code = "ERR_NETWORK_OFF";

  constructor(call: string) {
    super(`network access is off in notebooks (--allow-network lifts it): ${call}`);
    this.name = "NetworkOff";
  }
}

function replace(target: object, name: string, calls: readonly string[]): void {
  for (const call of calls) {
    const path = name === "" ? call : `${name}.${call}`;
    Object.defineProperty(target, call, {
      configurable: true,
      writable: true,
      // A function, as some of these are called with `new`.
      value: function refuse(...args: unknown[]): never {
        throw new NetworkOff(`${path}(${address(args[0])})`);
      },
    });
  }
}

function address(value: unknown): string {
  if (typeof value === "string" || typeof value === "number") return String(value);
  if (value instanceof URL) return value.href;
  if (typeof value !== "object" || value === null) return "";
  const { url, host, hostname, port, path } = value as Record<string, unknown>;
  const place = [host ?? hostname, port].filter((part) => part !== undefined).join(":");
  return String(url ?? (place === "" ? (path ?? "") : place));
}
