import { createRequire } from "node:module";
import { Resvg } from "@resvg/resvg-js";

const require = createRequire(import.meta.url);
const fontFiles = ["400Regular/Inter_400Regular.ttf", "600SemiBold/Inter_600SemiBold.ttf"];

/** How a picture is made. */
export interface PngOptions {
  /** Picture pixels per CSS pixel; 2 is sharp on the screens of today. */
  readonly scale: number;
}

/**
 * A standalone SVG as PNG, drawn with the bundled Inter only: the same SVG gives the same bytes on
 * every machine. Text is drawn in Inter whatever family the SVG names.
 */
export function renderPng(svg: string, { scale }: PngOptions): Uint8Array {
  const font = {
    loadSystemFonts: false,
    fontFiles: fontFiles.map((file) => require.resolve(`@expo-google-fonts/inter/${file}`)),
    defaultFontFamily: "Inter",
  };
  return new Resvg(svg, { font, fitTo: { mode: "zoom", value: scale } }).render().asPng();
}
