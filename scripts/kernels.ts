// Compiles the AssemblyScript under kernels/ into the base64 that lib/math/kernels loads. The set-up
// runs it with the checksum of the sources when that is not the one in the committed output, so a
// fresh clone compiles nothing.
import { readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import asc from "assemblyscript/asc";

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const sourceFolder = "kernels";
const outputPath = "lib/math/kernels/module-bytes.ts";
/** Four mebibytes, through which inputs pass piece by piece; where they stay as a whole, the memory grows up to a gibibyte. */
const memoryPages = 64;
const mostPages = 16_384;
const settings = [
  ...["-O3", "--converge", "--noAssert"],
  ...["--enable", "simd", "--runtime", "stub"],
  ...["--initialMemory", String(memoryPages), "--maximumMemory", String(mostPages)],
];

/** The text of the committed file, compiled from the sources, with their checksum in its head. */
export async function compileKernels(checksum: string): Promise<string> {
  let bytes = new Uint8Array();
  const { error, stderr } = await asc.main(
    [`${sourceFolder}/index.ts`, ...settings, "--outFile", "kernels.wasm"],
    {
      readFile: (name) => readSource(name),
      listFiles: () => [],
      writeFile: (_, contents) => {
        bytes = Uint8Array.from(contents as Uint8Array);
      },
    },
  );
  if (error !== null) throw new Error(`kernels: ${error.message}\n${stderr.toString()}`);
  return [
    "// Made by scripts/kernels.ts: do not edit.",
    `// sources ${checksum}`,
    "",
    "/** The WebAssembly module of the kernels in base64. */",
    "export const moduleBytes: string =",
    `  "${Buffer.from(bytes).toString("base64")}";`,
    "",
  ].join("\n");
}

function readSource(name: string): string | null {
  try {
    return readFileSync(join(root, name), "utf8");
  } catch {
    return null;
  }
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? "").href) {
  writeFileSync(join(root, outputPath), await compileKernels(process.argv[2] ?? ""));
}
