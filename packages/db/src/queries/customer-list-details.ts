/** Conditions of the customer list that the index of details knows: what of the record few filters ask for. */
import { type RawBuilder, sql } from 'kysely';
import { anyText, folded, type ListFilter } from './customer-list-filter.ts';
import type { Condition } from './scope.ts';

/** The expression of the index `customer_by_details`, word for word. */
const DETAILS = sql`customer_details(c.city, c.scale, c.language, c.preferred_channel, c.custom)`;

export interface Detail {
  readonly index: Condition;
  readonly plain: Condition;
}

/** What the index of details knows, each as it is asked of the index and plainly. */
export function detailsOf({ city, scale, languages, channels, custom }: ListFilter): Detail[] {
  const word = (letter: string, value: RawBuilder<unknown>) =>
    sql<boolean>`${DETAILS} @> array[${letter}::text || ${value}]`;
  const words = (letter: string, values: readonly string[]) =>
    sql<boolean>`${DETAILS} && ${values.map((value) => letter + value)}::text[]`;
  const when = (values: readonly string[] | null, letter: string, column: RawBuilder<unknown>): Detail[] =>
    values === null ? [] : [{ index: words(letter, values), plain: anyText(column)(values) }];
  return [
    ...(city === null
      ? []
      : [
          {
            index: word('i', folded(city)),
            plain: sql<boolean>`left(fold_text(c.city), 200) = ${folded(city)}`,
          },
        ]),
    ...when(scale === null ? null : [scale], 'z', sql`c.scale`),
    ...when(languages, 'a', sql`c.language`),
    ...when(channels, 'v', sql`c.preferred_channel`),
    ...custom.map(({ key, value }) => ({
      index: word(`q${key}:`, folded(value)),
      plain: sql<boolean>`left(fold_text(c.custom ->> ${key}), 200) = ${folded(value)}`,
    })),
  ];
}
