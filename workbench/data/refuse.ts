import { type InputIssue, InvalidInputError } from "stressbook/data";

/** Issues that a refusal prints before it counts the rest. */
const shownIssues = 20;

/** Throws an InvalidInputError that shows the first issues and counts the others. */
export function refuseIssues(subject: string, issues: readonly InputIssue[]): never {
  const rest = issues.length - shownIssues;
  if (rest <= 0) throw new InvalidInputError(subject, issues);
  const more = { path: "", rule: "and more of the same kind", value: `${rest} further` };
  throw new InvalidInputError(subject, [...issues.slice(0, shownIssues), more]);
}

/** Throws an InvalidInputError about a document as a whole. */
export function refuseWhole(subject: string, rule: string, value: string): never {
  throw new InvalidInputError(subject, [{ path: "", rule, value }]);
}
