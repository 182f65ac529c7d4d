import { join } from "node:path";
import { applyRules } from "./apply-rules.ts";
import {
  type FileFindings,
  type Finding,
  isExpectedToFail,
  type NotebookSource,
} from "./finding.ts";
import { checkAsKernel } from "./kernel-check.ts";
import { type KernelConverter, openConverter } from "./kernel-typescript.ts";

/** What the kernel's compiler and the rules find in some notebooks. */
export interface KernelPass {
  /** One for each notebook, in order. */
  readonly notebooks: readonly FileFindings[];
  /** Of files that notebooks import, by absolute path. */
  readonly imported: readonly FileFindings[];
}

/** Types every cell as the kernel does, one after the other, and applies the rules to it. */
export function runKernelPass(sources: readonly NotebookSource[]): KernelPass {
  const converters = new Map<string, KernelConverter>();
  const imported: FileFindings[] = [];
  try {
    return { notebooks: sources.map(checkNotebook), imported };
  } finally {
    for (const converter of converters.values()) converter.close();
  }

  function checkNotebook({ file, folder, cells }: NotebookSource): FileFindings {
    const converter = converters.get(folder) ?? openConverter(folder);
    converters.set(folder, converter);
    const findings: Finding[] = [];
    let declarations = "";
    for (const cell of cells) {
      const checked = checkAsKernel(converter, declarations, cell);
      if (!isExpectedToFail(cell)) declarations = checked.declarations;
      findings.push(...checked.findings);
      if (checked.view !== undefined) findings.push(...applyRules(cell, checked.view));
      for (const { file: name, finding } of checked.imported) {
        imported.push({ file: join(folder, name), findings: [finding] });
      }
    }
    return { file, findings };
  }
}
