// A thread that checks its share of the notebooks as the kernel does.
import { parentPort, workerData } from "node:worker_threads";
import type { NotebookSource } from "./finding.ts";
import { runKernelPass } from "./kernel-pass.ts";

parentPort?.postMessage(runKernelPass(workerData as NotebookSource[]));
