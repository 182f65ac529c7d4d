import { once } from "node:events";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createServer, request, type Server } from "node:http";
import { type AddressInfo, connect } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { type RunningServer, serveNotebooks } from "../../../workbench/server/serve.ts";
import { markdownCell, notebookText } from "../web/notebooks.ts";

let folder: string;
let files: string[];
let server: RunningServer;

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), "stressbook-serve-"));
  files = ["01-first.ipynb", "02-second.ipynb", "03-broken.ipynb"].map((name) =>
    join(folder, name),
  );
  writeFileSync(files[0]!, notebookText(markdownCell("# First page\n\nWhat is first?")));
  writeFileSync(files[1]!, notebookText(markdownCell("# Second page")));
  writeFileSync(files[2]!, "{ not json");
  writeFileSync(join(folder, "secret.txt"), "secret");
  server = await serveNotebooks({ files, port: 0, states: { "01-first.ipynb": "reproduced" } });
});

afterEach(async () => {
  await server.close();
  rmSync(folder, { recursive: true });
});

describe("what is served", () => {
  test("/ lists every notebook with its title, question and state", async () => {
    const { status, body } = await get("/");
    expect(status).toBe(200);
    expect(body).toContain('<a class="entry" href="notebooks/01-first.html">First page</a>');
    expect(body).toContain("What is first?");
    expect(body).toContain("Reproduced");
    expect(body).toContain("As committed");
  });

  test("/notebooks/<name>.html is the page, with its neighbours", async () => {
    const { status, body, headers } = await get("/notebooks/02-second.html");
    expect(status).toBe(200);
    expect(headers["content-type"]).toBe("text/html; charset=utf-8");
    expect(body).toContain("Second page");
    expect(body).toMatch(/<a rel="prev" href="01-first.html">.*First page<\/a>/);
  });

  test("/notebooks/<name>.ipynb is the file itself, to keep and not to be shown", async () => {
    const { status, body, headers } = await get("/notebooks/01-first.ipynb");
    expect(status).toBe(200);
    expect(body === readFileSync(files[0]!, "utf8")).toBe(true);
    expect(headers["content-type"]).toBe("application/x-ipynb+json");
    expect(headers["content-disposition"]).toBe("attachment");
    const page = (await get("/notebooks/01-first.html")).body;
    expect(page).toContain('href="01-first.ipynb" download="01-first.ipynb"');
  });

  test("a page shows the file as it is now", async () => {
    writeFileSync(files[0]!, notebookText(markdownCell("# Rewritten")));
    expect((await get("/notebooks/01-first.html")).body).toContain("Rewritten");
    expect((await get("/")).body).toContain("Rewritten");
  });

  test("a notebook that does not parse is named, and the others are served", async () => {
    const page = await get("/notebooks/03-broken.html");
    expect(page.status).toBe(500);
    expect(page.body).toContain("03-broken.ipynb");
    expect(page.body).toContain("must be JSON");
    const index = await get("/");
    expect(index.status).toBe(200);
    expect(index.body).toContain("First page");
    expect(index.body).toContain("03-broken.ipynb");
  });

  test("a notebook that was deleted says so without its path", async () => {
    rmSync(files[0]!);
    const { status, body } = await get("/notebooks/01-first.html");
    expect(status).toBe(500);
    expect(body).toContain("not there any more");
    expect(body).not.toContain(folder);
  });

  test("an unknown address is 404 and says what exists, its text escaped", async () => {
    const { status, body } = await get("/<script>alert(1)</script>");
    expect(status).toBe(404);
    expect(body).toContain('href="/notebooks/02-second.html"');
    expect(body).not.toContain("<script>alert");
  });
});

describe("what is refused", () => {
  test.each([
    "/notebooks/../secret.txt",
    "/notebooks/..%2fsecret.txt",
    "/..%2f..%2f..%2fetc%2fpasswd",
    "/notebooks/%2e%2e/secret.txt",
    "/notebooks/04-other.ipynb",
    "/01-first.ipynb",
    "/secret.txt",
    "/notebooks/..%5csecret.txt",
    "/%",
    "/notebooks/01-first.html%00",
    "//evil.example/",
    "http://evil.example/notebooks/x.html",
  ])("%s is not found and gives no file away", async (path) => {
    const { status, body } = await get(path);
    expect(status).toBe(404);
    expect(body).not.toContain("root:");
    expect(body).not.toMatch(/>secret</);
  });

  test.each(["evil.example", "evil.example:4870", "localhost.evil.example", "[::1]x"])(
    "Host %j is refused: another site's name may not point here",
    async (host) => {
      const { status, body } = await get("/", { headers: { host } });
      expect([400, 421]).toContain(status);
      expect(body).not.toContain("First page");
    },
  );

  test.each(["localhost", "LOCALHOST:80", "127.0.0.1:4870"])("Host %j is served", async (host) => {
    expect((await get("/", { headers: { host } })).status).toBe(200);
  });

  test.each(["POST", "PUT", "DELETE", "OPTIONS"])(
    "%s is 405 and names what is allowed",
    async (method) => {
      const { status, headers } = await get("/", { method });
      expect(status).toBe(405);
      expect(headers.allow).toBe("GET, HEAD");
    },
  );

  test("HEAD has the headers of GET and no body", async () => {
    const whole = await get("/");
    const head = await get("/", { method: "HEAD" });
    expect(head.status).toBe(200);
    expect(head.body).toBe("");
    expect(head.headers["content-length"]).toBe(whole.headers["content-length"]);
  });

  test("every answer carries the security headers", async () => {
    for (const path of ["/", "/notebooks/01-first.html", "/nothing"]) {
      const { headers } = await get(path);
      expect(headers["x-content-type-options"]).toBe("nosniff");
      expect(headers["x-frame-options"]).toBe("DENY");
      expect(headers["referrer-policy"]).toBe("no-referrer");
      expect(headers["content-security-policy"]).toContain("frame-ancestors 'none'");
    }
  });
});

describe("ports", () => {
  test("a taken port gives way to the next free one and says so", async () => {
    const taken = await occupy(0);
    const { port } = taken.address() as AddressInfo;
    const second = await serveNotebooks({ files, port });
    expect(second.portWasTaken).toBe(true);
    expect(second.port).toBeGreaterThan(port);
    expect(second.port).toBeLessThanOrEqual(port + 20);
    expect(second.url).toBe(`http://localhost:${second.port}/`);
    await second.close();
    taken.close();
  });

  test("a free port is used as asked", async () => {
    const probe = await occupy(0);
    const { port } = probe.address() as AddressInfo;
    probe.close();
    await once(probe, "close");
    const second = await serveNotebooks({ files, port });
    expect(second).toMatchObject({ port, portWasTaken: false });
    await second.close();
  });

  test("with all 21 ports taken the message names them", async () => {
    const first = 27_310;
    const all = await Promise.all(Array.from({ length: 21 }, (_, i) => occupy(first + i)));
    await expect(serveNotebooks({ files, port: first })).rejects.toThrow(
      `ports ${first} to ${first + 20} are all taken: choose another with --port`,
    );
    for (const each of all) each.close();
  });

  test.each([-1, 65_536, 4870.5, Number.NaN, Infinity])("port %d is refused", async (port) => {
    await expect(serveNotebooks({ files, port })).rejects.toThrow(
      `port must be an integer from 0 to 65535: ${port}`,
    );
  });

  test("it listens on this machine's loopback only", async () => {
    const socket = connect({ host: "127.0.0.2", port: server.port });
    const [error] = (await once(socket, "error")) as [NodeJS.ErrnoException];
    expect(error.code).toBe("ECONNREFUSED");
  });

  test("close frees the port at once, open connections or not", async () => {
    const idle = connect({ host: "127.0.0.1", port: server.port });
    await once(idle, "connect");
    idle.on("error", () => {});
    const { port } = server;
    await server.close();
    server = await serveNotebooks({ files, port });
    expect(server.port).toBe(port);
  });
});

describe("files", () => {
  test("a file that is no notebook is refused by name", async () => {
    const notes = join(folder, "notes.md");
    await expect(serveNotebooks({ files: [notes], port: 0 })).rejects.toThrow(
      `files must be .ipynb notebooks: "${notes}"`,
    );
  });

  test("two files with one name are refused", async () => {
    const twins = [files[0]!, join(folder, "other", "01-first.ipynb")];
    await expect(serveNotebooks({ files: twins, port: 0 })).rejects.toThrow("different names");
  });

  test("no files give an index that says so", async () => {
    const empty = await serveNotebooks({ files: [], port: 0 });
    const response = await fetch(`http://127.0.0.1:${empty.port}/`);
    expect(await response.text()).toContain("There is no notebook yet.");
    await empty.close();
  });
});

interface Reply {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly body: string;
}

// fetch() would tidy the path and forbid a Host header.
async function get(
  path: string,
  options: { method?: string; headers?: Record<string, string> } = {},
): Promise<Reply> {
  const sent = request({
    host: "127.0.0.1",
    port: server.port,
    path: encodeURI(path).replaceAll("%25", "%"),
    ...options,
  });
  sent.end();
  const [response] = await once(sent, "response");
  let body = "";
  for await (const chunk of response) body += chunk;
  return { status: response.statusCode, headers: response.headers, body };
}

async function occupy(port: number): Promise<Server> {
  const blocker = createServer();
  blocker.listen(port, "127.0.0.1");
  await once(blocker, "listening");
  return blocker;
}
