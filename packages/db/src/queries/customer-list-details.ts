/** Conditions of the customer list that the index of details knows: what of the record few filters ask for. */
import { type RawBuilder, sql } from 'kysely';
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
  /** Null: it does not know who has no value of an own field, for it does not know which there are. */
  readonly index: Condition | null;
  readonly plain: Condition;
}

/** What the index of details knows, each as it is asked of the index and plainly. */
export function detailsOf(filter: ListFilter): Detail[] {
  const { city, scale, languages, channels, supplier, custom, filled, empty } = filter;
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
    ...empty.map((field) => ({
      index: field.startsWith(OWN) ? null : words('-', [field]),
      plain: sql<boolean>`not ${has(field)}`,
    })),
  ];
}

function has(field: string): Condition {
  if (field.startsWith(OWN)) return sql`((c.custom ->> ${field.slice(OWN.length)}) is not null)`;
  return isKnown(field) ? sql`(${KNOWN[field]})` : sql`(not ${field}::text = any(c.lacks))`;
}
