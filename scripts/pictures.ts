// Copies the pictures that the README shows out of the committed notebooks.
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";

const root = dirname(dirname(fileURLToPath(import.meta.url)));

/** Where a picture comes from: the first output of `chart` in `notebook`. */
interface Picture {
  readonly path: string;
  readonly notebook: string;
  readonly chart: string;
}

interface Output {
  readonly data?: Record<string, string | string[]>;
  readonly metadata?: { readonly stressbook?: { readonly chart?: string } };
}

export const pictures: readonly Picture[] = [
  {
    path: "docs/images/pnl-by-scenario.png",
    notebook: "notebooks/02-historical-stress.ipynb",
    chart: "pnlByScenario",
  },
];

/** The PNG that a notebook's output of a chart holds. */
export function pictureOf({ notebook, chart }: Picture): Buffer {
  const { cells } = JSON.parse(readFileSync(join(root, notebook), "utf8")) as {
    cells: { outputs?: Output[] }[];
  };
  const outputs = cells.flatMap((cell) => cell.outputs ?? []);
  const found = outputs.find((output) => output.metadata?.stressbook?.chart === chart);
  if (found?.data?.["image/png"] === undefined)
    throw new Error(`${notebook} has no output of chart ${chart}`);
  return Buffer.from([found.data["image/png"]].flat().join(""), "base64");
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? "").href) {
  for (const picture of pictures) {
    mkdirSync(join(root, dirname(picture.path)), { recursive: true });
    writeFileSync(join(root, picture.path), pictureOf(picture));
  }
}
