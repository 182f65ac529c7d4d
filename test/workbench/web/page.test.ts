import { parseHTML } from "linkedom";
import { describe, expect, test, vi } from "vitest";
import type { Notebook } from "../../../workbench/notebook/notebook.ts";
import { notebookPage } from "../../../workbench/web/page.ts";
import {
  type CellMaker,
  codeCell,
  display,
  markdownCell,
  notebookOf,
  onePixel,
  stream,
} from "./notebooks.ts";

vi.mock("../../../workbench/web/page-script.ts", () => ({
  pageScript: (name: string) => `console.log("${name}");`,
}));

const chart = {
  chart: "priceLines",
  data: { dates: ["2020-03-07"], series: [{ name: "BTC", values: [8909.8] }] },
  options: { unit: "usd", source: "data/daily-close.csv" },
};
const chartOutput = display(
  { "image/png": onePixel, "text/plain": 'Prices\nBTC "went" down' },
  { stressbook: chart },
);

describe("a page", () => {
  test("is titled by the first heading and described by the first paragraph", () => {
    const { document } = pageOf(markdownCell("# Who loses *what*?\n\nThe question `x`.\n\nMore."));
    expect(document.title).toBe("Who loses what? · Stressbook");
    const description = document.querySelector('meta[name="description"]');
    expect(description?.getAttribute("content")).toBe("The question x.");
  });

  test("without a heading is titled by its file", () => {
    expect(pageOf(markdownCell("Only text")).document.title).toBe("01-page · Stressbook");
  });

  test("asks no other place for anything", () => {
    const { html, document } = hostilePage();
    for (const attribute of [
      "src",
      "srcset",
      "poster",
      "action",
      "formaction",
      "data",
      "background",
    ]) {
      for (const element of document.querySelectorAll(`[${attribute}]`)) {
        expect(element.getAttribute(attribute)).toMatch(/^data:image\//);
      }
    }
    for (const link of document.querySelectorAll("link")) {
      expect(link.getAttribute("href")).toMatch(/^data:image\//);
    }
    expect(document.querySelectorAll("iframe, object, embed, base, form")).toHaveLength(0);
    expect(html.match(/<style>[\s\S]*<\/style>/)?.[0]).not.toMatch(/url\(|@import/);
  });

  test("allows exactly the scripts it holds, by hash", async () => {
    const { document } = pageOf(codeCell("show()", chartOutput));
    const policy = document
      .querySelector('meta[http-equiv="Content-Security-Policy"]')!
      .getAttribute("content")!;
    expect(policy).toContain("default-src 'none'; img-src data:; style-src 'unsafe-inline'");
    const scripts = [...document.querySelectorAll("script:not([type])")];
    expect(scripts).toHaveLength(2);
    for (const script of scripts) {
      const bytes = new TextEncoder().encode(script.textContent);
      const hash = Buffer.from(await crypto.subtle.digest("SHA-256", bytes)).toString("base64");
      expect(policy).toContain(`'sha256-${hash}'`);
    }
    expect(policy.match(/sha256-/g)).toHaveLength(2);
    expect(policy).not.toMatch(/script-src[^;]*unsafe/);
  });

  test("carries the chart script only when there is a chart", () => {
    expect(pageOf(markdownCell("# No chart")).html).not.toContain('console.log("client")');
    expect(pageOf(codeCell("show()", chartOutput)).html).toContain('console.log("client")');
  });

  test("links index and neighbours", () => {
    const notebook = notebookOf(markdownCell("# Middle"));
    const html = notebookPage(notebook, {
      fileName: "02-middle.ipynb",
      state: "reproduced",
      previous: { href: "01-first.html", title: "First <one>" },
      next: { href: "03-last.html", title: "Last" },
    });
    const { document } = parseHTML(html);
    expect(document.querySelector("a.brand")?.getAttribute("href")).toBe("../index.html");
    expect(document.querySelector('a[rel="prev"]')?.getAttribute("href")).toBe("01-first.html");
    expect(document.querySelector('a[rel="prev"]')?.textContent).toBe("PreviousFirst <one>");
    expect(document.querySelector('a[rel="next"]')?.getAttribute("href")).toBe("03-last.html");
    expect(document.querySelector(".state")?.textContent).toBe("Reproduced");
  });

  test("lists second- and third-level headings with anchors that exist and differ", () => {
    const source = "# Title\n\n## Method\n\n### Data & *dates*\n\n## Method\n\n#### Detail";
    const { document } = pageOf(markdownCell(source));
    const targets = [...document.querySelectorAll(".contents a")].map((a) =>
      a.getAttribute("href"),
    );
    expect(targets).toEqual(["#section-method", "#section-data-dates", "#section-method-2"]);
    for (const target of targets) expect(document.querySelectorAll(target!)).toHaveLength(1);
  });

  test("is the same text each time", () => {
    expect(hostilePage().html).toBe(hostilePage().html);
  });
});

describe("a chart", () => {
  test("is its picture, the key numbers as alternative text, and its payload", () => {
    const { document } = pageOf(codeCell("show()", chartOutput));
    const figure = document.querySelector("figure.chart")!;
    expect(figure.querySelector("img")?.getAttribute("src")).toBe(
      `data:image/png;base64,${onePixel}`,
    );
    expect(figure.querySelector("img")?.getAttribute("alt")).toBe('Prices\nBTC "went" down');
    const payload = figure.querySelector('script[type="application/json"]')!.textContent!;
    expect(JSON.parse(payload)).toEqual(chart);
  });

  test("payload cannot close its element and survives unharmed", () => {
    const name = "</script><script>alert(1)</script><!--\u2028\u2029";
    const payload = { ...chart, options: { title: name } };
    const { html, document } = pageOf(
      codeCell("show()", display({ "image/png": onePixel }, { stressbook: payload })),
    );
    expect(html).not.toContain("alert(1)</script>");
    expect(html).not.toContain("<!--");
    const text = document.querySelector('script[type="application/json"]')!.textContent!;
    expect(JSON.parse(text)).toEqual(payload);
  });

  test("without its picture shows its text, not a broken image", () => {
    const output = display({ "text/plain": "Prices of BTC" }, { stressbook: chart });
    const { document } = pageOf(codeCell("show()", output));
    expect(document.querySelector("figure")).toBeNull();
    expect(document.querySelector("pre.result")?.textContent).toBe("Prices of BTC");
  });

  test("whose picture is not base64 is not a picture", () => {
    const png = '"><img src=x onerror=alert(1)>';
    const { document } = pageOf(
      codeCell("show()", display({ "image/png": png }, { stressbook: chart })),
    );
    expect(document.querySelectorAll("main img")).toHaveLength(0);
  });
});

describe("a hostile notebook", () => {
  test("puts no element, handler or address of its own into the page", () => {
    const { document } = hostilePage();
    expect(document.querySelectorAll("script:not([type])")).toHaveLength(1);
    expect(
      document.querySelectorAll("main script, main style, main iframe, main svg"),
    ).toHaveLength(0);
    for (const element of document.querySelectorAll("*")) {
      for (const name of element.getAttributeNames()) {
        expect(name).not.toMatch(/^on/i);
        expect(element.getAttribute(name)).not.toMatch(/^\s*(javascript|vbscript|data:text)/i);
      }
    }
  });

  test("is shown as the text it is", () => {
    const text = hostilePage().document.querySelector("main")!.textContent!;
    expect(text).toContain("<script>alert('markdown')</script>");
    expect(text).toContain("<img src=x onerror=alert(2)>");
    expect(text).toContain("</code></pre><script>alert('code')</script>");
    expect(text).toContain("<b>stream</b>");
    expect(text).toContain("plain beside html");
    expect(text).not.toContain("injected html");
  });
});

describe("markdown", () => {
  test("formulas become MathML, prices stay prices", () => {
    const { document } = pageOf(
      markdownCell("From $5 to $10 with $x^2$.\n\n$$\nVaR = q_\\alpha\n$$"),
    );
    expect(document.querySelectorAll("math")).toHaveLength(2);
    expect(document.querySelector('math[display="block"]')).not.toBeNull();
    expect(document.querySelector("p:has(math)")?.textContent).toMatch(/^From \$5 to \$10 with/);
  });

  test("a formula that does not parse is shown as written", () => {
    expect(pageOf(markdownCell("See $\\frac{$ here")).document.body.textContent).toContain(
      "\\frac{",
    );
  });

  test("a formula cannot carry a link or run for ever", () => {
    const source = "$\\href{javascript:alert(1)}{x}$ and $\\def\\a{\\a\\a}\\a$";
    const { document } = pageOf(markdownCell(source));
    expect(document.querySelectorAll("main [href^='javascript']")).toHaveLength(0);
  });

  test("links: notebooks become pages, the web stays, repository paths are text", () => {
    const { document } = pageOf(
      markdownCell(
        "[next](02-next.ipynb#part) [web](https://example.org/?a=1&b=2) [data](../data/README.md)",
      ),
    );
    const links = [...document.querySelectorAll("main .prose a")];
    expect(links.map((link) => link.getAttribute("href"))).toEqual([
      "02-next.html#part",
      "https://example.org/?a=1&b=2",
    ]);
    expect(links[1]?.getAttribute("rel")).toBe("noopener noreferrer");
    expect(document.querySelector("span.path")?.getAttribute("title")).toBe("../data/README.md");
  });

  test("outside pictures are named, not fetched", () => {
    const { document } = pageOf(markdownCell("![a chart](https://example.org/tracker.png)"));
    expect(document.querySelectorAll("main img")).toHaveLength(0);
    expect(document.querySelector("main")?.textContent).toContain("a chart");
  });

  test("tables scroll inside a container of their own", () => {
    const { document } = pageOf(markdownCell("| a | b |\n|---|--:|\n| 1 | 2 |"));
    expect(document.querySelector(".scroll > table")).not.toBeNull();
  });
});

describe("outputs", () => {
  test("printed text is shown without terminal codes", () => {
    const output = stream("\u001b[31mred\u001b[0m and \u001b]0;title\u0007plain\n");
    const { document } = pageOf(codeCell("log()", output));
    expect(document.querySelector("pre.stdout")?.textContent).toBe("red and plain");
  });

  test("an endless text is cut and says by how much", () => {
    const { html, document } = pageOf(codeCell("log()", stream("x".repeat(5_000_000))));
    expect(html.length).toBeLessThan(250_000);
    expect(document.querySelector("main")?.textContent).toContain(
      "4,900,000 more characters are in the notebook.",
    );
  });

  test("an error is shown with its trace", () => {
    const trace = ["RangeError: confidence must be in (0, 1): 95", "  at <cell>:1"];
    const { document } = pageOf(
      codeCell("fail()", { kind: "error", name: "RangeError", value: "x", traceback: trace }),
    );
    expect(document.querySelector("pre.error")?.textContent).toBe(trace.join("\n"));
  });

  test("Markdown is rendered, a lone picture is a picture", () => {
    const { document } = pageOf(
      codeCell("say()", display({ "text/markdown": "The loss is **12 %**." })),
      codeCell("pic()", display({ "image/png": onePixel, "text/plain": "alt" })),
    );
    expect(document.querySelector(".outputs strong")?.textContent).toBe("12\u00a0%");
    expect(document.querySelector("figure.picture img")?.getAttribute("alt")).toBe("alt");
  });

  test("no line of prose ends between a figure and its percent sign; code stays as written", () => {
    const { document } = pageOf(markdownCell("Up 5 % of 50 %; as `7 % 2`, 3 times."));
    expect(document.querySelector("main .prose p")?.textContent).toBe(
      "Up 5\u00a0% of 50\u00a0%; as 7 % 2, 3 times.",
    );
  });

  test("code is highlighted and otherwise unchanged", () => {
    const source = 'const a = "<b>" as string; // 1 < 2 && 3 > 2\nconst t = `x`;';
    const { document } = pageOf(codeCell(source));
    expect(document.querySelector("pre code")?.textContent).toBe(source);
    expect(document.querySelector(".hljs-keyword")?.textContent).toBe("const");
  });

  test("empty and raw cells leave no trace", () => {
    const raw = (id: string) => ({ kind: "raw", id, metadata: {}, source: "raw text" }) as const;
    const { document } = pageOf(markdownCell("  \n"), codeCell(""), raw, markdownCell("# One"));
    expect(document.querySelectorAll("main section")).toHaveLength(1);
  });
});

function hostilePage(): { html: string; document: Document } {
  return pageOf(
    markdownCell(
      "# Title <script>alert('markdown')</script>\n\n<img src=x onerror=alert(2)>\n\n" +
        "[a](javascript:alert(3)) [b](data:text/html,<script>alert(4)</script>) " +
        "[c](JaVaScRiPt:alert(5)) <javascript:alert(6)> [d]( vbscript:x)\n\n" +
        "![x](data:image/svg+xml;base64,PHN2ZyBvbmxvYWQ9YWxlcnQoNyk+) " +
        '![y](https://evil.example/x.png "onerror=alert(8)")\n\n' +
        '```html"><script>alert(9)</script>\n<script>alert(10)</script>\n```\n',
    ),
    codeCell(
      "</code></pre><script>alert('code')</script>",
      stream("<b>stream</b><script>alert(11)</script>"),
      display({
        "text/html": "<p>injected html</p><script>alert(12)</script>",
        "text/plain": "plain beside html",
      }),
      display({ "image/svg+xml": "<svg onload=alert(13)>", "text/plain": "an svg" }),
      display({ "application/javascript": "alert(14)", "text/plain": "a script" }),
      display({ "text/markdown": "<svg onload=alert(15)> [x](javascript:alert(16))" }),
      { kind: "error", name: "<img onerror=alert(17)>", value: "", traceback: [] },
    ),
  );
}

function pageOf(...cells: readonly CellMaker[]): { html: string; document: Document } {
  const notebook: Notebook = notebookOf(...cells);
  const html = notebookPage(notebook, { fileName: "01-page.ipynb" });
  return { html, document: parseHTML(html).document as unknown as Document };
}
