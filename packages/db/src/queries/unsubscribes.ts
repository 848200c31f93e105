/** Addresses that get no mass mail any more. */
import { type Kysely, sql, type Transaction } from 'kysely';
import type { DB } from '../schema.ts';
import type { Scope } from './scope.ts';

export interface UnsubscribedRow {
  readonly address: string;
  readonly at: Date;
  readonly at_text: string;
  readonly way: 'page' | 'one-click' | 'person';
  readonly mass_mail_name: string | null;
  readonly by_name: string | null;
  readonly note: string | null;
  readonly customer_id: number | null;
  readonly customer_name: string | null;
}

/** Those of customers that one may see; who sees all customers sees those of nobody as well. */
export async function listUnsubscribed(
  db: Kysely<DB>,
  scope: Scope,
  page: {
    readonly before: { readonly at: string; readonly address: string } | null;
    readonly limit: number;
    readonly customerId: number | null;
  },
): Promise<UnsubscribedRow[]> {
  const { before, limit, customerId } = page;
  const all = scope.owners === 'all';
  const { rows } = await sql<UnsubscribedRow>`
    select s.address, s.at, s.at::text as at_text, s.way, m.name as mass_mail_name, u.name as by_name, s.note,
      c.id as customer_id, c.name as customer_name
    from mail_unsubscribe s
    left join contact_address a on a.address = s.address
    left join customer c on c.id = a.customer_id and ${scope.customer('c')}
    left join mass_mail m on m.id = s.mass_mail_id left join app_user u on u.id = s.by_id
    where (c.id is not null or (${all} and a.address is null))
      and ${customerId === null ? sql`true` : sql`c.id = ${customerId}`}
      and ${before === null ? sql`true` : sql`(s.at, s.address) < (${before.at}::timestamptz, ${before.address})`}
    order by s.at desc, s.address desc limit ${limit}`.execute(db);
  return rows;
}

/** @returns whether it is new. */
export async function insertUnsubscribe(
  tx: Transaction<DB>,
  row: {
    readonly address: string;
    readonly way: 'page' | 'one-click' | 'person';
    readonly massMailId: number | null;
    readonly byId: number | null;
    readonly note: string | null;
  },
): Promise<boolean> {
  const added = await tx
    .insertInto('mail_unsubscribe')
    .values({
      address: row.address,
      way: row.way,
      mass_mail_id: row.massMailId,
      by_id: row.byId,
      note: row.note,
    })
    .onConflict((oc) => oc.column('address').doNothing())
    .returning('address')
    .executeTakeFirst();
  return added !== undefined;
}

/** What the page behind a link says: whose mail it was, and whether it is done. */
export function findRecipientToUnsubscribe(db: Kysely<DB>, recipientId: number) {
  return db
    .selectFrom('mass_mail_recipient as r')
    .innerJoin('mass_mail as m', 'm.id', 'r.mass_mail_id')
    .leftJoin('mail_unsubscribe as s', 's.address', 'r.address')
    .select(['r.id', 'r.address', 'm.id as mass_mail_id', 'm.language', 's.at as unsubscribed_at'])
    .where('r.id', '=', recipientId)
    .executeTakeFirst();
}
