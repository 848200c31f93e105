/**
 * The conditions of the customer list, each in the forms that its rows can be found by: as words of the index of
 * facets, as words of the index of texts, and plainly on the row, for rows that were found another way.
 */
import { type RawBuilder, sql } from 'kysely';
import { ORDERS, type OrderName } from './customer-list-order.ts';
import type { Condition, Scope } from './scope.ts';
import { gramsOfWords, likePattern } from './text-words.ts';

/** What is null or false does not narrow. A list is any of its values; null in it is none at all. */
export interface ListFilter {
  readonly words: readonly string[];
  readonly owners: readonly (number | null)[] | null;
  /** Each works on it. */
  readonly collaborators: readonly number[];
  readonly countries: readonly string[] | null;
  readonly region: string | null;
  readonly grades: readonly (string | null)[] | null;
  readonly stages: readonly string[] | null;
  readonly relationshipTypes: readonly string[] | null;
  readonly keyAccount: boolean | null;
  readonly source: string | null;
  readonly batches: readonly number[] | null;
  readonly businessType: string | null;
  readonly tag: string | null;
  readonly product: string | null;
  readonly productInUse: string | null;
  readonly completenessBelow: number | null;
  readonly noContactSince: Date | null;
  readonly neverContacted: boolean;
  readonly notVerifiedSince: Date | null;
  readonly createdFrom: Date | null;
  readonly createdBefore: Date | null;
}

/** On the lists at all. */
export const ACTIVE = sql<boolean>`c.archived_at is null and c.merged_into_id is null`;

/** The expression of the index `customer_by_facets`, word for word. */
export const FACETS = sql`customer_facets(c.owner_id, c.country, c.region, c.grade, c.stage, c.relationship_type,
  c.key_account, c.source, c.batch_id, c.business_type, c.tags, c.products_of_interest, c.products_in_use,
  c.last_contact_at is not null)`;

export interface Facet {
  /** Any of these words of the index; null: the index does not know it. */
  readonly index: RawBuilder<unknown> | null;
  readonly plain: Condition;
}

const either = <T>(
  values: readonly T[] | null,
  index: (value: T) => RawBuilder<unknown>,
  plain: (values: readonly T[]) => Condition,
): Facet[] =>
  values === null ? [] : [{ index: sql`array[${sql.join(values.map(index))}]`, plain: plain(values) }];

const anyText = (column: RawBuilder<unknown>) => (values: readonly (string | null)[]) => {
  const given = values.filter((value) => value !== null);
  return sql<boolean>`(${column} = any(${given}::text[])${values.includes(null) ? sql` or ${column} is null` : sql``})`;
};

const folded = (text: string) => sql`left(fold_text(${text}), 200)`;

function text(value: string | null, letter: string, column: RawBuilder<unknown>): Facet[] {
  if (value === null) return [];
  return [
    {
      index: sql`array[${letter} || ${folded(value)}]`,
      plain: sql<boolean>`left(fold_text(${column}), 200) = ${folded(value)}`,
    },
  ];
}

function member(value: string | null, letter: string, column: RawBuilder<unknown>): Facet[] {
  if (value === null) return [];
  return [
    {
      index: sql`array[${letter} || ${folded(value)}]`,
      plain: sql<boolean>`(cardinality(${column}) > 0 and ${folded(value)} = any(
        select left(fold_text(one), 200) from unnest(${column}) as one))`,
    },
  ];
}

/** What the index of facets knows. */
export function facetsOf(filter: ListFilter): Facet[] {
  return [
    ...either(
      filter.owners,
      (id) => sql`${`o${id ?? ''}`}::text`,
      (ids) => sql<boolean>`(c.owner_id = any(${ids.filter((id) => id !== null)}::bigint[])
        ${ids.includes(null) ? sql`or c.owner_id is null` : sql``})`,
    ),
    ...either(filter.countries, (code) => sql`${`c${code}`}::text`, anyText(sql`c.country`)),
    ...text(filter.region, 'r', sql`c.region`),
    ...either(filter.grades, (grade) => sql`${`g${grade ?? ''}`}::text`, anyText(sql`c.grade`)),
    ...either(filter.stages, (stage) => sql`${`s${stage}`}::text`, anyText(sql`c.stage`)),
    ...either(
      filter.relationshipTypes,
      (type) => sql`${`l${type}`}::text`,
      anyText(sql`c.relationship_type`),
    ),
    ...(filter.keyAccount === null
      ? []
      : [
          {
            index: filter.keyAccount ? sql`array['k']` : null,
            plain: sql<boolean>`c.key_account = ${filter.keyAccount}`,
          },
        ]),
    ...text(filter.source, 'f', sql`c.source`),
    ...either(
      filter.batches,
      (id) => sql`${`b${id}`}::text`,
      (ids) => sql<boolean>`c.batch_id = any(${[...ids]}::bigint[])`,
    ),
    ...text(filter.businessType, 'y', sql`c.business_type`),
    ...member(filter.tag, 't', sql`c.tags`),
    ...member(filter.product, 'p', sql`c.products_of_interest`),
    ...member(filter.productInUse, 'u', sql`c.products_in_use`),
    ...(filter.neverContacted
      ? [{ index: sql`array['n']`, plain: sql<boolean>`c.last_contact_at is null` }]
      : []),
  ];
}

interface Range {
  /** By whose index it is found. */
  readonly order: OrderName;
  readonly inside: Condition;
}

function orderRanges(filter: ListFilter): Range[] {
  const ranges: Range[] = [];
  const add = (order: OrderName, inside: Condition) => ranges.push({ order, inside });
  const { completenessBelow, noContactSince, notVerifiedSince, createdFrom, createdBefore } = filter;
  if (completenessBelow !== null) add('completeness', sql`${ORDERS.completeness.key} < ${completenessBelow}`);
  if (noContactSince !== null) add('last-contact', sql`${ORDERS['last-contact'].key} < ${noContactSince}`);
  if (notVerifiedSince !== null) add('verified', sql`${ORDERS.verified.key} < ${notVerifiedSince}`);
  if (createdFrom !== null) add('created', sql`${ORDERS.created.key} >= ${createdFrom}`);
  if (createdBefore !== null) add('created', sql`${ORDERS.created.key} < ${createdBefore}`);
  return ranges;
}

/** What indexes of the orders know: from one value to another. */
export const rangesOf = (filter: ListFilter): Condition[] => orderRanges(filter).map(({ inside }) => inside);

/** Where a walk by this order begins and ends: what the order itself says of the filter. */
export function boundsOf(filter: ListFilter, order: OrderName): Condition {
  const bounds = orderRanges(filter)
    .filter((range) => range.order === order)
    .map(({ inside }) => inside);
  if (filter.neverContacted && order === 'last-contact')
    bounds.push(sql`${ORDERS['last-contact'].key} = '-infinity'`);
  return bounds.length === 0 ? sql`true` : sql`${sql.join(bounds, sql` and `)}`;
}

/**
 * @param owners whose customers are looked for; those that one works on beside them are found another way.
 * @returns what finds them by the index of texts, and what says of a row `c` whether it has them.
 */
export function textOf(
  words: readonly string[],
  owners: Scope['owners'],
): { index: Condition; plain: Condition } | null {
  if (words.length === 0) return null;
  const grams = gramsOfWords(words);
  const held = sql<boolean>`t.words like all(${words.map(likePattern)}::text[])`;
  const inIndex: Condition[] = [held];
  const indexed = sql`customer_text_grams(t.words, t.owner_id)`;
  if (owners !== 'all') inIndex.unshift(sql`${indexed} && ${owners.map((id) => `@${id}`)}::text[]`);
  if (grams.length > 0) inIndex.unshift(sql`${indexed} @> ${grams}::text[]`);
  return {
    index: sql`${sql.join(inIndex, sql` and `)}`,
    // As one value of the row: an EXISTS may become a join, which knows no order.
    plain: sql`coalesce((select ${held} from customer_text t where t.customer_id = c.id), false)`,
  };
}

export function collaboratorsOf(filter: ListFilter): Condition[] {
  return filter.collaborators.map(
    (id) =>
      sql`exists (select 1 from customer_collaborator co where co.customer_id = c.id and co.user_id = ${id})`,
  );
}

/** All of it, plainly, with what may be seen. */
export function plainly(scope: Scope, filter: ListFilter): Condition {
  const searched = textOf(filter.words, scope.owners);
  const all: Condition[] = [
    scope.customer('c'),
    ...facetsOf(filter).map(({ plain }) => plain),
    ...rangesOf(filter),
    ...collaboratorsOf(filter),
    ...(searched === null ? [] : [searched.plain]),
  ];
  return sql`(${sql.join(all, sql` and `)})`;
}
