import hljs from "highlight.js/lib/core";
import json from "highlight.js/lib/languages/json";
import typescript from "highlight.js/lib/languages/typescript";
import { escapeHtml } from "./escape.ts";

hljs.registerLanguage("typescript", typescript);
hljs.registerLanguage("json", json);

/** Source text as HTML with `hljs-` classes; a language that is not known stays plain, escaped. */
export function highlight(source: string, language: string): string {
  if (!hljs.getLanguage(language)) return escapeHtml(source);
  return hljs.highlight(source, { language, ignoreIllegals: true }).value;
}
