/** Mass mails and what became of them. Who may see one: who sends it, and who leads him. */
import { type Kysely, type Selectable, sql, type Transaction } from 'kysely';
import type { DB } from '../schema.ts';

/** Whose mass mails: everybody's, or of these people. */
export type Whose = 'all' | readonly number[];

export interface MassMailCountsRow {
  readonly waiting: number;
  readonly left_out: number;
  readonly made: number;
  readonly sent: number;
  readonly failed: number;
  readonly unknown: number;
  readonly bounced: number;
  readonly unsubscribed: number;
  readonly replied: number;
}

export type MassMailRow = Selectable<DB['mass_mail']> &
  MassMailCountsRow & {
    readonly owner_name: string;
    readonly account_address: string | null;
    readonly decided_by_name: string | null;
  };

const ofWhom = (whose: Whose) =>
  whose === 'all' ? sql<boolean>`true` : sql<boolean>`m.owner_id = any(${[...whose]}::bigint[])`;

/** Of at most a page of mass mails: each has some thousands of recipients. */
const counts = sql`
  left join lateral (
    select count(*) filter (where r.state = 'waiting')::int as waiting,
      count(*) filter (where r.state = 'left-out')::int as left_out,
      count(*) filter (where r.state = 'made')::int as made,
      count(*) filter (where l.state = 'sent')::int as sent,
      count(*) filter (where l.state in ('failed', 'cancelled'))::int as failed,
      count(*) filter (where l.state = 'unknown')::int as unknown,
      count(*) filter (where r.bounced_at is not null)::int as bounced,
      count(*) filter (where r.unsubscribed_at is not null)::int as unsubscribed,
      count(*) filter (where r.replied_at is not null)::int as replied
    from mass_mail_recipient r left join letter l on l.id = r.letter_id
    where r.mass_mail_id = m.id) n on true`;

const columns = sql`
  m.*, n.*, u.name as owner_name, a.address as account_address, d.name as decided_by_name`;

const tables = sql`
  mass_mail m join app_user u on u.id = m.owner_id left join mail_account a on a.id = m.account_id
  left join app_user d on d.id = m.decided_by`;

export async function listMassMails(
  db: Kysely<DB>,
  whose: Whose,
  page: { readonly beforeId: number | null; readonly limit: number; readonly waiting: boolean },
): Promise<MassMailRow[]> {
  const { rows } = await sql<MassMailRow>`
    select ${columns} from ${tables} ${counts}
    where ${ofWhom(whose)} and ${page.beforeId === null ? sql`true` : sql`m.id < ${page.beforeId}`}
      and ${page.waiting ? sql`m.state = 'waiting-approval'` : sql`true`}
    order by m.id desc limit ${page.limit}`.execute(db);
  return rows;
}

export async function findMassMail(
  db: Kysely<DB>,
  whose: Whose,
  id: number,
): Promise<MassMailRow | undefined> {
  const { rows } = await sql<MassMailRow>`
    select ${columns} from ${tables} ${counts} where m.id = ${id} and ${ofWhom(whose)}`.execute(db);
  return rows[0];
}

export type LockedMassMail = Selectable<DB['mass_mail']>;

/** The row until the end of the transaction; who makes its next letter waits, and sees what was decided. */
export async function lockMassMail(
  tx: Transaction<DB>,
  whose: Whose,
  id: number,
): Promise<LockedMassMail | undefined> {
  const { rows } = await sql<LockedMassMail>`
    select m.* from mass_mail m where m.id = ${id} and ${ofWhom(whose)} for update`.execute(tx);
  return rows[0];
}

export async function countLeftOut(
  db: Kysely<DB>,
  massMailId: number,
): Promise<{ left_out: NonNullable<Selectable<DB['mass_mail_recipient']>['left_out']>; count: number }[]> {
  const { rows } = await sql<{
    left_out: NonNullable<Selectable<DB['mass_mail_recipient']>['left_out']>;
    count: number;
  }>`
    select left_out, count(*)::int as count from mass_mail_recipient
    where mass_mail_id = ${massMailId} and state = 'left-out' group by left_out order by count desc, left_out`.execute(
    db,
  );
  return rows;
}

export function findPace(db: Kysely<DB>, accountId: number) {
  return db.selectFrom('mass_mail_pace').selectAll().where('account_id', '=', accountId).executeTakeFirst();
}
