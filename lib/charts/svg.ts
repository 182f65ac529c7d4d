const svgNamespace = "http://www.w3.org/2000/svg";

/** What makes elements: a browser's document, or linkedom's in Node. */
export interface SvgDocument {
  createElementNS(namespace: string, name: string): Element;
}

/** Makes elements of one document. */
export type SvgMaker = (
  name: string,
  attributes: Readonly<Record<string, string | number>>,
  ...children: readonly (Element | string)[]
) => Element;

/** A maker of SVG elements: `make("rect", { width: 3 })`. */
export function svgMaker(document: SvgDocument): SvgMaker {
  return (name, attributes, ...children) => {
    const element = document.createElementNS(svgNamespace, name);
    for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, String(value));
    element.append(...children);
    return element;
  };
}

/** The attribute that makes the text a standalone SVG file. */
export const svgNamespaceAttribute: Readonly<Record<string, string>> = { xmlns: svgNamespace };
