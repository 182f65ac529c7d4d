/** Every rule by its code, with what it asks for in a few words; the page has a section for each. */
export const ruleTitles = {
  SB001: "an allowance names rules and a reason",
  SB002: "an allowance allows something",
  SB101: "no shorthand for a variable of an earlier cell",
  SB102: "no shorthand assignment to a variable of an earlier cell",
  SB103: "no renamed property whose type an earlier cell declares",
  SB104: "no top-level await that the kernel cannot read",
  SB105: "no for await alone at top level",
  SB106: "no export in a cell",
  SB107: "no import.meta, __dirname, __filename or module in a cell",
  SB108: "nothing of a browser in a cell",
  SB201: "no chance without a seed",
  SB202: "no clock",
  SB203: "no network",
  SB204: "no other processes",
  SB205: "no absolute path",
  SB301: "a title first",
  SB302: "parameters are typed literals",
  SB303: "no empty code cell",
  SB304: "no large literal",
  SB305: "every promise is awaited",
} as const;

/** The code of a rule: SB0xx allowances, SB1xx the kernel, SB2xx reproducing, SB3xx the notebook. */
export type RuleCode = keyof typeof ruleTitles;

/** Whether a text is the code of a rule. */
export function isRuleCode(text: string): text is RuleCode {
  return Object.hasOwn(ruleTitles, text);
}
