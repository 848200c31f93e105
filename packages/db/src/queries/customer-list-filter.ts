/**
 * The conditions of the customer list, each in the forms that its rows can be found by: as words of the index of
 * facets, as words of the index of texts, and plainly on the row, for rows that were found another way.
 */
import { type RawBuilder, sql } from 'kysely';
import { ORDERS, type OrderName } from './customer-list-order.ts';
import type { WordsIn } from './customer-list-words.ts';
import type { Condition } from './scope.ts';

export interface OwnValue {
  readonly key: string;
  /** As text. */
  readonly value: string;
}

/** What is null or false does not narrow. A list is any of its values; null in it is none at all. */
export interface ListFilter {
  readonly texts: readonly WordsIn[];
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
  readonly city: string | null;
  readonly scale: string | null;
  readonly languages: readonly string[] | null;
  readonly channels: readonly string[] | null;
  /** From whom else it buys. */
  readonly supplier: string | null;
  /** Of the company's own fields, by key. */
  readonly custom: readonly OwnValue[];
  /** Fields that have a value, and fields that have none; own ones as `own.` and the key. */
  readonly filled: readonly string[];
  readonly empty: readonly string[];
  readonly tag: string | null;
  readonly product: string | null;
  readonly productInUse: string | null;
  readonly completenessBelow: number | null;
  readonly noContactSince: Date | null;
  /** Whether it was ever contacted, and whether there is mail with it. */
  readonly contacted: boolean | null;
  readonly mailed: boolean | null;
  readonly notVerifiedSince: Date | null;
  readonly createdFrom: Date | null;
  readonly createdBefore: Date | null;
  /** Those that were taken off the lists, in place of those on them. */
  readonly archived: boolean;
}

/** On the lists. */
export const ACTIVE = sql<boolean>`c.archived_at is null and c.merged_into_id is null`;
/** Taken off them. What was merged is in neither. */
export const ARCHIVED = sql<boolean>`c.archived_at is not null and c.merged_into_id is null`;

/** The expression of the index `customer_by_facets`, word for word. */
export const FACETS = sql`customer_facets(c.owner_id, c.country, c.region, c.grade, c.stage, c.relationship_type,
  c.key_account, c.source, c.batch_id, c.business_type, c.tags, c.products_of_interest, c.products_in_use,
  c.last_contact_at is not null, c.last_mail_at is not null)`;

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
  values === null
    ? []
    : [{ index: sql`array[${sql.join(values.map(index))}]::text[]`, plain: plain(values) }];

export const anyText = (column: RawBuilder<unknown>) => (values: readonly (string | null)[]) => {
  const given = values.filter((value) => value !== null);
  return sql<boolean>`(${column} = any(${given}::text[])${values.includes(null) ? sql` or ${column} is null` : sql``})`;
};

export const folded = (text: string) => sql`left(fold_text(${text}), 200)`;

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
    ...either(
      filter.contacted === null ? null : [filter.contacted],
      (was) => sql`${was ? 'w' : 'n'}::text`,
      ([was]) => sql`(c.last_contact_at is not null) = ${was}`,
    ),
    ...either(
      filter.mailed === null ? null : [filter.mailed],
      (was) => sql`${was ? 'm' : 'x'}::text`,
      ([was]) => sql`(c.last_mail_at is not null) = ${was}`,
    ),
  ];
}

/** What the indexes of the orders know: from one value to another. */
function orderRanges(filter: ListFilter): Partial<Record<OrderName, Condition[]>> {
  const { completenessBelow, noContactSince, notVerifiedSince, createdFrom, createdBefore } = filter;
  const when = (value: unknown, inside: Condition) => (value === null ? [] : [inside]);
  return {
    completeness: when(completenessBelow, sql`${ORDERS.completeness.key} < ${completenessBelow}`),
    'last-contact': when(noContactSince, sql`${ORDERS['last-contact'].key} < ${noContactSince}`),
    verified: when(notVerifiedSince, sql`${ORDERS.verified.key} < ${notVerifiedSince}`),
    created: [
      ...when(createdFrom, sql`${ORDERS.created.key} >= ${createdFrom}`),
      ...when(createdBefore, sql`${ORDERS.created.key} < ${createdBefore}`),
    ],
  };
}

/** Those of one index together. */
export const rangesOf = (filter: ListFilter): Condition[] =>
  Object.values(orderRanges(filter)).flatMap((range) => (range.length === 0 ? [] : [allOf(range)]));

/** Where a walk by this order begins and ends: what the order itself says of the filter. */
export function boundsOf(filter: ListFilter, order: OrderName): Condition {
  const bounds = [...(orderRanges(filter)[order] ?? [])];
  const never = (was: boolean | null) =>
    was === null ? [] : [sql<boolean>`${ORDERS[order].key} ${was ? sql`>` : sql`=`} '-infinity'`];
  if (order === 'last-contact') bounds.push(...never(filter.contacted));
  if (order === 'last-mail') bounds.push(...never(filter.mailed));
  // Who is verified was made before.
  const { createdFrom, notVerifiedSince } = filter;
  if (order === 'verified' && createdFrom !== null)
    bounds.push(sql`${ORDERS.verified.key} >= ${createdFrom}`);
  if (order === 'created' && notVerifiedSince !== null)
    bounds.push(sql`${ORDERS.created.key} < ${notVerifiedSince}`);
  return allOf(bounds);
}

export function collaboratorsOf(filter: ListFilter): Condition[] {
  return filter.collaborators.map(
    (id) => sql`c.id in (select co.customer_id from customer_collaborator co where co.user_id = ${id})`,
  );
}

export const allOf = (conditions: readonly Condition[]): Condition =>
  conditions.length === 0 ? sql`true` : sql`${sql.join([...conditions], sql` and `)}`;
