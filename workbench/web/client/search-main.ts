import { findIn, type SearchEntry, type SearchHit } from "./search.ts";

const finder = document.querySelector<HTMLElement>(".finder");
const box = document.querySelector<HTMLInputElement>("#search");
const found = document.querySelector<HTMLElement>("#found");
const data = document.querySelector("#search-data")?.textContent;

if (finder && box && found && data) start({ finder, box, found }, JSON.parse(data));

interface Finder {
  readonly finder: HTMLElement;
  readonly box: HTMLInputElement;
  readonly found: HTMLElement;
}

function start({ finder, box, found }: Finder, entries: readonly SearchEntry[]): void {
  const items = [...document.querySelectorAll<HTMLElement>(".item")];
  const search = (): void => {
    const query = box.value.trim();
    let count = 0;
    items.forEach((item, i) => {
      const hits = findIn(entries[i]!, query);
      item.hidden = hits === undefined;
      if (hits !== undefined) count++;
      item.querySelector(".hits")?.remove();
      if (hits !== undefined && hits.length > 0 && query !== "") item.append(hitList(hits));
    });
    found.textContent = query === "" ? "" : sentence(count, entries.length);
  };
  const readAddress = (): void => {
    box.value = new URLSearchParams(location.hash.slice(1)).get("q") ?? "";
    search();
  };
  box.addEventListener("input", () => {
    // In the address, so that the way back from a notebook finds the search again.
    const { value } = box;
    history.replaceState(null, "", value === "" ? "#" : `#q=${encodeURIComponent(value)}`);
    search();
  });
  addEventListener("hashchange", readAddress);
  addEventListener("keydown", (event) => {
    if (event.key !== "/" || event.target === box || event.ctrlKey || event.metaKey) return;
    event.preventDefault();
    box.focus();
  });
  finder.hidden = false;
  readAddress();
}

function sentence(count: number, all: number): string {
  if (count === 0) return "No notebook has all of these words.";
  return `${count} of ${all} ${all === 1 ? "notebook" : "notebooks"}`;
}

function hitList(hits: readonly SearchHit[]): HTMLElement {
  const list = document.createElement("ul");
  list.className = "hits";
  list.append(...hits.map(hitItem));
  return list;
}

function hitItem({ href, heading, snippet }: SearchHit): HTMLElement {
  const item = document.createElement("li");
  const link = document.createElement("a");
  link.href = href;
  link.textContent = heading;
  const text = document.createElement("span");
  for (const part of snippet) {
    const piece = document.createElement(part.found ? "mark" : "span");
    piece.textContent = part.text;
    text.append(piece);
  }
  item.append(link, text);
  return item;
}
