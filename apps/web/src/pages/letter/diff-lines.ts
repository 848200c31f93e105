/** What was changed between two texts, line by line: the longest lines in common stay, the rest came or went. */
export interface DiffLine {
  readonly text: string;
  readonly change: 'same' | 'gone' | 'new';
}

/** More lines than a letter has: beyond them the whole text counts as another one. */
const MOST_LINES = 600;

export function diffLines(before: string, after: string): DiffLine[] {
  const [old, fresh] = [linesOf(before), linesOf(after)];
  if (old.length > MOST_LINES || fresh.length > MOST_LINES)
    return [...old.map((text) => line(text, 'gone')), ...fresh.map((text) => line(text, 'new'))];
  const lengths = commonLengths(old, fresh);
  const found: DiffLine[] = [];
  let [i, j] = [0, 0];
  while (i < old.length || j < fresh.length) {
    if (i < old.length && j < fresh.length && old[i] === fresh[j]) {
      found.push(line(old[i] as string, 'same'));
      i++;
      j++;
    } else if (j >= fresh.length || (i < old.length && at(lengths, i + 1, j) >= at(lengths, i, j + 1)))
      found.push(line(old[i++] as string, 'gone'));
    else found.push(line(fresh[j++] as string, 'new'));
  }
  return found;
}

const line = (text: string, change: DiffLine['change']): DiffLine => ({ text, change });
const at = (lengths: readonly Uint16Array[], i: number, j: number) => lengths[i]?.[j] ?? 0;

/** Blank lines at the end, and spaces at the end of a line, are no change. */
const linesOf = (text: string) =>
  text
    .replaceAll('\r\n', '\n')
    .trimEnd()
    .split('\n')
    .map((one) => one.trimEnd());

/** How many lines the rest of both have in common, from each place on. */
function commonLengths(old: readonly string[], fresh: readonly string[]): Uint16Array[] {
  const lengths = Array.from({ length: old.length + 1 }, () => new Uint16Array(fresh.length + 1));
  for (let i = old.length - 1; i >= 0; i--)
    for (let j = fresh.length - 1; j >= 0; j--)
      (lengths[i] as Uint16Array)[j] =
        old[i] === fresh[j]
          ? at(lengths, i + 1, j + 1) + 1
          : Math.max(at(lengths, i + 1, j), at(lengths, i, j + 1));
  return lengths;
}
