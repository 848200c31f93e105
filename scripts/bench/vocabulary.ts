/** Words by Zipf's law in five languages: the real words of the phrasebooks first, then a long tail of made-up ones. */
import type { Random } from '../demo/correspondence/random.ts';
import { PHRASEBOOKS } from '../demo/correspondence/text/index.ts';

export const BENCH_LANGUAGES = ['en', 'zh', 'es', 'ru', 'de'] as const;
export type BenchLanguage = (typeof BENCH_LANGUAGES)[number];

/** Different words per language; business mail of a house of years has about as many. */
const VOCABULARY = 20_000;
/** Words drawn by 16 random bits. */
const TABLE = 65_536;

const SYLLABLES: Readonly<Record<Exclude<BenchLanguage, 'zh'>, string>> = {
  en: 'ba con der ing mer lat ton port sel ver ship load er tion ment cost pack est ran dle wood field brook land',
  es: 'ca do mi ra to les ción por tar men sal ver de la ro que ba pan ter mo cion ado',
  ru: 'по ста про до ва ние тор раз мер ка лов ный пере за груз вод ск ов ень ли бор',
  de: 'be ver an ung stück lich werk zeug ab fer ti gen haus um schlag er heit kosten ge lauf zoll',
};

function textsOf(value: unknown, into: string[]): void {
  if (typeof value === 'string') into.push(value);
  else if (Array.isArray(value)) for (const each of value) textsOf(each, into);
  else if (value !== null && typeof value === 'object')
    for (const each of Object.values(value)) textsOf(each, into);
}

function realWords(language: BenchLanguage): string[] {
  const texts: string[] = [];
  textsOf(PHRASEBOOKS[language], texts);
  const pattern = language === 'zh' ? /\p{Script=Han}{2,4}/gu : /[\p{L}][\p{L}'-]*/gu;
  const counts = new Map<string, number>();
  for (const text of texts) {
    for (const [word] of text.replace(/\{\w+\}/g, ' ').matchAll(pattern))
      counts.set(word, (counts.get(word) ?? 0) + 1);
  }
  return [...counts].sort((a, b) => b[1] - a[1]).map(([word]) => word);
}

function tailWord(language: BenchLanguage, rng: Random, hanzi: readonly string[]): string {
  if (rng.chance(0.06)) return `${rng.token(2, 'ABCDEFGHKLMNPRSTXY')}-${rng.int(100, 99_999)}`;
  if (language === 'zh') return rng.pick(hanzi) + rng.pick(hanzi);
  const syllables = SYLLABLES[language].split(' ');
  return Array.from({ length: rng.int(2, 4) }, () => rng.pick(syllables)).join('');
}

export class Vocabulary {
  readonly #table: string[] = [];
  readonly #space: string;

  constructor(language: BenchLanguage, rng: Random) {
    const words = realWords(language);
    const hanzi = [...new Set(words.join(''))];
    while (words.length < VOCABULARY) words.push(tailWord(language, rng, hanzi));
    this.#space = language === 'zh' ? '' : ' ';
    // The frequency of the word of rank r is proportional to 1 / (r + 2.7) (Mandelbrot's form of the law).
    const weights = words.map((_, rank) => 1 / (rank + 3.7));
    const total = weights.reduce((sum, weight) => sum + weight, 0);
    let cumulated = 0;
    words.forEach((word, rank) => {
      cumulated += (weights[rank] as number) / total;
      while (this.#table.length < cumulated * TABLE && this.#table.length < TABLE) this.#table.push(word);
    });
    while (this.#table.length < TABLE) this.#table.push(words[words.length - 1] as string);
  }

  word(rng: Random): string {
    return this.#table[rng.bits() & (TABLE - 1)] as string;
  }

  sentence(rng: Random, length: number): string {
    const words: string[] = [];
    for (let i = 0; i < length; i++) words.push(this.word(rng));
    const text = words.join(this.#space);
    return text.charAt(0).toUpperCase() + text.slice(1);
  }

  /** Paragraphs of sentences, some `words` words in all. */
  paragraphs(rng: Random, words: number): string[] {
    const stop = this.#space === '' ? '。' : '. ';
    const result: string[] = [];
    for (let left = words; left > 0; ) {
      let paragraph = '';
      for (let n = rng.int(2, 5); n > 0 && left > 0; n--) {
        const length = rng.int(5, 18);
        paragraph += this.sentence(rng, length) + stop;
        left -= length;
      }
      result.push(paragraph.trimEnd());
    }
    return result;
  }
}
