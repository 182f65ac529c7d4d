/** Filled by the library at the first use: `millsTable` and `ratioTable` of its references. */
const tables = memory.data(20480 + 4096, 64);

/** 320 rows of eight coefficients of R(a) = exp(a^2 / 2) P(Z > a), the first 64 unused. */
export const millsTable: usize = tables;
/** 128 rows: c near 1 / z, the two parts of -ln c, and 0. */
export const ratioTable: usize = tables + 20480;

/** Where the tables lie, one after the other. */
export function optionTables(): usize {
  return tables;
}
