// What the tests under mutation import instead of Vitest: `describe` and `test` only note what
// there is to run, `expect` is Vitest's own. A test that uses more of Vitest fails at import.
import { format } from "node:util";
import { chai, JestAsymmetricMatchers, JestChaiExpect, JestExtend } from "@vitest/expect";

chai.use(JestExtend);
chai.use(JestChaiExpect);
chai.use(JestAsymmetricMatchers);

export const expect = (value, message) => chai.expect(value, message);
Object.assign(expect, chai.expect);

/** The tests noted since the last `takeTests`, in the order of the file. */
let noted = [];
const titles = [];

export function takeTests() {
  const taken = noted;
  noted = [];
  return taken;
}

export function describe(title, body) {
  titles.push(title);
  body();
  titles.pop();
}

export function test(title, options, body = options) {
  const stack = new Error().stack.split("\n");
  const [, line, column] = /\.test\.ts(?:\?\w+=\d+)?:(\d+):(\d+)/.exec(stack.join("\n")) ?? [];
  noted.push({
    title: [...titles, title].join(" > "),
    position: { line: Number(line) - 1, column: Number(column) - 1 },
    body: typeof body === "function" ? body : options,
  });
}

describe.each = (rows) => (title, body) => {
  rows.forEach((row, index) => {
    describe(fill(title, row, index), () => body(...parts(row)));
  });
};

test.each = (rows) => (title, options, body) => {
  const run = typeof options === "function" ? options : body;
  rows.forEach((row, index) => {
    test(fill(title, row, index), () => run(...parts(row)));
  });
};

function parts(row) {
  return Array.isArray(row) ? row : [row];
}

// Rows may share a title: the number makes each one's its own.
function fill(title, row, index) {
  const named = title.replace(/\$(\w+)/g, (_, key) => format("%s", row?.[key]));
  const used = (named.match(/%[sdifjo]/g) ?? []).length;
  return `${format(named, ...parts(row).slice(0, used))} (row ${index})`;
}
