import { liveChart } from "./live-chart.ts";

// One chart per frame: the page stays responsive and the pictures are there meanwhile.
async function start(): Promise<void> {
  for (const element of document.querySelectorAll<HTMLElement>("figure.chart")) {
    await new Promise((resolve) => requestAnimationFrame(resolve));
    liveChart(element);
  }
}

void start();
