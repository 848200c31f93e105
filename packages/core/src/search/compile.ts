/**
 * A search's tree as what Postgres is asked: a `tsquery` that every match satisfies, with `MARK` where the week goes, and a
 * condition for what no lexeme says exactly (a moment, a size), or null where the `tsquery` says it all.
 */
import type { QueryNode } from '@tradepost/contract';
import { LARGEST_POWER, SMALLEST_POWER, TRAIT } from '@tradepost/mail/words';
import { addDays } from '../calendar/days.ts';
import { startOfDay } from '../calendar/wall-time.ts';
import { countryCode } from '../customers/country.ts';
import type { Names } from './names.ts';
import { choice, inMailbox, ofCustomer, ofKind, unanswered } from './compile-choice.ts';
import { type Compiled, every, facet, found, NEVER, none, some, trait } from './compiled.ts';
import { anyOf, joinedQuery, textQuery } from './term-query.ts';

export interface CompileContext {
  readonly names: Names;
  readonly timeZone: string;
  /**
   * The asker does not see every customer: a mail of his that is filed to another's, too, is not found by what that one is
   * (I9). The index knows both.
   */
  readonly limited: boolean;
}

/** @returns null where nothing is asked: only punctuation. */
export function compile(node: QueryNode, context: CompileContext): Compiled | null {
  switch (node.op) {
    case 'and':
      return every(joinNumbers(node.items, (item) => compile(item, context)));
    case 'or':
      return some(node.items.flatMap((item) => compile(item, context) ?? []));
    case 'not': {
      const item = compile(node.item, context);
      return item === null ? null : none(item);
    }
    case 'word':
      return words(node.text, {
        kinds: ['word'],
        exact: false,
        prefix: node.prefix,
        stemsOf: (word) => context.names.stems.get(word) ?? [],
      });
    case 'phrase':
      return words(node.text, { kinds: ['word'], exact: true, prefix: false });
    case 'text':
      return textField(node, context);
    case 'choice':
      if (node.field === 'kind') return ofKind(node.value, context);
      if (node.field === 'is' && node.value === 'unanswered') return unanswered(context);
      return ofCustomer(choice(node.field, node.value), node.field, [node.value], context);
    case 'lang':
      return { query: trait(TRAIT.language(node.value)), condition: null };
    case 'date':
      return { query: null, condition: { is: 'time', ...momentsOf(node, context.timeZone) } };
    case 'larger':
      return larger(node.octets);
  }
}

/** Most words of a number: +49 171 555 0147. */
const LONGEST_NUMBER = 6;

/** Each compiled; words that are one number in groups are found as that number, too. */
function joinNumbers(
  items: readonly QueryNode[],
  compileItem: (item: QueryNode) => Compiled | null,
): Compiled[] {
  const compiled: Compiled[] = [];
  for (let at = 0; at < items.length; ) {
    const number = numberAt(items, at);
    const parts = items.slice(at, at + (number?.words ?? 1)).flatMap((item) => compileItem(item) ?? []);
    const apart = every(parts);
    const both = number && apart ? some([apart, { query: number.query, condition: null }]) : null;
    compiled.push(...(both === null ? parts : [both]));
    at += number?.words ?? 1;
  }
  return compiled;
}

/** The longest number that begins there. */
function numberAt(
  items: readonly QueryNode[],
  at: number,
): { readonly words: number; readonly query: string } | null {
  const texts: string[] = [];
  for (const item of items.slice(at, at + LONGEST_NUMBER)) {
    if (item.op !== 'word' || item.prefix) break;
    texts.push(item.text);
  }
  for (let words = texts.length; words > 1; words--) {
    const query = joinedQuery(texts.slice(0, words));
    if (query !== null) return { words, query };
  }
  return null;
}

function words(text: string, query: Parameters<typeof textQuery>[1]): Compiled | null {
  const asked = textQuery(text, query);
  return asked === null ? null : { query: asked, condition: null };
}

function textField(node: Extract<QueryNode, { op: 'text' }>, context: CompileContext): Compiled | null {
  const { names } = context;
  const { field, text, exact, prefix } = node;
  const asked = (kinds: Parameters<typeof textQuery>[1]['kinds'], weights = '') =>
    words(text, { kinds, exact, prefix, weights });
  switch (field) {
    case 'from':
    case 'to':
    case 'subject':
      return asked([field]);
    case 'cc': {
      // People of records bear the same kind of term: of them `with:` finds.
      const copied = asked(['copy']);
      return copied && every([copied, { query: trait(TRAIT.kind('mail')), condition: null }]);
    }
    case 'with':
      return asked(['from', 'to', 'copy']);
    case 'filename':
      return asked(['file']);
    case 'body':
      return asked(['word'], 'BD');
    case 'customer':
      return found((names.customers.get(text) ?? []).map((id) => facet(`c${id}`)));
    case 'owner': {
      const { users = [], accounts = [] } = names.owners.get(text) ?? {};
      const own = accounts.map((id) => facet(`a${id}`));
      const theirs = users.map((id) => facet(`o${id}`));
      const ofTheirs = theirs.length === 0 ? [] : [ofCustomer(anyOf(theirs), 'owner', users, context)];
      return some([...ofTheirs, ...(own.length === 0 ? [] : [found(own)])]) ?? NEVER;
    }
    case 'account':
      return found((names.accounts.get(text) ?? []).map((id) => facet(`a${id}`)));
    case 'in': {
      const name = text.toLowerCase();
      if (name === 'inbox' || name === '收件箱') return inMailbox('inbox', context);
      if (name === 'sent' || name === '已发送') return inMailbox('sent', context);
      return found((names.mailboxes.get(text) ?? []).map((id) => facet(`f${id}`)));
    }
    case 'country': {
      const code = countryCode(text);
      return code === null ? NEVER : ofCustomer(facet(`n${code}`), 'country', [code], context);
    }
  }
}

/** From the day's beginning, and before the day after its end, where the asker is. */
function momentsOf(
  { field, first, last }: Extract<QueryNode, { op: 'date' }>,
  timeZone: string,
): { readonly from: string | null; readonly until: string | null } {
  const begins = startOfDay(timeZone, first).toISOString();
  const ends = startOfDay(timeZone, addDays(last, 1)).toISOString();
  if (field === 'before') return { from: null, until: begins };
  return field === 'after' ? { from: ends, until: null } : { from: begins, until: ends };
}

/** By the powers of two from that of the size on; within the first one, by the size itself. */
function larger(octets: number): Compiled {
  const power = Math.floor(Math.log2(Math.max(1, octets)));
  const first = Math.min(LARGEST_POWER, Math.max(SMALLEST_POWER, power));
  const powers = Array.from({ length: LARGEST_POWER - first + 1 }, (_, i) => trait(TRAIT.size(first + i)));
  return { query: anyOf(powers), condition: { is: 'larger', octets } };
}
