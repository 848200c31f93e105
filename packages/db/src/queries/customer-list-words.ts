/** Words that the customer list is narrowed by: those of names, people, addresses and numbers, and those of the free texts. */
import { type RawBuilder, sql } from 'kysely';
import type { Condition } from './scope.ts';
import { gramPattern, likePattern } from './text-words.ts';

/** Column of customer_text → what its grams begin with in the index, as `customer_text_grams` has it. */
export const COLUMNS = { words: '', address: '#a', evaluation: '#e', usage_note: '#u', note: '#n' } as const;

/** All of these words, in one of the texts. */
export interface WordsIn {
  readonly text: keyof typeof COLUMNS;
  /** Folded; at least one. */
  readonly words: readonly string[];
}

/** A run of characters that the index of texts has of one of them. */
export interface Gram {
  readonly text: WordsIn['text'];
  readonly gram: string;
  /** Of all texts the part that has it, from 0 to 1; 0 of what is rare. */
  readonly share: number;
}

/** Whether a row `t` of the texts has all of them; null is no. */
export const hasWords = (texts: readonly WordsIn[]): Condition =>
  sql`${sql.join(
    texts.map(({ text, words }) => sql`t.${sql.ref(text)} like all(${words.map(likePattern)}::text[])`),
    sql` and `,
  )}`;

/** Whether a row `t` of the texts has all of these grams, so that the index finds it. */
export const hasGrams = (grams: readonly Gram[]): Condition =>
  grams.length === 0
    ? sql`true`
    : sql`${sql.join(
        grams.map(({ text, gram }) => sql`t.${sql.ref(text)} like ${gramPattern(gram)}`),
        sql` and `,
      )}`;

/**
 * What finds the texts that have these words, of customers that have these facets, by their index.
 * @param grams those of the words that it is asked for. @param facets of each any.
 */
export function wordsInIndex(
  texts: readonly WordsIn[],
  grams: readonly Gram[],
  facets: readonly RawBuilder<unknown>[],
): Condition {
  const indexed = sql`customer_text_grams(t.words, t.facets, t.address, t.evaluation, t.usage_note, t.note)`;
  const asked = grams.map(({ text, gram }) => COLUMNS[text] + gram);
  return sql`${sql.join(
    [
      ...(asked.length === 0 ? [] : [sql<boolean>`${indexed} @> ${asked}::text[]`]),
      ...facets.map(
        (any) => sql<boolean>`${indexed} && array(select '@' || facet from unnest(${any}) as facet)`,
      ),
      hasWords(texts),
    ],
    sql` and `,
  )}`;
}

/** Whether the text of a row `c` has them. As one value of the row: an EXISTS may become a join, which knows no order. */
export const wordsOfRow = (texts: readonly WordsIn[]): Condition =>
  sql`coalesce((select ${hasWords(texts)} from customer_text t where t.customer_id = c.id), false)`;
