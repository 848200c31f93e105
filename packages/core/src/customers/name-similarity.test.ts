import { expect, it } from 'vitest';
import { lookupSets, weighGrams } from './name-similarity.ts';

const NAME = 'masvo ranlin pumpwerk';
const weights = weighGrams(NAME);
const grams = [...weights.keys()];

/** A gram of the middle word is rare, each other one as common as its place says. */
const shares = grams.map((gram, at) =>
  ['anl', 'nli', 'lin', 'svo', 'asv'].includes(gram) ? 0 : 0.1 + at / 100,
);

it('looks a name up by its rarest grams: each set has one, and so has the whole', () => {
  const [whole = [], ...sets] = lookupSets(grams, weights, shares);
  expect(sets).toHaveLength(4);
  for (const set of sets) expect(['anl', 'nli', 'lin', 'svo', 'asv']).toContain(set[0]);
  expect(whole).toEqual(expect.arrayContaining(['anl', 'nli', 'lin', 'svo', 'asv']));
});

it.each([
  ['rare grams are known', shares],
  ['nothing is known', grams.map(() => 0)],
])('finds a name with a slip of the pen in it: one set stays whole, where %s', (_, known) => {
  const sets = lookupSets(grams, weights, known);
  for (let at = 0; at < NAME.length; at++) {
    const slipped = weighGrams(`${NAME.slice(0, at)}0${NAME.slice(at + 1)}`);
    // A gap becomes a letter: two words are one then, which is more than a slip.
    if (NAME[at] === ' ') continue;
    expect([at, sets.some((set) => set.every((gram) => slipped.has(gram)))]).toEqual([at, true]);
  }
});
