export type { Chart, ChartFrame } from "./charts/chart.ts";
