/** The reader against the regular expressions that say what a word is; they are slow, and easier to be sure of. */
import { expect, it } from 'vitest';
import { PART, splitWords, WORD, type Word } from './split-words.ts';
import { type ReadWord, WordReader } from './word-reader.ts';

const STEMMABLE = /^[\p{Script=Latin}\p{Script=Cyrillic}\p{Script=Greek}\p{Script=Arabic}]{4,40}$/u;
const LONGEST_WORD = 64;
const MOST_PARTS = 32;
const MOST_PIECES = 400;
const JOINER = /[-/._@&+#'’:]|(?<=\p{N}),(?=\p{N})/u;

function byExpressions(text: string): ReadWord[] {
  return [...text.matchAll(WORD)].flatMap(([found, dense]) => {
    if (dense !== undefined)
      return [{ text: found, dense: true, parts: [], numbered: false, stemmable: STEMMABLE.test(found) }];
    return piecesOf(found).flatMap((piece) => (piece.length > LONGEST_WORD ? [] : [wordOf(piece)]));
  });
}

function piecesOf(word: string): readonly string[] {
  if (word.length <= LONGEST_WORD) return [word];
  return word
    .split(/[/&+:,]/u, MOST_PIECES)
    .flatMap((piece) => (piece.length <= LONGEST_WORD ? piece : piece.split(JOINER, MOST_PIECES)))
    .slice(0, MOST_PIECES);
}

function wordOf(text: string): ReadWord {
  const parts = text.match(PART) ?? [];
  return {
    text,
    dense: false,
    parts: parts.length > 1 ? parts.slice(0, MOST_PARTS) : [],
    numbered: /\p{N}/u.test(text),
    stemmable: STEMMABLE.test(text),
  };
}

function read(text: string): ReadWord[] {
  const reader = new WordReader(text);
  const words: ReadWord[] = [];
  for (let word = reader.next(); word !== null; word = reader.next()) words.push(word);
  return words;
}

/** The same on each run. */
function dice(seed: number): (sides: number) => number {
  let state = seed;
  return (sides) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * sides);
  };
}

/** Characters of a kind; a text draws most of its characters from few of them. */
const KINDS: readonly (readonly string[])[] = [
  ...[
    'abcdefghijklmnopqrstuvwxyz',
    '0123456789',
    '٤۵१๓¾ⅷ〇㊿²',
    '𝟙𐒠𑁦',
    'àéîõüßøłžığªºⅻ',
    'абвгдежзийклмнопрстуфхцчшщ',
    'αβγδεζηθ',
    'ابتثجحخ',
    'שלום',
    'हिन्दीक्',
    '不锈钢铰链〆々',
    'ひらがなカタカナー゛',
    '한국어ㄱ',
    'ไทยภาษาລາວខ្មែရန်',
    '𠮷𪚥𐌰𞤀𐞀𝼀𞸀😀👍',
    '\u0301\u0308\u064b\u20e3',
    '\u00ad\u200b\u200e\u2060\ufeff',
    "-/._@&+#'’:",
    ',,.',
    ' \n\t"()<>!?;=*',
    '، 、。·×÷€؀۝',
  ].map((characters) => [...characters]),
  ['\ud800', '\udc00', '\udbff'],
];

function mixture(seed: number): string {
  const draw = dice(seed);
  const kinds = Array.from({ length: 1 + draw(5) }, () => KINDS[draw(KINDS.length)] ?? []);
  // One kind for a while, so that there are words; now and then a very long one.
  let text = '';
  for (let run = draw(60); run > 0; run--) {
    const kind = kinds[draw(kinds.length)] ?? [];
    for (let i = draw(12) === 0 ? draw(90) : 1 + draw(6); i > 0; i--) text += kind[draw(kind.length)] ?? '';
  }
  return text;
}

it('reads of any mixture of scripts the words that the expressions match', () => {
  for (let seed = 1; seed <= 8_000; seed++) {
    const text = mixture(seed);
    const expected = byExpressions(text);
    // Equality that explains itself takes most of the time of a test like this.
    if (JSON.stringify(read(text)) !== JSON.stringify(expected))
      expect(read(text), `seed ${seed}: ${JSON.stringify(text)}`).toEqual(expected);
    const words: Word[] = expected.map(({ dense, parts, text: word }) => ({ text: word, dense, parts }));
    if (seed % 100 === 0) expect([...splitWords(text)]).toEqual(words);
  }
});

it('knows every character as the expressions do', () => {
  for (let code = 0; code < 0x1_0000; code++) {
    const character = String.fromCodePoint(code);
    const text = `aa${character}aa 1${character}1,${character}`;
    if (JSON.stringify(read(text)) !== JSON.stringify(byExpressions(text)))
      expect(read(text), code.toString(16)).toEqual(byExpressions(text));
  }
});

it('cuts what is longer than a word at what joins it', () => {
  const codes = Array.from({ length: 500 }, (_, i) => `ab-${1001 + i}`);
  for (const joint of ['/', '+', '-', '.', ',', ':', "'", '/-', '']) {
    const text = `see ${codes.join(joint)} and ${'x'.repeat(65)} ${'y'.repeat(64)}-z, 1,2`;
    expect(read(text)).toEqual(byExpressions(text));
  }
});
