/**
 * What share of all customers fits a filter, counted on every thousandth of them. Statistics know each condition by
 * itself; of several together, and of words, only rows tell.
 */
import { type Kysely, sql } from 'kysely';
import type { DB } from '../schema.ts';
import { ACTIVE, type ListFilter } from './customer-list-filter.ts';
import { direction, isAhead, ORDERS, partsAhead, type Place } from './customer-list-order.ts';
import { firstPiece, pieceOf } from './customer-list-pieces.ts';
import type { Ways } from './customer-list-ways.ts';
import { type Gram, hasGrams, hasWords, type WordsIn, wordsOfRow } from './customer-list-words.ts';

/** One of so many: the condition of the index `customer_sample`, word for word. Ids are given in turn. */
export const ONE_OF = 1009;
const SAMPLED = sql<boolean>`c.id % ${sql.lit(ONE_OF)} = 0`;

/** Of the customers that were looked at. */
export interface Sample {
  /** How many they are, and how many of them are key accounts. */
  readonly rows: number;
  readonly keys: number;
  /** Those that the indexes find by value, and that of facets alone; those that the index of texts finds. */
  readonly byValue: number;
  readonly byFacets: number;
  readonly byWords: number;
  /** Those that fit all but the words, and those that have the words as well. */
  readonly fitByValue: number;
  readonly fitting: number;
  /** Those of the filter's dormant ones, see `byMonths`. */
  readonly dormant: number;
  /** How many one passes from the place on, key accounts or not, before the first that fits; null where none does. */
  readonly passed: number | null;
  /** The order's values of the first of them, from the place on, and the pieces that they are in. */
  readonly ahead: readonly string[];
  readonly pieces: readonly (number | null)[];
  /** The first piece of the order. */
  readonly first: number | null;
}

/** Of which the values are told: some three tenths of the sample of a million. */
const AHEAD = 300;

/** Key accounts are few, and have indexes of their own: of those alone the share is taken to be that of all. */
export async function sampleCustomers(
  db: Kysely<DB>,
  { texts, keyAccount, noContactSince: since }: ListFilter,
  { plain, narrowed }: Ways,
  place: Place,
): Promise<Sample> {
  const [part = null] = partsAhead(place);
  const way = direction(place);
  const never = sql`false`;
  const [piece, first] =
    texts.length === 0 ? [sql`null::int`, sql`null::int`] : [pieceOf(place.order), firstPiece(place)];
  // Without anything else to find them by, the words of each would be looked up for an answer that is there already.
  const has = texts.length === 0 || !narrowed ? sql`true` : wordsOfRow(texts);
  const inFacets = sql`c.known and c.own${keyAccount === true ? sql` and c.key_account` : sql``}`;
  const { rows } = await sql<Sample>`
    select count(*)::int as rows, (count(*) filter (where key_account))::int as keys,
      (count(*) filter (where by_value))::int as "byValue", (count(*) filter (where by_facets))::int as "byFacets",
      (count(*) filter (where by_facets and has))::int as "byWords", (count(*) filter (where fits))::int as "fitByValue",
      (count(*) filter (where fits and has))::int as fitting, (count(*) filter (where dormant))::int as dormant,
      (min(nth) filter (where fits and has and ahead))::int - 1 as passed,
      coalesce(array_agg(key::text order by nth) filter (where ahead and nth <= ${AHEAD}), '{}') as ahead,
      coalesce(array_agg(piece order by nth) filter (where ahead and nth <= ${AHEAD}), '{}') as pieces,
      ${first} as first
    from (
      select c.*, case when c.fits or c.by_facets then ${has} else false end as has
      from (
        select c.id, c.key_account, c.key, c.piece, c.ahead, c.dormant, c.known and c.rest as fits,
          ${plain.facets === null ? never : inFacets} as by_facets,
          c.used and ${plain.usesFacets ? sql`(${inFacets})` : sql`true`} as by_value,
          row_number() over (partition by c.ahead order by c.key ${way}, c.id ${way}) as nth
        from (
          select c.id, c.key_account, ${ORDERS[place.order].key} as key, ${piece} as piece,
            ${isAhead(place, part)} as ahead,
            ${plain.facets ?? sql`true`} as known, ${plain.own} as own, ${plain.used} as used, ${plain.rest} as rest,
            ${since === null ? never : sql`${ORDERS['last-contact'].key} < ${since}`} as dormant
          from customer c where ${SAMPLED} and ${ACTIVE} offset 0
        ) c offset 0
      ) c
    ) looked`.execute(db);
  return rows[0] as Sample;
}

/** Texts that are read, from pages here and there: a page of them costs what a customer does. */
const TEXTS = 2_000;

/** Shares of the texts; half a text where none of those that were read is one. */
export interface WordsSample {
  /** Those that have the words. */
  readonly fitting: number;
  /** Those that the index finds and that are read for it. */
  readonly found: number;
}

export async function sampleWords(
  db: Kysely<DB>,
  texts: readonly WordsIn[],
  grams: readonly Gram[],
  customers: number,
): Promise<WordsSample> {
  const percent = Math.min(100, (100 * TEXTS) / Math.max(customers, 1));
  const { rows } = await sql<{ rows: number; fitting: number; found: number }>`
    select count(*)::int as rows, (count(*) filter (where ${hasWords(texts)}))::int as fitting,
      (count(*) filter (where ${hasGrams(grams)}))::int as found
    from customer_text t tablesample system (${percent}) repeatable (1)`.execute(db);
  const [read = { rows: 0, fitting: 0, found: 0 }] = rows;
  const of = (count: number) => (count + 0.5) / (read.rows + 1);
  return { fitting: of(read.fitting), found: of(Math.max(read.found, read.fitting)) };
}
