const elementNode = 1;
const textNode = 3;

/**
 * An SVG element as XML text, with `&`, `<` and quotes escaped; comments are left out. An HTML
 * document's own `outerHTML` leaves `&` as it is in attributes, which no SVG reader takes.
 */
export function svgText(element: Element): string {
  const name = element.localName;
  const attributes = element
    .getAttributeNames()
    .map((key) => ` ${key}="${escaped(element.getAttribute(key)!)}"`)
    .join("");
  const inner = Array.from(element.childNodes, nodeText).join("");
  return inner === "" ? `<${name}${attributes}/>` : `<${name}${attributes}>${inner}</${name}>`;
}

function nodeText(node: ChildNode): string {
  if (node.nodeType === elementNode) return svgText(node as Element);
  return node.nodeType === textNode ? escaped(node.textContent ?? "") : "";
}

function escaped(text: string): string {
  return text
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    .replaceAll('"', "&quot;");
}
