import type { DrawnChart } from "./draw-chart.ts";

/**
 * Makes the legend's items buttons, by pointer and keyboard, that switch a series off and on; the
 * last visible series stays.
 */
export function legend(
  { svg, series }: DrawnChart,
  hidden: readonly string[],
  onChange: (hidden: readonly string[]) => void,
): void {
  // An image hides its parts from assistive technology, and these parts can be pressed.
  if (series.length > 1) svg.setAttribute("role", "group");
  const names = new Set(series.map((item) => item.dataset.series!));
  if (names.size < 2) return;
  const toggle = (name: string): void => {
    const next = hidden.includes(name)
      ? hidden.filter((other) => other !== name)
      : [...hidden, name];
    if (next.length < names.size) onChange(next);
  };
  for (const item of series) {
    const name = item.dataset.series!;
    item.setAttribute("role", "button");
    item.setAttribute("tabindex", "0");
    item.setAttribute("aria-label", name);
    item.setAttribute("aria-pressed", String(!hidden.includes(name)));
    item.addEventListener("click", () => toggle(name));
    item.addEventListener("keydown", (event) => {
      if (event.key !== "Enter" && event.key !== " ") return;
      event.preventDefault();
      toggle(name);
    });
  }
}
