/** What a part of a search asks of Postgres, and how parts are put together. */
import type { RowCondition } from '@tradepost/db/queries/search-condition';
import { TRAIT } from '@tradepost/mail/words';
import { allOf, anyOf, lexeme } from './term-query.ts';

export interface Compiled {
  /** Null: any row may match. */
  readonly query: string | null;
  /** Null: what the query finds matches. */
  readonly condition: RowCondition | null;
  /** Of what only excludes: the query where something else beside it says from what. */
  readonly beside?: string;
}

export const trait = (name: string) => lexeme('trait', name);
export const facet = (name: string) => lexeme('facet', name);
/** Of every row: what excludes alone has something to exclude from. */
export const ANY = trait(TRAIT.any);
/** No row has it. */
export const NEVER: Compiled = { query: facet('0'), condition: null };
export const found = (lexemes: readonly string[]): Compiled =>
  lexemes.length === 0 ? NEVER : { query: anyOf(lexemes), condition: null };

export function every(items: readonly Compiled[]): Compiled | null {
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

export function some(items: readonly Compiled[]): Compiled | null {
  if (items.length === 0) return null;
  const queries = items.flatMap(({ query }) => query ?? []);
  return {
    query: queries.length < items.length ? null : anyOf(queries),
    condition: items.every(({ condition }) => condition === null)
      ? null
      : { is: 'any', items: items.map(wholeOf) },
  };
}

export const none = (item: Compiled): Compiled =>
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
