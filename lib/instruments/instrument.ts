/** How a derivative settles: `linear` in dollars, `inverse` in coins of its underlying. */
export type Settlement = "linear" | "inverse";

/** A coin held or sold outright; one unit of quantity is one coin. */
export interface SpotInstrument {
  readonly type: "spot";
  /** Asset symbol as the market spells it: `BTC`. */
  readonly underlying: string;
}

/** What perpetuals, futures and options have in common. */
export interface ContractTerms {
  readonly underlying: string;
  readonly settlement: Settlement;
  /**
   * Size of one contract, > 0: coins of the underlying, but dollars for an inverse perpetual or
   * future. An inverse option, too, is on so many coins.
   */
  readonly contractSize: number;
}

/** A perpetual swap: no expiry, held near spot by funding payments. */
export interface PerpetualInstrument extends ContractTerms {
  readonly type: "perpetual";
}

/** A dated future. */
export interface FutureInstrument extends ContractTerms {
  readonly type: "future";
  /** ISO date of the settlement, at 08:00 UTC. */
  readonly expiry: string;
}

/** A European option on the underlying. */
export interface OptionInstrument extends ContractTerms {
  readonly type: "option";
  /** ISO date of the expiry, at 08:00 UTC. */
  readonly expiry: string;
  /** USD per coin, > 0. */
  readonly strike: number;
  readonly kind: "call" | "put";
}

/** What a position is in; `type` tells the members apart. */
export type Instrument = SpotInstrument | PerpetualInstrument | FutureInstrument | OptionInstrument;

/** The contract in words, for messages and tables: `BTC inverse perpetual`. */
export function instrumentName(instrument: Instrument): string {
  const { type, underlying } = instrument;
  if (type === "spot") return `${underlying} spot`;
  const { settlement } = instrument;
  if (type === "perpetual") return `${underlying} ${settlement} perpetual`;
  if (type === "future") return `${underlying} ${settlement} future ${instrument.expiry}`;
  return `${underlying} ${settlement} ${instrument.kind} ${instrument.strike} ${instrument.expiry}`;
}
