/**
 * A search's tree as what Postgres is asked: a `tsquery` that every match satisfies, with `MARK` where the week goes, and a
 * condition for what no lexeme says exactly (a moment, a size), or null where the `tsquery` says it all.
 */
import type { QueryNode } from '@tradepost/contract';
import type { RowCondition } from '@tradepost/db/queries/search-condition';
import { LARGEST_POWER, SMALLEST_POWER, TRAIT } from '@tradepost/mail/words';
import { addDays } from '../calendar/days.ts';
import { startOfDay } from '../calendar/wall-time.ts';
import { countryCode } from '../customers/country.ts';
import type { Names } from './names.ts';
import { allOf, anyOf, lexeme, textQuery } from './term-query.ts';

export interface Compiled {
  /** Null: any row may match. */
  readonly query: string | null;
  /** Null: what the query finds matches. */
  readonly condition: RowCondition | null;
  /** Of what only excludes: the query where something else beside it says from what. */
  readonly beside?: string;
}

export interface CompileContext {
  readonly names: Names;
  readonly timeZone: string;
}

const trait = (name: string) => lexeme('trait', name);
const facet = (name: string) => lexeme('facet', name);
/** Of every row: what excludes alone has something to exclude from. */
const ANY = trait(TRAIT.any);
/** No row has it. */
const NEVER: Compiled = { query: facet('0'), condition: null };
const found = (lexemes: readonly string[]): Compiled =>
  lexemes.length === 0 ? NEVER : { query: anyOf(lexemes), condition: null };

/** @returns null where nothing is asked: only punctuation. */
export function compile(node: QueryNode, context: CompileContext): Compiled | null {
  switch (node.op) {
    case 'and':
      return every(node.items.flatMap((item) => compile(item, context) ?? []));
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
      return { query: choice(node.field, node.value), condition: null };
    case 'lang':
      return { query: trait(TRAIT.language(node.value)), condition: null };
    case 'date':
      return { query: null, condition: { is: 'time', ...momentsOf(node, context.timeZone) } };
    case 'larger':
      return larger(node.octets);
  }
}

function words(text: string, query: Parameters<typeof textQuery>[1]): Compiled | null {
  const asked = textQuery(text, query);
  return asked === null ? null : { query: asked, condition: null };
}

function every(items: readonly Compiled[]): Compiled | null {
  if (items.length === 0) return null;
  const finds = items.some(({ query, beside }) => query !== null && beside === undefined);
  const queries = items.flatMap(({ query, beside }) => (finds ? beside : undefined) ?? query ?? []);
  const conditions = items.flatMap(({ condition }) => condition ?? []);
  return {
    query: queries.length === 0 ? null : allOf(queries),
    condition:
      conditions.length === 0
        ? null
        : conditions.length === 1
          ? (conditions[0] ?? null)
          : { is: 'all', items: conditions },
  };
}

function some(items: readonly Compiled[]): Compiled | null {
  if (items.length === 0) return null;
  const queries = items.flatMap(({ query }) => query ?? []);
  return {
    query: queries.length < items.length ? null : anyOf(queries),
    condition: items.every(({ condition }) => condition === null)
      ? null
      : { is: 'any', items: items.map(wholeOf) },
  };
}

const none = (item: Compiled): Compiled =>
  item.condition === null
    ? item.query === null
      ? NEVER
      : { query: `(${ANY} & !${item.query})`, condition: null, beside: `!${item.query}` }
    : { query: null, condition: { is: 'not', item: wholeOf(item) } };

/** All that it says, for where it stands beside what it does not exclude. */
function wholeOf({ query, condition }: Compiled): RowCondition {
  const matches: RowCondition[] = query === null ? [] : [{ is: 'matches', query }];
  return { is: 'all', items: condition === null ? matches : [...matches, condition] };
}

function textField(node: Extract<QueryNode, { op: 'text' }>, { names }: CompileContext): Compiled | null {
  const { field, text, exact, prefix } = node;
  const asked = (kinds: Parameters<typeof textQuery>[1]['kinds'], weights = '') =>
    words(text, { kinds, exact, prefix, weights });
  switch (field) {
    case 'from':
    case 'to':
    case 'subject':
      return asked([field]);
    case 'cc':
      return asked(['copy']);
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
      return found([...users.map((id) => facet(`o${id}`)), ...accounts.map((id) => facet(`a${id}`))]);
    }
    case 'account':
      return found((names.accounts.get(text) ?? []).map((id) => facet(`a${id}`)));
    case 'in': {
      const name = text.toLowerCase();
      if (name === 'inbox' || name === '收件箱') return found([facet('iinbox')]);
      if (name === 'sent' || name === '已发送') return found([facet('isent')]);
      return found((names.mailboxes.get(text) ?? []).map((id) => facet(`f${id}`)));
    }
    case 'country': {
      const code = countryCode(text);
      return code === null ? NEVER : found([facet(`n${code}`)]);
    }
  }
}

function choice(field: string, value: string): string {
  switch (field) {
    case 'has':
      return trait(
        value === 'attachment' ? TRAIT.attachment : value === 'image' ? TRAIT.type('image') : TRAIT.link,
      );
    case 'is':
      return IS[value] ?? ANY;
    case 'direction':
      return trait(TRAIT.direction(value));
    case 'kind':
      return trait(TRAIT.kind(value));
    case 'type':
      return trait(TRAIT.type(value));
    case 'grade':
      return facet(`g${value}`);
    default:
      return facet(`s${value}`);
  }
}

const IS: Readonly<Record<string, string>> = {
  unanswered: facet('x'),
  unfiled: facet('u'),
  automatic: trait(TRAIT.automatic),
  bounce: trait(TRAIT.bounce),
  quarantined: trait(TRAIT.quarantined),
};

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
