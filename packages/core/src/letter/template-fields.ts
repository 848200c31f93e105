/** Fields of templates: `{{contact.name}}`. Pure. */
import type { LetterField } from '@tradepost/contract';
import { LETTER_FIELDS } from '@tradepost/contract/values';
import { escapeHtml } from '@tradepost/mail/reply';

const FIELD = /\{\{\s*([a-z][a-z.-]{0,40})\s*\}\}/gi;
/** Whatever stands between two pairs of braces, also what is no field, or is torn apart by formatting. */
const LEFTOVER = /\{\{[^{}]{0,200}\}\}/g;

export type Values = Readonly<Partial<Record<LetterField, string | null>>>;

const asField = (name: string) => LETTER_FIELDS.find((field) => field === name.toLowerCase()) ?? null;

/** The fields in a text, each once; those that are none are named apart. */
export function fieldsIn(text: string): { known: LetterField[]; unknown: string[] } {
  const names = [...new Set([...text.matchAll(FIELD)].map((match) => (match[1] as string).toLowerCase()))];
  return {
    known: names.map(asField).filter((field) => field !== null),
    unknown: names.filter((name) => asField(name) === null),
  };
}

/** Puts the values in; a field that nobody knows stays as it is, and what a value says is text, never a field or HTML. */
export function fillFields(text: string, values: Values, as: 'text' | 'html'): string {
  return text.replace(FIELD, (whole, name: string) => {
    const field = asField(name);
    const value = field === null ? null : (values[field]?.trim() ?? null);
    if (value === null || value === '') return whole;
    const said = value.replace(/\{\{|\}\}/g, (braces) => braces[0] as string);
    return as === 'html' ? escapeHtml(said).replace(/\r\n?|\n/g, '<br>') : said.replace(/\s+/g, ' ');
  });
}

/** What may not go out: fields that nobody filled. @param text as it is read, without tags. */
export const leftoverFields = (text: string): string[] =>
  [...new Set([...text.matchAll(LEFTOVER)].map(([whole]) => whole))].slice(0, 20);
