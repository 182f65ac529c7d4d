import { createHmac, randomUUID } from "node:crypto";

/** A message of the Jupyter protocol, 5.3. */
export interface JupyterMessage {
  readonly type: string;
  readonly id: string;
  /** The id of the request that it answers; empty for none. */
  readonly parent: string;
  readonly content: JupyterContent;
}

/** What messages of a kernel hold, as far as the tests read it. */
export interface JupyterContent {
  readonly status?: string;
  readonly execution_state?: string;
  readonly execution_count?: number;
  readonly implementation?: string;
  readonly language_info?: { readonly name: string };
  readonly name?: "stdout" | "stderr";
  readonly text?: string;
  readonly data?: Readonly<Record<string, string>>;
  readonly metadata?: Readonly<Record<string, never>>;
  readonly transient?: { readonly display_id?: string };
}

const delimiter = "<IDS|MSG>";

/** The frames of a request, signed with the connection's key, and its id. */
export function request(
  type: string,
  content: object,
  { key, session }: { readonly key: string; readonly session: string },
): { readonly id: string; readonly frames: string[] } {
  const id = randomUUID();
  const date = new Date().toISOString();
  const header = { msg_id: id, session, username: "test", date, msg_type: type, version: "5.3" };
  const parts = [header, {}, {}, content].map((part) => JSON.stringify(part));
  return { id, frames: [delimiter, sign(parts, key), ...parts] };
}

/** The message in the frames that came; throws when its signature is not the connection's. */
export function readMessage(frames: readonly Buffer[], key: string): JupyterMessage {
  const start = frames.findIndex((frame) => frame.toString() === delimiter);
  const [signature, ...parts] = frames.slice(start + 1).map(String);
  if (start < 0 || signature !== sign(parts, key)) throw new Error("a message is not signed");
  const [header, parent, , content] = parts.map((part) => JSON.parse(part));
  return { type: header.msg_type, id: header.msg_id, parent: parent.msg_id ?? "", content };
}

function sign(parts: readonly string[], key: string): string {
  const hmac = createHmac("sha256", key);
  for (const part of parts) hmac.update(part);
  return hmac.digest("hex");
}
