/** Conditions of the customer list that the index of details knows: what of the record few filters ask for. */
import { type Kysely, type RawBuilder, sql } from 'kysely';
import type { DB } from '../schema.ts';
import { anyText, folded, type ListFilter } from './customer-list-filter.ts';
import type { Condition } from './scope.ts';

/** Whether each field of the customer's own row has a value, in the order of the function `customer_details`. */
const KNOWN = {
  localName: sql`c.local_name is not null`,
  country: sql`c.country is not null`,
  region: sql`c.region is not null`,
  city: sql`c.city is not null`,
  address: sql`c.address is not null`,
  timeZone: sql`c.time_zone is not null`,
  language: sql`c.language is not null`,
  website: sql`c.website is not null`,
  source: sql`c.source is not null`,
  batch: sql`c.batch_id is not null`,
  businessType: sql`c.business_type is not null`,
  scale: sql`c.scale is not null`,
  grade: sql`c.grade is not null`,
  relationshipType: sql`c.relationship_type is not null`,
  preferredChannel: sql`c.preferred_channel is not null`,
  tags: sql`c.tags <> '{}'`,
  productsOfInterest: sql`c.products_of_interest <> '{}'`,
  productsInUse: sql`c.products_in_use <> '{}'`,
  usageNote: sql`c.usage_note is not null`,
  evaluation: sql`c.evaluation is not null`,
  note: sql`c.note is not null`,
  suppliers: sql`c.suppliers <> '{}'`,
} as const;

const isKnown = (field: string): field is keyof typeof KNOWN => Object.hasOwn(KNOWN, field);

/** What the company's own fields are called among the others: this, and the key. */
const OWN = 'own.';

/** The expression of the index `customer_by_details`, word for word. */
const DETAILS = sql`customer_details(c.city, c.scale, c.language, c.preferred_channel, c.suppliers, c.custom, c.lacks,
  array[${sql.join(Object.values(KNOWN))}])`;

export interface Detail {
  /** Null: who has no value of an own field is not asked of it, see `wordsOfLacking`. */
  readonly index: Condition | null;
  readonly plain: Condition;
}

/** An own field → words of the index, of which who has no value of it has one. */
export type LackingWords = ReadonlyMap<string, readonly string[]>;

const NO_WORDS: LackingWords = new Map();

/** What the index of details knows, each as it is asked of the index and plainly. */
export function detailsOf(filter: ListFilter, lacking = NO_WORDS): Detail[] {
  const { city, scale, languages, channels, supplier, custom, filled, empty } = filter;
  const word = (letter: string, value: RawBuilder<unknown>) =>
    sql<boolean>`${DETAILS} @> array[${letter}::text || ${value}]`;
  const words = (letter: string, values: readonly string[]) =>
    sql<boolean>`${DETAILS} && ${values.map((value) => letter + value)}::text[]`;
  const when = (values: readonly string[] | null, letter: string, column: RawBuilder<unknown>): Detail[] =>
    values === null ? [] : [{ index: words(letter, values), plain: anyText(column)(values) }];
  const isEmpty = (field: string) => {
    if (!field.startsWith(OWN)) return words('-', [field]);
    const sets = lacking.get(field.slice(OWN.length));
    return sets === undefined ? null : words('', sets);
  };
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
    ...(supplier === null
      ? []
      : [
          {
            index: word('e', folded(supplier)),
            plain: sql<boolean>`(cardinality(c.suppliers) > 0 and ${folded(supplier)} = any(
              select left(fold_text(one), 200) from unnest(c.suppliers) as one))`,
          },
        ]),
    ...custom.map(({ key, value }) => ({
      index: word(`q${key}:`, folded(value)),
      plain: sql<boolean>`left(fold_text(c.custom ->> ${key}), 200) = ${folded(value)}`,
    })),
    ...filled.map((field) => ({ index: words('+', [field]), plain: has(field) })),
    ...empty.map((field) => ({ index: isEmpty(field), plain: sql<boolean>`not ${has(field)}` })),
  ];
}

/** More sets of own fields than this are not asked for: those of one part of the fields, see the function `own_key_part`. */
const MOST_SETS = 200;

/** Of the own fields that are to be empty the sets without them, the empty one first. One with too many is left out. */
export async function wordsOfLacking(db: Kysely<DB>, { empty }: ListFilter): Promise<LackingWords> {
  const keys = empty.flatMap((field) => (field.startsWith(OWN) ? [field.slice(OWN.length)] : []));
  if (keys.length === 0) return NO_WORDS;
  const { rows } = await sql<{ key: string; words: string[] }>`
    select own.key, array(
      select '=' || own_key_part(own.key)::text
      union all
      (select word from own_key_set s where s.part = own_key_part(own.key) and own.key <> all(s.keys)
        limit ${MOST_SETS})) as words
    from unnest(${keys}::text[]) as own (key)`.execute(db);
  return new Map(rows.filter(({ words }) => words.length <= MOST_SETS).map(({ key, words }) => [key, words]));
}

function has(field: string): Condition {
  if (field.startsWith(OWN)) return sql`((c.custom ->> ${field.slice(OWN.length)}) is not null)`;
  return isKnown(field) ? sql`(${KNOWN[field]})` : sql`(not ${field}::text = any(c.lacks))`;
}
