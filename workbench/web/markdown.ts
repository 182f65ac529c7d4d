import MarkdownIt, { type Token } from "markdown-it";
import { escapeHtml } from "./escape.ts";
import { highlight } from "./highlight.ts";
import { maths } from "./maths.ts";

/** A heading of a page, for its table of contents. */
export interface Heading {
  readonly level: number;
  /** The heading's anchor, unique on the page. */
  readonly id: string;
  readonly text: string;
}

/** A notebook's Markdown as HTML, and the headings met on the way. */
export interface MarkdownRenderer {
  /** HTML of one cell; raw HTML in it stays visible text, links and pictures are harmless. */
  render(source: string): string;
  readonly headings: readonly Heading[];
}

const embeddedPicture = /^data:image\/(png|jpeg|gif|webp);base64,[A-Za-z0-9+/=]+$/;
const outsideLink = /^(https?:|mailto:|#)/i;
const siblingNotebook = /^(?:\.\/)?([\w-]+)\.ipynb(#[\w-]*)?$/;

/**
 * A renderer for one page: it numbers equal headings, so that every anchor is unique.
 *
 * Links to notebooks beside this one lead to their pages; other links into the repository, which no
 * page shows, become plain text with the path as a hint. Pictures are shown only when embedded.
 */
export function markdownRenderer(): MarkdownRenderer {
  const headings: Heading[] = [];
  const markdown = new MarkdownIt({ html: false, highlight });
  markdown.use(maths);
  const { rules } = markdown.renderer;
  rules.heading_open = (tokens, i, options, _, self) => {
    const heading = headingOf(tokens[i]!, tokens[i + 1]!, headings);
    headings.push(heading);
    tokens[i]!.attrSet("id", heading.id);
    return self.renderToken(tokens, i, options);
  };
  rules.heading_close = (tokens, i) => {
    const { id } = headings.at(-1)!;
    return ` <a class="anchor" href="#${id}" aria-label="Link to this heading">#</a></${tokens[i]!.tag}>\n`;
  };
  rules.link_open = (tokens, i) => openLink(String(tokens[i]!.attrGet("href") ?? ""));
  rules.link_close = (tokens, i) => (isSpan(opening(tokens, i)) ? "</span>" : "</a>");
  rules.image = (tokens, i) => picture(tokens[i]!);
  rules.table_open = () => '<div class="scroll"><table>\n';
  rules.table_close = () => "</table></div>\n";
  return { headings, render: (source) => markdown.render(source) };
}

/** The text of the first heading and of the first paragraph of a Markdown text, without markup. */
export function leadOf(source: string): { title?: string; question?: string } {
  const tokens = new MarkdownIt({ html: false }).use(maths).parse(source, {});
  const textAfter = (type: string): string | undefined => {
    const at = tokens.findIndex((token) => token.type === type);
    return at < 0 ? undefined : plainText(tokens[at + 1]!);
  };
  const title = textAfter("heading_open");
  const question = textAfter("paragraph_open");
  return { ...(title && { title }), ...(question && { question }) };
}

function headingOf(open: Token, inline: Token, before: readonly Heading[]): Heading {
  const text = plainText(inline);
  const name = text
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, "-")
    .replace(/^-+|-+$/g, "");
  const base = `section-${name || "untitled"}`;
  const taken = new Set(before.map(({ id }) => id));
  let id = base;
  for (let n = 2; taken.has(id); n++) id = `${base}-${n}`;
  return { level: Number(open.tag.slice(1)), id, text };
}

function plainText(inline: Token): string {
  const parts = (inline.children ?? []).map((token) =>
    token.type === "softbreak" || token.type === "hardbreak" ? " " : token.content,
  );
  return parts.join("").trim();
}

function openLink(href: string): string {
  const sibling = siblingNotebook.exec(href);
  if (sibling) return `<a href="${escapeHtml(`${sibling[1]}.html${sibling[2] ?? ""}`)}">`;
  if (!outsideLink.test(href)) return `<span class="path" title="${escapeHtml(href)}">`;
  const rel = href.startsWith("#") ? "" : ' rel="noopener noreferrer"';
  return `<a href="${escapeHtml(href)}"${rel}>`;
}

function isSpan(link: Token | undefined): boolean {
  const href = String(link?.attrGet("href") ?? "");
  return !siblingNotebook.test(href) && !outsideLink.test(href);
}

// Links do not nest, so the opening token is the nearest before.
function opening(tokens: readonly Token[], close: number): Token | undefined {
  return tokens.slice(0, close).findLast((token) => token.type === "link_open");
}

function picture(token: Token): string {
  const source = String(token.attrGet("src") ?? "");
  const alt = escapeHtml(token.content);
  if (embeddedPicture.test(source)) return `<img src="${source}" alt="${alt}">`;
  return `<span class="path" title="${escapeHtml(source.slice(0, 200))}">${alt || "picture"}</span>`;
}
