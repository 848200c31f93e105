/** Templates of letters, and what fills their fields. */
import { type Kysely, type SqlBool, sql, type Transaction } from 'kysely';
import type { DB, TemplateKind } from '../schema.ts';
import type { Scope } from './scope.ts';

/** The company's, and this person's own. */
const visible = (userId: number) => sql<SqlBool>`(t.owner_id is null or t.owner_id = ${userId})`;

function templates(db: Kysely<DB>, userId: number) {
  return db
    .selectFrom('letter_template as t')
    .leftJoin('app_user as u', 'u.id', 't.updated_by')
    .selectAll('t')
    .select('u.name as updated_by_name')
    .where('t.archived_at', 'is', null)
    .where(visible(userId));
}

export function findTemplate(db: Kysely<DB>, userId: number, id: number) {
  return templates(db, userId).where('t.id', '=', id).executeTakeFirst();
}
export type TemplateRow = NonNullable<Awaited<ReturnType<typeof findTemplate>>>;

/** By kind, language and name. */
export function listTemplates(
  db: Kysely<DB>,
  userId: number,
  filter: { readonly kind: TemplateKind | null; readonly language: string | null },
): Promise<TemplateRow[]> {
  let query = templates(db, userId)
    .orderBy('t.kind')
    .orderBy('t.language')
    .orderBy(sql`lower(t.name)`)
    .orderBy('t.id')
    .limit(700);
  if (filter.kind !== null) query = query.where('t.kind', '=', filter.kind);
  if (filter.language !== null) query = query.where('t.language', '=', filter.language);
  return query.execute();
}

export interface TemplateName {
  readonly id: number;
  readonly kind: TemplateKind;
  readonly language: string;
  readonly name: string;
  readonly owner_id: number | null;
}

/** What a person may choose from, without the texts; the longest unchanged last. */
export function listTemplateNames(db: Kysely<DB>, userId: number): Promise<TemplateName[]> {
  return templates(db, userId)
    .clearSelect()
    .select(['t.id', 't.kind', 't.language', 't.name', 't.owner_id'])
    .orderBy('t.updated_at', 'desc')
    .orderBy('t.id')
    .limit(700)
    .execute();
}

export function lockTemplate(tx: Transaction<DB>, userId: number, id: number) {
  return tx
    .selectFrom('letter_template as t')
    .selectAll()
    .where('t.id', '=', id)
    .where('t.archived_at', 'is', null)
    .where(visible(userId))
    .forUpdate()
    .executeTakeFirst();
}

export interface FieldFacts {
  readonly customer_name: string | null;
  readonly country: string | null;
  readonly product: string | null;
  readonly contact_name: string | null;
  readonly contact_title: string | null;
  readonly company_name: string | null;
}

/** Of a customer that may be seen; the contact is its own, or its main one. */
export async function readFieldFacts(
  db: Kysely<DB>,
  scope: Scope,
  about: { readonly customerId: number | null; readonly contactId: number | null },
): Promise<FieldFacts> {
  const { rows } = await sql<FieldFacts>`
    select c.name as customer_name, c.country, coalesce(c.products_of_interest[1], c.products_in_use[1]) as product,
      k.name as contact_name, k.title as contact_title,
      (select nullif(value ->> 'name', '') from setting where key = 'company') as company_name
    from (select 1) one
    left join customer c on c.id = ${about.customerId}::bigint and ${scope.customer('c')}
    left join lateral (
      select name, title from contact
      where customer_id = c.id and merged_into_id is null and invalid_at is null
        and (${about.contactId}::bigint is null or id = ${about.contactId}::bigint)
      order by not is_main, id limit 1) k on true`.execute(db);
  return rows[0] as FieldFacts;
}
