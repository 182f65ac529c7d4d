/** One refused field of a document that came from outside (a book, a manifest, a policy). */
export interface InputIssue {
  /** Where: `positions[3].entryPrice`; empty for the document itself. */
  readonly path: string;
  /** The rule that the value breaks: `must be a positive number`. */
  readonly rule: string;
  /** The value as found, already printable. */
  readonly value: string;
}

/**
 * A document from outside is refused: every issue with its path, rule and value, one per line of
 * the message. Command lines answer it with exit code 2.
 */
export class InvalidInputError extends RangeError {
  override readonly name = "InvalidInputError";
  readonly issues: readonly InputIssue[];

  constructor(subject: string, issues: readonly InputIssue[]) {
    super([`${subject} is not valid:`, ...issues.map(line)].join("\n"));
    this.issues = issues;
  }
}

function line({ path, rule, value }: InputIssue): string {
  return `  ${path === "" ? "" : `${path} `}${rule}: ${value}`;
}
