import { z } from "zod";
import type { Book } from "./book.ts";
import { bookIssues } from "./book-issues.ts";
import { checkDocument, list, record } from "./check-document.ts";
import {
  assetSymbol,
  date,
  identifier,
  nonNegative,
  nonZero,
  oneOf,
  positive,
  share,
  text,
} from "./fields.ts";

const contractTerms = {
  underlying: assetSymbol,
  settlement: oneOf("linear", "inverse"),
  contractSize: positive,
};

const instrument = z.discriminatedUnion(
  "type",
  [
    record({ type: z.literal("spot"), underlying: assetSymbol }),
    record({ type: z.literal("perpetual"), ...contractTerms }),
    record({ type: z.literal("future"), ...contractTerms, expiry: date }),
    record({
      type: z.literal("option"),
      ...contractTerms,
      expiry: date,
      strike: positive,
      kind: oneOf("call", "put"),
    }),
  ],
  {
    error: ({ code }) =>
      code === "invalid_union"
        ? "must be spot, perpetual, future or option"
        : "must be an object with a type",
  },
);

const position = record({
  id: identifier,
  desk: identifier,
  trader: identifier,
  account: identifier,
  instrument,
  quantity: nonZero,
  entryPrice: positive,
  leverage: z.exactOptional(positive),
  stop: z.exactOptional(positive),
  sector: z.exactOptional(identifier),
  opened: z.exactOptional(date),
});

const account = record({
  id: identifier,
  venue: identifier,
  marginMode: oneOf("cross", "isolated", "portfolio"),
  collateral: list(record({ asset: assetSymbol, quantity: nonNegative, haircut: share })),
});

const schema: z.ZodType<Book> = record({
  name: text,
  asOf: date,
  positions: list(position),
  accounts: list(account),
});

/**
 * A book from an outside document (parsed JSON), checked in full before any of it is used.
 *
 * Refused: a missing, misspelt or unknown field; a number that is not finite or breaks its rule; a
 * date that does not exist; no positions; ids that repeat; a position in an account that is not
 * defined; two sectors for one asset; a position opened after the book's date; an instrument that
 * expired before it. A short spot position is accepted: the coin was borrowed and sold.
 *
 * @returns a copy; the input is not kept.
 * @throws InvalidInputError listing every refusal with path, rule and value.
 * @example parseBook(JSON.parse(text))
 */
export function parseBook(input: unknown): Book {
  return checkDocument(input, { subject: "book", schema, across: bookIssues });
}
