import { readFile } from "node:fs/promises";
import type { IncomingMessage, RequestListener, ServerResponse } from "node:http";
import { basename } from "node:path";
import { indexPage } from "../web/index-page.ts";
import { indexEntries, type Library, libraryPage, messageOf, pageName } from "../web/library.ts";
import { messagePage } from "../web/message-page.ts";

interface Answer {
  readonly status: number;
  readonly body: string | Uint8Array;
  readonly headers?: Readonly<Record<string, string>>;
}

const securityHeaders: Readonly<Record<string, string>> = {
  "Content-Security-Policy": "frame-ancestors 'none'",
  "Cross-Origin-Embedder-Policy": "require-corp",
  "Cross-Origin-Opener-Policy": "same-origin",
  "Cross-Origin-Resource-Policy": "same-origin",
  "Referrer-Policy": "no-referrer",
  "X-Content-Type-Options": "nosniff",
  "X-Frame-Options": "DENY",
};

const localNames: ReadonlySet<string> = new Set(["localhost", "127.0.0.1"]);

/**
 * Answers for the index, the notebooks' pages, their files and nothing else. A page is found by its name among
 * the files given at the start, so no path of a request ever reaches the disk. Requests under
 * another host name are refused: a foreign site must not read the pages by pointing its name here.
 */
export function handler(library: Library): RequestListener {
  return (request, response) => {
    answer(request, library)
      .catch((error: unknown) => failure(error, library))
      .then((result) => send(request, response, result));
  };
}

async function answer(request: IncomingMessage, library: Library): Promise<Answer> {
  if (!isLocal(request)) return refusal(421, "These pages are for localhost only.");
  if (request.method !== "GET" && request.method !== "HEAD") {
    return { ...refusal(405, "These pages can only be read."), headers: { Allow: "GET, HEAD" } };
  }
  const path = requestPath(request);
  if (path === "/" || path === "/index.html") {
    return { status: 200, body: indexPage(await indexEntries(library)) };
  }
  for (const file of library.files) {
    if (path === `/notebooks/${pageName(file)}.html`) return notebookAnswer(file, library);
    if (path === `/notebooks/${basename(file)}`) return fileAnswer(file);
  }
  return notFound(path, library);
}

async function notebookAnswer(file: string, library: Library): Promise<Answer> {
  try {
    return { status: 200, body: await libraryPage(library, file) };
  } catch (error) {
    const text = `${pageName(file)}.ipynb cannot be shown. ${messageOf(error)}`;
    const body = messagePage({ title: "Notebook not shown", text, links: links(library) });
    return { status: 500, body };
  }
}

/** A notebook's file to keep, never to be shown by the browser. */
async function fileAnswer(file: string): Promise<Answer> {
  return {
    status: 200,
    body: await readFile(file),
    headers: { "Content-Type": "application/x-ipynb+json", "Content-Disposition": "attachment" },
  };
}

function notFound(path: string | undefined, library: Library): Answer {
  const what = path === undefined ? "That address" : path.slice(0, 200);
  const text = `${what} is not here. These pages are:`;
  return { status: 404, body: messagePage({ title: "Not found", text, links: links(library) }) };
}

function failure(error: unknown, library: Library): Answer {
  const text = messageOf(error);
  return { status: 500, body: messagePage({ title: "Failed", text, links: links(library) }) };
}

function refusal(status: number, text: string): Answer {
  return { status, body: messagePage({ title: "Refused", text, links: [] }) };
}

function links({ files }: Library): { href: string; text: string }[] {
  const pages = files.map((file) => {
    return { href: `/notebooks/${encodeURIComponent(pageName(file))}.html`, text: pageName(file) };
  });
  return [{ href: "/", text: "All notebooks" }, ...pages];
}

function isLocal({ headers }: IncomingMessage): boolean {
  return localNames.has((headers.host ?? "").toLowerCase().replace(/:\d+$/, ""));
}

/** The path without query, decoded; undefined when it is not a valid one. */
function requestPath({ url }: IncomingMessage): string | undefined {
  try {
    return decodeURIComponent((url ?? "").split(/[?#]/, 1)[0] ?? "");
  } catch {
    return undefined;
  }
}

function send(request: IncomingMessage, response: ServerResponse, answered: Answer): void {
  const body = Buffer.from(answered.body);
  response.writeHead(answered.status, {
    ...securityHeaders,
    "Cache-Control": "no-cache",
    "Content-Type": "text/html; charset=utf-8",
    "Content-Length": body.length,
    ...answered.headers,
  });
  response.end(request.method === "HEAD" ? undefined : body);
}
