const precision = 100;
const longNumber = /-?\d*\.\d{3,}(?:e[-+]\d+)?/g;
const coordinateNames = new Set(
  "d x y x1 x2 y1 y2 dx dy cx cy r rx ry width height points transform viewBox offset".split(" "),
);

/**
 * Makes a drawn figure the same text each time: coordinates to a hundredth of a pixel, and ids that
 * Plot counts up inside a process replaced by ids made from what they name. Two figures on a page
 * share an id only where its content is the same.
 */
export function stabilise(root: Element): void {
  const elements = [root, ...root.querySelectorAll("*")];
  elements.forEach(roundCoordinates);
  const renamed = new Map(elements.flatMap(rename));
  if (renamed.size > 0) elements.forEach((element) => void redirect(element, renamed));
}

function roundCoordinates(element: Element): void {
  for (const name of element.getAttributeNames()) {
    if (!coordinateNames.has(name)) continue;
    const value = element.getAttribute(name)!;
    const rounded = value.replace(longNumber, round);
    if (rounded !== value) element.setAttribute(name, rounded);
  }
}

function round(text: string): string {
  const rounded = Math.round(Number(text) * precision) / precision;
  return String(rounded === 0 ? 0 : rounded);
}

function rename(element: Element): [string, string][] {
  const old = element.getAttribute("id");
  if (old === null) return [];
  const id = `${element.localName.toLowerCase()}-${hash(element.innerHTML)}`;
  element.setAttribute("id", id);
  return [[old, id]];
}

function redirect(element: Element, renamed: ReadonlyMap<string, string>): void {
  for (const name of element.getAttributeNames()) {
    const value = element.getAttribute(name)!;
    if (!value.includes("#")) continue;
    const changed = value.replace(/#([\w-]+)/g, (all, id) => {
      const next = renamed.get(id);
      return next === undefined ? all : `#${next}`;
    });
    if (changed !== value) element.setAttribute(name, changed);
  }
}

/** FNV-1a, 32 bits, in hexadecimal. */
function hash(text: string): string {
  let state = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) {
    state = Math.imul(state ^ text.charCodeAt(i), 0x01000193);
  }
  return (state >>> 0).toString(16).padStart(8, "0");
}
