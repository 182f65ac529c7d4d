import { setTimeout as pause } from "node:timers/promises";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { readText } from "../structure/sources.ts";
import { type InstalledKernel, installedKernel } from "./installed-kernel.ts";
import type { KernelClient } from "./kernel-client.ts";

let installed: InstalledKernel;
let kernel: KernelClient;

beforeAll(async () => {
  installed = await installedKernel();
  kernel = installed.client;
  expect((await kernel.execute("let width = 3;")).reply.status).toBe("ok");
});

afterAll(() => installed?.close());

const rows = [...readText("docs/jupyter.md").matchAll(/^\| `(.+)` \| `(.+)` \|$/gm)];

describe("docs/jupyter.md says of the kernel what is so", () => {
  test.each(rows.map(([, fails, works]) => ({ fails, works })))("$fails", async (row) => {
    expect((await kernel.execute(row.fails!)).reply.status).toBe("error");
    await pause(300);
    expect((await kernel.execute(row.works!)).reply.status).toBe("ok");
  });

  test("and has not lost its rows", () => expect(rows.length).toBeGreaterThanOrEqual(5));

  test("assigning by a shorthand leaves the variable as it was", async () => {
    expect((await kernel.execute("({ width } = { width: 4 });")).reply.status).toBe("ok");
    const { published } = await kernel.execute("width");
    expect(published.find(({ type }) => type === "stream")?.content.text).toBe("3\n");
  });

  test("a rejected promise that nobody awaits leaves its cell green", async () => {
    const { reply } = await kernel.execute('void Promise.reject(new Error("on purpose"));');
    expect(reply.status).toBe("ok");
  });

  test("process.exit() ends it without a word", async () => {
    const cell = kernel.execute("process.exit(0)");
    expect(await Promise.race([cell, kernel.ended])).toBe(0);
  });
});
