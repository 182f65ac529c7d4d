/** What a reader can do with a chart, and what they have done. */
interface ChartStatus {
  readonly span: readonly [string, string] | undefined;
  readonly canZoom: boolean;
  readonly canHide: boolean;
}

/** The quiet line under a live chart. */
interface StatusLine {
  readonly element: HTMLElement;
  show(status: ChartStatus): void;
}

/** A line that says what can be done, or which span is shown with a button that shows all again. */
export function statusLine(onReset: () => void): StatusLine {
  const element = document.createElement("p");
  const text = document.createElement("span");
  const reset = document.createElement("button");
  element.className = "status";
  reset.type = "button";
  reset.textContent = "Show all";
  reset.addEventListener("click", onReset);
  element.append(text, reset);
  const show = ({ span, canZoom, canHide }: ChartStatus): void => {
    element.hidden = !canZoom && !canHide;
    element.classList.toggle("zoomed", span !== undefined);
    reset.hidden = span === undefined;
    text.textContent = span === undefined ? hint(canZoom, canHide) : `${span[0]} to ${span[1]}`;
  };
  return { element, show };
}

/** The line under a picture whose live version could not be drawn. */
export function note(): HTMLElement {
  const element = document.createElement("p");
  element.className = "note";
  element.textContent = "Shown as committed: the interactive version could not be drawn.";
  return element;
}

function hint(canZoom: boolean, canHide: boolean): string {
  const zoom = canZoom ? "Drag across to zoom, or press + and −." : "";
  const hide = canHide ? "Click a name in the legend to hide it." : "";
  return `${zoom} ${hide}`.trim();
}
