import { isJsonObject, type JsonObject } from "../notebook/json.ts";

const mostTags = 12;
const longestTag = 40;

/** A notebook's tags, from `tags` in its metadata or in the metadata's `stressbook`, without repetition. */
export function tagsOf(metadata: JsonObject): string[] {
  const own = isJsonObject(metadata.stressbook) ? metadata.stressbook.tags : undefined;
  const tags = [metadata.tags, own].flatMap((list) => (Array.isArray(list) ? list : []));
  const texts = tags
    .filter((tag) => typeof tag === "string")
    .map((tag) => tag.trim())
    .filter((tag) => tag !== "" && tag.length <= longestTag);
  return [...new Set(texts)].slice(0, mostTags);
}
