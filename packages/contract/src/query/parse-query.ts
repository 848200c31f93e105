/**
 * The language of searches:
 *
 *   any  = each { "OR" each }
 *   each = part { part }                      all of them
 *   part = [ "-" ] ( "(" any ")" | field ":" [ space ] value | "a phrase" | word | word* )
 *
 * What is not understood is told with its place, and never guessed.
 */
import { choiceOf, type Field, fieldOf, nearestFields } from './names.ts';
import { readDays } from './read-day.ts';
import { readTokens, type Token } from './read-tokens.ts';
import {
  type At,
  CHOICES,
  type ChoiceField,
  DATE_FIELDS,
  type DateField,
  type ParsedQuery,
  type QueryFault,
  type QueryFaultCode,
  type QueryNode,
  type TextField,
} from './tree.ts';

export const LONGEST_QUERY = 1_000;
const DEEPEST = 12;
/** Of any text they take: those behind which a space may stand. The others are words of many a mail ("Account: 6222…"). */
const SPACED: readonly TextField[] = ['from', 'to', 'cc', 'with', 'customer', 'owner', 'subject', 'filename'];

/** More of a pasted letter would only miss it by a letter. */
const MOST_PLAIN = 40;

class Fault extends Error {
  readonly fault: QueryFault;
  constructor(code: QueryFaultCode, at: At, hints: readonly string[] = []) {
    super(code);
    this.fault = { code, at, hints };
  }
}

/** @param today of the person who asks, `YYYY-MM-DD`: days may be said from there. */
export function parseQuery(query: string, today: string): ParsedQuery {
  if (query.length > LONGEST_QUERY)
    return { ok: false, fault: { code: 'too-long', at: [LONGEST_QUERY, query.length], hints: [] } };
  const tokens = readTokens(query);
  if (!Array.isArray(tokens)) return { ok: false, fault: tokens };
  try {
    return { ok: true, tree: new Parser(tokens, query.length, today).all() };
  } catch (error) {
    if (error instanceof Fault) return { ok: false, fault: error.fault };
    throw error;
  }
}

class Parser {
  #next = 0;
  readonly #tokens: readonly Token[];
  readonly #length: number;
  readonly #today: string;

  constructor(tokens: readonly Token[], length: number, today: string) {
    this.#tokens = tokens;
    this.#length = length;
    this.#today = today;
  }

  all(): QueryNode {
    if (this.#tokens.length === 0) throw new Fault('nothing-asked', [0, this.#length]);
    const tree = this.#any(0);
    const left = this.#tokens[this.#next];
    if (left !== undefined) throw new Fault('stray-bracket', left.at);
    return tree;
  }

  #any(depth: number): QueryNode {
    const items = [this.#each(depth)];
    while (this.#tokens[this.#next]?.is === 'or') {
      this.#next++;
      items.push(this.#each(depth));
    }
    return group('or', items);
  }

  #each(depth: number): QueryNode {
    const items: QueryNode[] = [];
    for (;;) {
      const token = this.#tokens[this.#next];
      if (token === undefined || token.is === ')' || token.is === 'or') break;
      items.push(this.#part(depth));
    }
    if (items.length === 0) throw new Fault('missing-operand', this.#here());
    return group('and', items);
  }

  #part(depth: number): QueryNode {
    const token = this.#tokens[this.#next++];
    if (token === undefined) throw new Fault('missing-operand', this.#here());
    if (depth > DEEPEST) throw new Fault('too-deep', token.at);
    switch (token.is) {
      case 'not': {
        const item = this.#part(depth + 1);
        return { op: 'not', item, at: [token.at[0], item.at[1]] };
      }
      case '(': {
        const inner = this.#any(depth + 1);
        if (this.#tokens[this.#next]?.is !== ')') throw new Fault('unclosed-bracket', token.at);
        this.#next++;
        return inner;
      }
      case 'field':
        return token.spaced ? this.#spacedField(token) : this.#field(token.name, token.at);
      case 'text':
        return token.quoted
          ? { op: 'phrase', text: token.text, at: token.at }
          : { op: 'word', ...beginning(token.text), at: token.at };
      case ')':
      case 'or':
        throw new Fault('missing-operand', token.at);
    }
  }

  #field(name: string, at: At): QueryNode {
    const field = fieldOf(name);
    if (field === undefined) throw new Fault('unknown-field', at, nearestFields(name));
    const token = this.#tokens[this.#next];
    // A value stands directly behind the colon.
    if (token?.is !== 'text' || token.at[0] !== at[1] || token.text.trim() === '')
      throw new Fault('missing-value', at);
    this.#next++;
    return this.#value(field, token, [at[0], token.at[1]]);
  }

  /** "from: hans" as people type it; where what follows is no value of the field it is a word, as in "Size: 20 cm". */
  #spacedField({ name, written, at }: Extract<Token, { is: 'field' }>): QueryNode {
    const field = fieldOf(name);
    const token = this.#tokens[this.#next];
    if (field !== undefined && token?.is === 'text' && token.text.trim() !== '') {
      const node = this.#valueOrNull(field, token, [at[0], token.at[1]]);
      const isMeant = node?.op === 'text' ? SPACED.includes(node.field) : node?.op !== 'larger';
      if (node !== null && isMeant) {
        this.#next++;
        return node;
      }
    }
    return { op: 'word', text: written, prefix: false, at };
  }

  #valueOrNull(...of: [field: Field, token: Extract<Token, { is: 'text' }>, at: At]): QueryNode | null {
    try {
      return this.#value(...of);
    } catch (error) {
      if (error instanceof Fault) return null;
      throw error;
    }
  }

  #value(field: Field, token: Extract<Token, { is: 'text' }>, at: At): QueryNode {
    if (isDate(field)) {
      const days = readDays(token.text, this.#today);
      if (days === null)
        throw new Fault('bad-date', token.at, ['2026', '2026-03', '2026-03-15', '7d', 'last-month']);
      return { op: 'date', field, ...days, at };
    }
    if (field === 'larger') return { op: 'larger', octets: octetsOf(token), at };
    if (field === 'lang') {
      const value = token.text.toLowerCase();
      if (!/^[a-z]{2,3}$/.test(value))
        throw new Fault('bad-choice', token.at, ['en', 'zh', 'es', 'de', 'ru']);
      return { op: 'lang', value, at };
    }
    if (isChoice(field)) {
      const value = choiceOf(field, token.text);
      if (value === undefined) throw new Fault('bad-choice', token.at, CHOICES[field].slice(0, 8));
      return { op: 'choice', field, value, at };
    }
    const { text, prefix } = token.quoted ? { text: token.text, prefix: false } : beginning(token.text);
    return { op: 'text', field: field as TextField, text, exact: token.quoted, prefix, at };
  }

  #here(): At {
    const token = this.#tokens[this.#next];
    return token?.at ?? [this.#length, this.#length];
  }
}

const isDate = (field: Field): field is DateField => (DATE_FIELDS as readonly string[]).includes(field);
const isChoice = (field: Field): field is ChoiceField => Object.hasOwn(CHOICES, field);

function beginning(written: string): { text: string; prefix: boolean } {
  const text = written.replace(/[*＊]+$/u, '');
  return text === '' ? { text: written, prefix: false } : { text, prefix: text !== written };
}

function octetsOf({ text, at }: Extract<Token, { is: 'text' }>): number {
  const match = /^(\d{1,9}(?:\.\d{1,3})?)(b|kb?|mb?|gb?)?$/i.exec(text.normalize('NFKC'));
  if (match === null) throw new Fault('bad-size', at, ['500k', '5mb']);
  const unit = (match[2] ?? 'b').toLowerCase()[0] as 'b' | 'k' | 'm' | 'g';
  return Math.round(Number(match[1]) * { b: 1, k: 1024, m: 1024 ** 2, g: 1024 ** 3 }[unit]);
}

function group(op: 'and' | 'or', items: readonly QueryNode[]): QueryNode {
  const [first, last] = [items[0], items.at(-1)];
  if (first === undefined || last === undefined) throw new RangeError('a group of nothing');
  return items.length === 1 ? first : { op, items, at: [first.at[0], last.at[1]] };
}

/** What any query says once nothing in it has a meaning but its words; for what was pasted and is no query. */
export function plainWords(query: string): string {
  const words = query
    .replaceAll(/[()（）|"＂“”„«»「」『』]/gu, ' ')
    .replaceAll(/(\p{L})[:：](?!\/\/)/gu, '$1 ')
    .split(/\s+/u)
    .map((word) => word.replace(/^[-!]+/u, ''))
    .filter((word) => !['', 'OR', 'NOT', '或者'].includes(word));
  let text = '';
  for (const word of words.slice(0, MOST_PLAIN)) {
    if (text.length + word.length >= LONGEST_QUERY) break;
    text = text === '' ? word : `${text} ${word}`;
  }
  return text;
}
