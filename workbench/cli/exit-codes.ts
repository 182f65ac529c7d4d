/** What a command leaves behind for scripts; an interrupted one leaves 128 + the signal's number. */
export const exitCodes = {
  /** Everything went well. */
  ok: 0,
  /** A notebook failed or does not reproduce. */
  failed: 1,
  /** The command line or a document it names is not valid; nothing was run. */
  invalid: 2,
} as const;
