import { escapeHtml } from "./escape.ts";
import { layout } from "./layout.ts";

/** A page that says one thing and where to go from here. */
interface MessagePage {
  readonly title: string;
  readonly text: string;
  readonly links: readonly { readonly href: string; readonly text: string }[];
}

/** The page for an address that does not exist or a notebook that cannot be shown. */
export function messagePage({ title, text, links }: MessagePage): string {
  const items = links.map(
    ({ href, text }) => `<li><a href="${escapeHtml(href)}">${escapeHtml(text)}</a></li>`,
  );
  const list = items.length === 0 ? "" : `<ul>\n${items.join("\n")}\n</ul>`;
  const body = `<main id="content" class="narrow prose">
<h1>${escapeHtml(title)}</h1>
<p>${escapeHtml(text)}</p>
${list}
</main>`;
  return layout({ title, home: "/", body });
}
