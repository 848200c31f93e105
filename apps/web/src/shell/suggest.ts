/** What may be meant while somebody types a search: the word under the caret, and what would complete it. */
import {
  CHOICES,
  type ChoiceField,
  type Field,
  fieldOf,
  writtenChoice,
  writtenField,
} from '@tradepost/contract';

type Language = 'en' | 'zh-CN';

/** Fields that are offered, the most asked for first. */
const OFFERED: readonly Field[] = [
  ...([
    'from',
    'to',
    'with',
    'customer',
    'subject',
    'has',
    'type',
    'after',
    'before',
    'on',
    'owner',
  ] as const),
  ...([
    'filename',
    'direction',
    'is',
    'account',
    'country',
    'grade',
    'stage',
    'kind',
    'body',
    'in',
    'lang',
  ] as const),
  'larger',
];
export const DAY_EXAMPLES = ['7d', '3m', 'last-month', 'this-year'] as const;

export interface TypedWord {
  /** Offsets in the query. */
  readonly from: number;
  readonly until: number;
  /** Of a field: its name and what stands behind the colon; a word has no field. */
  readonly field: Field | null;
  readonly text: string;
}

const LAST_WORD = /(?:^|[\s(（])[-!]?((?:(\p{L}{1,20})[:：])?("[^"]*|[^\s"()（）]*))$/u;
/** "from: ha". */
const SPACED_FIELD = /(?:^|[\s(（])[-!]?((\p{L}{1,20})[:：]\s+("[^"]*|[^\s"()（）:：]+))$/u;

function spacedField(q: string): RegExpExecArray | null {
  const match = SPACED_FIELD.exec(q);
  return match !== null && fieldOf(match[2] ?? '') !== undefined ? match : null;
}

/** The last word, at whose end people type; null behind a space and within quotation marks. */
export function wordAtEnd(q: string): TypedWord | null {
  const match = spacedField(q) ?? LAST_WORD.exec(q);
  if (match === null) return null;
  const [, whole = '', name, text = ''] = match;
  const field = name === undefined ? null : fieldOf(name);
  if (field === undefined || (whole === '' && q !== '')) return null;
  const plain = text.replace(/^"/, '');
  if (field === null && text.startsWith('"')) return null;
  return { from: q.length - whole.length, until: q.length, field, text: plain };
}

/** With the word at its end completed; a field is left open for its value. */
export function complete(q: string, word: TypedWord, by: string, open = false): string {
  return `${q.slice(0, word.from)}${by}${open ? '' : ' '}`;
}

/** Fields whose name, in either language, begins with the word. */
export function fieldsFor(text: string, language: Language): string[] {
  const key = text.normalize('NFKC').toLowerCase();
  if (key === '') return [];
  return OFFERED.filter((field) =>
    [field, writtenField(field, language)].some((name) => name.startsWith(key)),
  ).map((field) => `${writtenField(field, language)}:`);
}

const isChoice = (field: Field): field is ChoiceField => Object.hasOwn(CHOICES, field);

/** Values of a field with a fixed choice, or examples of days, as they are written. */
export function valuesFor(
  field: Field,
  text: string,
  language: Language,
): { value: string; written: string }[] {
  const name = `${writtenField(field, language)}:`;
  const key = text.normalize('NFKC').toLowerCase();
  if (isChoice(field))
    return CHOICES[field]
      .map((value) => ({ value: value as string, shown: writtenChoice(field, value, language) }))
      .filter(({ value, shown }) => value.toLowerCase().startsWith(key) || shown.startsWith(key))
      .map(({ value, shown }) => ({ value, written: name + shown }));
  if (field === 'after' || field === 'before' || field === 'on')
    return DAY_EXAMPLES.filter((value) => value.startsWith(key)).map((value) => ({
      value,
      written: name + value,
    }));
  return [];
}
