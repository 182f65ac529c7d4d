/** Work a turn of the event loop later, when whatever else waits has been heard; one at a time. */
export interface Turns {
  readonly next: (work: () => void) => void;
  readonly end: () => void;
}

/** `setImmediate` where there is one: Node's ports may starve its timers, and a browser's timers wait 4 ms. */
export function eventLoopTurns(): Turns {
  if (typeof setImmediate === "function") {
    return { next: (work) => void setImmediate(work), end: () => undefined };
  }
  const { port1, port2 } = new MessageChannel();
  return {
    next: (work) => {
      port1.onmessage = work;
      port2.postMessage(undefined);
    },
    end: () => port1.close(),
  };
}
