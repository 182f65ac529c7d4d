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
 * Links to notebooks beside this one lead to their pages, of which there are `pages` (by default all);
 * other links into the repository, which no page shows, become plain text with the path as a hint.
 * Pictures are shown only when embedded.
 */
export function markdownRenderer(pages?: ReadonlySet<string>): MarkdownRenderer {
  const headings: Heading[] = [];
  const markdown = new MarkdownIt({ html: false, highlight }).use(maths);
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
  const openLinks: string[] = [];
  rules.link_open = (tokens, i) => {
    const { open, close } = linkTags(String(tokens[i]!.attrGet("href") ?? ""), pages);
    openLinks.push(close);
    return open;
  };
  rules.link_close = () => openLinks.pop() ?? "";
  rules.image = (tokens, i) => picture(tokens[i]!);
  rules.text = (tokens, i) => markdown.utils.escapeHtml(withPercentKept(tokens[i]!.content));
  rules.table_open = () => '<div class="scroll"><table>\n';
  rules.table_close = () => "</table></div>\n";
  return { headings, render: (source) => markdown.render(source) };
}

/** No line ends between a figure and its percent sign. */
function withPercentKept(text: string): string {
  return text.replace(/(?<=\d) (?=%)/g, "\u00a0");
}

/** A part of a page under one heading, as text. */
export interface ProseSection {
  /** Absent for what stands before the first heading. */
  readonly heading?: Heading;
  readonly text: string;
}

/**
 * The prose of a page, its Markdown texts in order, as text under the headings that
 * {@link markdownRenderer} gives them. Blocks of code and formulas are left out.
 */
export function proseSections(sources: readonly string[]): ProseSection[] {
  const parser = new MarkdownIt({ html: false }).use(maths);
  const headings: Heading[] = [];
  const sections: { heading?: Heading; texts: string[] }[] = [{ texts: [] }];
  for (const source of sources) {
    const tokens = parser.parse(source, {});
    tokens.forEach((token, i) => {
      if (token.type === "heading_open") {
        const heading = headingOf(token, tokens[i + 1]!, headings);
        headings.push(heading);
        sections.push({ heading, texts: [] });
      } else if (token.type === "inline" && tokens[i - 1]?.type !== "heading_open") {
        sections.at(-1)!.texts.push(plainText(token, isFormula));
      }
    });
  }
  return sections.map(({ heading, texts }) => {
    return { ...(heading && { heading }), text: texts.filter((text) => text !== "").join(" ") };
  });
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

function plainText(inline: Token, isLeftOut: (token: Token) => boolean = () => false): string {
  const parts = (inline.children ?? []).map((token) => {
    if (isLeftOut(token)) return "…";
    return token.type === "softbreak" || token.type === "hardbreak" ? " " : token.content;
  });
  return parts.join("").trim();
}

function isFormula({ type }: Token): boolean {
  return type === "formula" || type === "display_formula";
}

function linkTags(
  href: string,
  pages: ReadonlySet<string> | undefined,
): { readonly open: string; readonly close: string } {
  const sibling = siblingNotebook.exec(href);
  if (sibling && (pages?.has(sibling[1]!) ?? true)) {
    const page = escapeHtml(`${sibling[1]}.html${sibling[2] ?? ""}`);
    return { open: `<a href="${page}">`, close: "</a>" };
  }
  if (!outsideLink.test(href)) {
    return { open: `<span class="path" title="${escapeHtml(href)}">`, close: "</span>" };
  }
  const rel = href.startsWith("#") ? "" : ' rel="noopener noreferrer"';
  return { open: `<a href="${escapeHtml(href)}"${rel}>`, close: "</a>" };
}

function picture(token: Token): string {
  const source = String(token.attrGet("src") ?? "");
  const alt = escapeHtml(token.content);
  if (embeddedPicture.test(source)) return `<img src="${source}" alt="${alt}">`;
  return `<span class="path" title="${escapeHtml(source.slice(0, 200))}">${alt || "picture"}</span>`;
}
