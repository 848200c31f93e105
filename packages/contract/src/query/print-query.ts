/** A tree written as a person would type it: what is printed is read back as the same tree. */
import { readTokens } from './read-tokens.ts';
import { type Field, fieldOf, writtenChoice, writtenField } from './names.ts';
import type { QueryNode } from './tree.ts';

export interface PrintOptions {
  /** Of the fields and of the values with a name: `from:`, or `发件人:`. */
  readonly language: 'en' | 'zh-CN';
  /** The query that the tree was read from. Its terms stay as they stand there: `after:7d` is no date of its own. */
  readonly source?: string;
}

export function printQuery(node: QueryNode, options: PrintOptions): string {
  switch (node.op) {
    case 'and':
      return node.items.map((item) => part(item, options)).join(' ');
    case 'or':
      return node.items
        .map((item) => (item.op === 'or' ? part(item, options) : printQuery(item, options)))
        .join(' OR ');
    case 'not':
      return `-${part(node.item, options)}`;
    default:
      return options.source === undefined
        ? printTerm(node, options.language)
        : options.source.slice(...node.at);
  }
}

function part(node: QueryNode, options: PrintOptions): string {
  const printed = printQuery(node, options);
  if (node.op !== 'and' && node.op !== 'or') return isFieldAlone(printed) ? `(${printed} )` : printed;
  // With a bracket directly behind it, "Re:" would be a field.
  return /[:：]$/u.test(printed) ? `(${printed} )` : `(${printed})`;
}

/** With a word behind it, "from:" would be a field. */
function isFieldAlone(printed: string): boolean {
  const name = /^(\p{L}{1,20})[:：]$/u.exec(printed)?.[1];
  return name !== undefined && fieldOf(name) !== undefined;
}

type Term = Exclude<QueryNode, { readonly op: 'and' | 'or' | 'not' }>;

function printTerm(term: Term, language: PrintOptions['language']): string {
  const name = (field: Field) => `${writtenField(field, language)}:`;
  switch (term.op) {
    case 'word':
      return isBare(term.text) ? term.text + (term.prefix ? '*' : '') : quote(term.text);
    case 'phrase':
      return quote(term.text);
    case 'text':
      return (
        name(term.field) +
        (term.exact || !isBare(term.text) ? quote(term.text) : term.text + (term.prefix ? '*' : ''))
      );
    case 'choice':
      return name(term.field) + writtenChoice(term.field, term.value, language);
    case 'lang':
      return name('lang') + term.value;
    case 'date':
      return name(term.field) + printDays(term.first, term.last);
    case 'larger':
      return name('larger') + printOctets(term.octets);
  }
}

/** A whole year, a whole month, a day, else from one day to another. */
function printDays(first: string, last: string): string {
  if (first === last) return first;
  const [year = '', month = ''] = first.split('-');
  if (first === `${year}-01-01` && last === `${year}-12-31`) return year;
  const end = new Date(Date.UTC(Number(year), Number(month), 0)).toISOString().slice(0, 10);
  return first.endsWith('-01') && last === end ? `${year}-${month}` : `${first}..${last}`;
}

function printOctets(octets: number): string {
  if (octets > 0 && octets % 1024 ** 2 === 0) return `${octets / 1024 ** 2}mb`;
  return octets > 0 && octets % 1024 === 0 ? `${octets / 1024}k` : String(octets);
}

/** It is read back as this one word, wherever it stands. */
function isBare(text: string): boolean {
  const tokens = readTokens(text);
  if (!Array.isArray(tokens) || tokens.length !== 1) return false;
  const [token] = tokens;
  return token?.is === 'text' && !token.quoted && token.text === text && !/[^*＊][*＊]+$/u.test(text);
}

/** Marks within the text are taken from another pair; a text that has all of them loses them. */
function quote(text: string): string {
  if (!text.includes('"')) return `"${text}"`;
  if (!text.includes('”')) return `“${text}”`;
  return text.includes('»') ? `"${text.replaceAll('"', ' ')}"` : `«${text}»`;
}
