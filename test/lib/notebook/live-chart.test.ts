import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gunzipSync } from "node:zlib";
import { lineY } from "@observablehq/plot";
import { parseHTML } from "linkedom";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { priceLines } from "../../../lib/charts/price-lines.ts";
import type { DisplayBundle } from "../../../lib/notebook/display.ts";
import { show } from "../../../lib/notebook/show.ts";
import { displayed } from "./fake-kernel.ts";

const data = { dates: ["2022-05-05", "2022-05-06"], series: [{ name: "BTC", values: [2, 1] }] };
const options = { unit: "usd", source: "data/daily-close.csv" } as const;
const source = 'console.log("</script> & \\"quotes\\"");';
let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "stressbook-live-"));
  writeFileSync(join(folder, "client.js"), source);
});

afterEach(() => {
  vi.unstubAllEnvs();
  rmSync(folder, { recursive: true });
});

function shown(script: string | undefined, title = "Prices"): DisplayBundle {
  vi.stubEnv("STRESSBOOK_LIVE_SCRIPT", script);
  return displayed(() => show(priceLines, data, { ...options, title }))[0]!;
}

function frameOf(html: string): Document {
  const { document } = parseHTML(html);
  return parseHTML(document.querySelector("iframe")!.getAttribute("srcdoc")!).document;
}

describe("show in live Jupyter", () => {
  test("adds the live chart and changes nothing else", () => {
    const plain = shown(undefined);
    const { data: live, metadata } = shown(join(folder, "client.js"));
    expect(Object.keys(plain.data)).toEqual(["image/png", "text/plain"]);
    expect(live).toEqual({ ...plain.data, "text/html": expect.any(String) });
    expect(metadata).toEqual(plain.metadata);
    expect(shown("").data).toEqual(plain.data);
  });

  test("gives the frame what the metadata records, and the page script", () => {
    const { data: live, metadata } = shown(join(folder, "client.js"));
    const frame = frameOf(live["text/html"]!);
    const payload = frame.querySelector('figure.chart script[type="application/json"]');
    expect(JSON.parse(payload!.textContent!)).toEqual(metadata.stressbook);
    const packed = frame.querySelector("#packed")!.textContent!;
    expect(gunzipSync(Buffer.from(packed, "base64")).toString()).toBe(source);
  });

  test("keeps texts from ending the frame or an element in it", () => {
    const title = "a\"b'c</script><script>alert(1)</script>&lt;";
    const html = shown(join(folder, "client.js"), title).data["text/html"]!;
    const { document } = parseHTML(html);
    expect(document.querySelectorAll("*").length).toBe(3);
    expect(document.querySelector("img")!.getAttribute("alt")).toBe(title);
    expect(frameOf(html).querySelectorAll("script").length).toBe(3);
    const payload = frameOf(html).querySelector('script[type="application/json"]')!.textContent!;
    expect(JSON.parse(payload).options.title).toBe(title);
  });

  test("shows a user's own chart as a picture alone", () => {
    vi.stubEnv("STRESSBOOK_LIVE_SCRIPT", join(folder, "client.js"));
    const own = (values: number[]) => ({
      title: "Own",
      subtitle: "s",
      caption: "c",
      ariaDescription: "one to two",
      marks: [lineY(values)],
    });
    const [output] = displayed(() => show(own, [1, 2], {}));
    expect(Object.keys(output!.data)).toEqual(["image/png", "text/plain"]);
  });

  test("says what to do when the page script is not built", () => {
    expect(() => shown(join(folder, "gone.js"))).toThrow(/gone\.js: run npm run setup/);
  });
});
