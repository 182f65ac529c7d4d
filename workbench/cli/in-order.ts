/**
 * A printer that keeps to the order of `files`, whatever finishes first: a text waits until those of
 * all files before it have been printed. `flush` prints what still waits.
 */
export function inOrder(
  files: readonly string[],
  print: (text: string) => void,
): { readonly add: (file: string, text: string) => void; readonly flush: () => void } {
  const waiting = new Map<string, string>();
  let next = 0;
  const take = (file: string): void => {
    const text = waiting.get(file);
    if (text !== undefined) print(text);
    waiting.delete(file);
  };
  return {
    add: (file, text) => {
      waiting.set(file, text);
      for (; next < files.length && waiting.has(files[next]!); next++) take(files[next]!);
    },
    flush: () => {
      for (const file of files) take(file);
    },
  };
}
