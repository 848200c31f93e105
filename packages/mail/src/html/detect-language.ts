import { francAll } from 'franc-min';
import { type Alphabet, FUNCTION_WORDS } from './function-words.ts';
import { MAX_WORDS, scoreFunctionWords, type WordScores } from './score-words.ts';
import { countScripts, type ScriptCounts } from './script-counts.ts';
import { splitQuoted } from './split-quoted.ts';
import { cutAtCodePoint } from './well-formed.ts';
import { withoutCodes } from './without-codes.ts';

/** The first sentences tell the language; more costs time and brings in signatures and legal footers. */
const MAX_READ = 8_000;
const MAX_TEXT = 1_500;
/** What the trigram model is shown: its cost grows with the length, its answer hardly. */
const MAX_TRIGRAM_TEXT = 300;
/** Below this many letters trigrams guess. */
const MIN_TRIGRAM_LETTERS = 60;
/** About one word that few languages share and one that many do. */
const MIN_SCORE = 1.3;
/** A language must lead the next by this share of the found function words. */
const MIN_LEAD = 0.12;

/** ISO 639-3 (what the trigram model answers) → ISO 639-1, for the languages of our customers. */
const TRIGRAM_LANGUAGES: Record<string, string> = {
  eng: 'en',
  spa: 'es',
  por: 'pt',
  fra: 'fr',
  deu: 'de',
  ita: 'it',
  nld: 'nl',
  pol: 'pl',
  tur: 'tr',
  ron: 'ro',
  hun: 'hu',
  ces: 'cs',
  swe: 'sv',
  vie: 'vi',
  ind: 'id',
  hrv: 'hr',
  swh: 'sw',
  tgl: 'tl',
  azj: 'az',
  uzn: 'uz',
  rus: 'ru',
  ukr: 'uk',
  bul: 'bg',
  srp: 'sr',
  bel: 'be',
  kaz: 'kk',
  arb: 'ar',
  pes: 'fa',
  urd: 'ur',
  hin: 'hi',
  mar: 'mr',
  npi: 'ne',
};
const TRIGRAM_ONLY = Object.keys(TRIGRAM_LANGUAGES);

/**
 * The language of what is new in a message, as ISO 639-1 ('zh' for any Chinese), or null where the text is
 * too short or too mixed to tell. By script first, then by function words, then by trigrams.
 */
export function detectLanguage(text: string): string | null {
  const { newText, quotedText } = splitQuoted(cutAtCodePoint(text, MAX_READ));
  const own = wordsOf(newText);
  return detect(own) ?? (newText === '' ? detect(wordsOf(quotedText)) : null);
}

/** RFC 3676 4.3: a signature is often in another language than the mail. */
const SIGNATURE = /\n-- ?\n/;

function wordsOf(text: string): string {
  const [body = ''] = cutAtCodePoint(text, MAX_TEXT).split(SIGNATURE, 1);
  return withoutCodes(body);
}

function detect(text: string): string | null {
  const counts = countScripts(text);
  const byScript = languageOfScript(counts);
  if (byScript !== undefined) return byScript;
  const alphabet = alphabetOf(counts);
  if (alphabet === null) return null;
  if (alphabet === 'devanagari') return byTrigrams(text, counts.devanagari, null);
  const scores = scoreFunctionWords(text, FUNCTION_WORDS[alphabet]);
  return bestOf(scores) ?? byTrigrams(text, counts[alphabet], scores.byLanguage);
}

/** Scripts that one language of business mail uses; undefined where the script does not tell. */
function languageOfScript(counts: ScriptCounts): string | undefined {
  const ideographs = counts.han + counts.kana + counts.hangul;
  // One ideograph says about as much as two or three letters; product names in Latin stand in any language.
  if (ideographs >= 2 && ideographs * 3 >= counts.latin && ideographs * 2 >= counts.cyrillic) {
    if (counts.hangul * 2 >= ideographs) return 'ko';
    if (counts.kana * 8 >= ideographs) return 'ja';
    return 'zh';
  }
  for (const [script, language] of SINGLE) {
    if (counts[script] >= 6 && counts[script] * 2 >= counts.latin) return language;
  }
  return undefined;
}

const SINGLE = [
  ['hebrew', 'he'],
  ['greek', 'el'],
  ['thai', 'th'],
  ['georgian', 'ka'],
  ['armenian', 'hy'],
] as const;

function alphabetOf(counts: ScriptCounts): Alphabet | 'devanagari' | null {
  const { latin, cyrillic, arabic, devanagari } = counts;
  if (devanagari >= 10 && devanagari * 2 >= latin) return 'devanagari';
  if (arabic >= 6 && arabic * 2 >= latin && arabic >= cyrillic) return 'arabic';
  if (cyrillic >= 6 && cyrillic * 2 >= latin) return 'cyrillic';
  return latin >= 10 ? 'latin' : null;
}

/** The language that clearly leads, where enough of the words are function words at all. */
function bestOf({ byLanguage, words, hits, distinct }: WordScores): string | null {
  if (distinct < 2 || hits * 8 < Math.min(words, MAX_WORDS)) return null;
  const [best, second] = [...byLanguage].sort((a, b) => b[1] - a[1]);
  if (best === undefined || best[1] < MIN_SCORE) return null;
  return second === undefined || best[1] - second[1] >= MIN_LEAD * best[1] ? best[0] : null;
}

/** @param scores of the function words: lists of parts and names look like any language, so one must be there */
function byTrigrams(
  text: string,
  letters: number,
  scores: ReadonlyMap<string, number> | null,
): string | null {
  if (letters < MIN_TRIGRAM_LETTERS) return null;
  const sample = cutAtCodePoint(text, MAX_TRIGRAM_TEXT);
  const [best, second] = francAll(sample, { only: TRIGRAM_ONLY, minLength: MIN_TRIGRAM_LETTERS });
  if (best === undefined || (second !== undefined && second[1] > 0.97)) return null;
  const language = TRIGRAM_LANGUAGES[best[0]] ?? null;
  return scores === null || (language !== null && scores.has(language)) ? language : null;
}
