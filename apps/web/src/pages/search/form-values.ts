/** A query as the fields of a form, and back. What fits no field stays in `words`, in the language of queries. */
import { CHOICES, printQuery, type QueryNode, type TextField, writtenField } from '@tradepost/contract';
import { topTerms, written } from './narrow.ts';

type Language = 'en' | 'zh-CN';

export const FORM_TEXTS = [
  'from',
  'to',
  'with',
  'customer',
  'owner',
  'account',
  'subject',
  'filename',
  'country',
] as const satisfies readonly TextField[];
export const FORM_CHOICES = ['direction', 'has', 'type', 'is', 'grade', 'stage', 'kind'] as const;
export const FORM_DAYS = ['after', 'on', 'before'] as const;
const FORM_FIELDS = [...FORM_TEXTS, ...FORM_CHOICES, ...FORM_DAYS] as const;
export type FormField = (typeof FORM_FIELDS)[number];

export type FormValues = { words?: string | undefined } & { [F in FormField]?: string | undefined };

/** The field of a term that a form can show; null for what only the language can say. */
function formFieldOf(term: QueryNode): FormField | null {
  if (term.op !== 'text' && term.op !== 'choice' && term.op !== 'date') return null;
  return FORM_FIELDS.find((field) => field === term.field) ?? null;
}

/** What stands behind the colon, as it was typed: `7d` is no date of its own. */
function valueOf(term: QueryNode, q: string): string {
  if (term.op === 'choice') return term.value;
  const text = q.slice(...term.at).replace(/^[^:：]*[:：]/u, '');
  if (term.op !== 'text' || !term.exact) return text.trim();
  // Of several words it is exact without marks.
  return /\s/u.test(term.text) ? term.text : `"${term.text}"`;
}

/** @param q a query without fault. */
export function readForm(q: string, today: string): FormValues {
  const values: FormValues = {};
  const rest: string[] = [];
  for (const term of topTerms(q, today)) {
    const field = formFieldOf(term);
    if (field !== null && values[field] === undefined) values[field] = valueOf(term, q);
    else rest.push(written(term, q));
  }
  return { ...values, words: rest.join(' ') };
}

/** The query of a form, in its order; words between two fields that stand in brackets stay together. */
export function writeForm(values: FormValues, today: string, language: Language): string {
  const parts: string[] = [];
  const words = values.words?.trim() ?? '';
  const terms = topTerms(words, today);
  const fields = FORM_FIELDS.filter((field) => (values[field] ?? '').trim() !== '');
  const [first] = terms;
  if (words !== '')
    parts.push(first?.op === 'or' && terms.length === 1 && fields.length > 0 ? written(first, words) : words);
  for (const field of fields) parts.push(writeField(field, (values[field] ?? '').trim(), language));
  return parts.join(' ');
}

const isText = (field: FormField): field is (typeof FORM_TEXTS)[number] =>
  (FORM_TEXTS as readonly string[]).includes(field);
const isChoice = (field: FormField): field is (typeof FORM_CHOICES)[number] =>
  (FORM_CHOICES as readonly string[]).includes(field);

function writeField(field: FormField, value: string, language: Language): string {
  const at = [0, 0] as const;
  if (isText(field)) {
    const quoted = /^"([^"]+)"$/.exec(value)?.[1];
    if (quoted !== undefined)
      return printQuery({ op: 'text', field, text: quoted, exact: true, prefix: false, at }, { language });
    const prefix = /[^*]\*$/.test(value);
    const text = prefix ? value.slice(0, -1) : value;
    return printQuery({ op: 'text', field, text, exact: /\s/u.test(text), prefix, at }, { language });
  }
  if (isChoice(field)) return printQuery({ op: 'choice', field, value, at }, { language });
  const day = value.replaceAll('"', '').replaceAll(/(?<=[a-z])\s+(?=[a-z])/giu, '-');
  return `${writtenField(field, language)}:${day.replaceAll(/\s/gu, '')}`;
}

/** For a list of choices. */
export const choicesOf = (field: (typeof FORM_CHOICES)[number]): readonly string[] => CHOICES[field];
