/** Pieces of one line, as they stand from the left, in the order in which they are read (a small part of UAX #9). */

const FROM_RIGHT = /[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]/;

/** @param words from the left; '' stands for a gap. */
export function inReadingOrder(words: readonly string[]): string {
  const rightward = words.map((word) => FROM_RIGHT.test(word));
  if (!rightward.includes(true)) return joined(words);
  const lengthOf = (some: readonly string[]) => some.reduce((sum, word) => sum + word.length, 0);
  const whole = lengthOf(words.filter((_, i) => rightward[i])) * 2 >= lengthOf(words);
  // A gap goes with what stands on both sides of it, else with the line.
  const isRight = words.map((word, i) =>
    word !== ''
      ? rightward[i] === true
      : rightward[i - 1] === rightward[i + 1]
        ? rightward[i - 1] === true
        : whole,
  );
  const ordered: string[] = [];
  for (let at = 0; at < words.length; ) {
    let end = at;
    while (end < words.length && isRight[end] === isRight[at]) end++;
    // Letters that were printed as they are joined (ﺣ) are the letters (ح).
    const run = words
      .slice(at, end)
      .map((word, i) => (isRight[at + i] === true ? word.normalize('NFKC') : word));
    const read = isRight[at] === true ? run.reverse() : run;
    if (whole) ordered.unshift(...read);
    else ordered.push(...read);
    at = end;
  }
  return joined(ordered);
}

const joined = (words: readonly string[]) => words.map((word) => (word === '' ? ' ' : word)).join('');
