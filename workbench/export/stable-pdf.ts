const date = /(\/(?:CreationDate|ModDate) \(D:)\d{14}/g;
const elementId = /\(node(\d{8})\)/g;

/**
 * A PDF of Chromium's without what differs from one print to the next, so that the same page gives
 * the same bytes: the time becomes that of the year 2000, and the names of table cells, which are
 * numbers of a counter that starts anywhere, count from zero. No byte changes its place.
 */
export function stablePdf(pdf: Buffer): Buffer {
  const text = pdf.toString("latin1");
  const ids = [...new Set(Array.from(text.matchAll(elementId), (match) => match[1]!))].sort();
  const ranks = new Map(ids.map((id, rank) => [id, String(rank).padStart(8, "0")]));
  const stable = text
    .replace(date, "$120000101000000")
    .replace(elementId, (_, id: string) => `(node${ranks.get(id)})`);
  return Buffer.from(stable, "latin1");
}
