/** Letters that wait for a leader's decision, and those decided. */
import { type Kysely, type SqlBool, sql, type Transaction } from 'kysely';
import type { DB } from '../schema.ts';

/** Whose letters one decides about: everybody's, or of these people; never one's own. */
export type Deciding = { readonly userId: number; readonly team: 'all' | readonly number[] };

const decidesAbout = ({ userId, team }: Deciding) =>
  team === 'all'
    ? sql<SqlBool>`p.author_id <> ${userId}`
    : sql<SqlBool>`(p.author_id = any(${[...team]}::bigint[]) and p.author_id <> ${userId})`;

function approvals(db: Kysely<DB>, deciding: Deciding) {
  return (
    db
      .selectFrom('letter_approval as p')
      .innerJoin('letter as l', 'l.id', 'p.letter_id')
      .innerJoin('app_user as u', 'u.id', 'p.author_id')
      .leftJoin('app_user as d', 'd.id', 'p.decided_by')
      .leftJoin('customer as c', 'c.id', 'l.customer_id')
      .selectAll('p')
      .select([
        'u.name as author_name',
        'd.name as decided_by_name',
        'l.customer_id',
        'c.name as customer_name',
      ])
      // Of a letter that says something else by now, what it says is not for the leader: it is a draft again.
      .select(sql<boolean>`l.content_sha256 is not distinct from p.content_sha256`.as('same'))
      .select(['l.cc_list', 'l.bcc_list', 'l.schedule', 'l.due_at', 'l.from_address'])
      .select(['l.final_html', 'l.final_text', 'l.source_message_id'])
      .select(
        sql<number>`jsonb_array_length(p.sent_to) + jsonb_array_length(l.cc_list) + jsonb_array_length(l.bcc_list)`.as(
          'recipient_count',
        ),
      )
      .select(
        sql<number>`(select count(*)::int from letter_file f where f.letter_id = l.id and f.content_id is null)`.as(
          'file_count',
        ),
      )
      .where('p.state', '<>', 'withdrawn')
      .where(decidesAbout(deciding))
  );
}

export function findApproval(db: Kysely<DB>, deciding: Deciding, id: number) {
  return approvals(db, deciding).where('p.id', '=', id).executeTakeFirst();
}
export type ApprovalRow = NonNullable<Awaited<ReturnType<typeof findApproval>>>;

/** Those that wait, the oldest first; those decided, the newest first. */
export function listApprovals(
  db: Kysely<DB>,
  deciding: Deciding,
  page: { readonly waiting: boolean; readonly after: number | null; readonly limit: number },
): Promise<ApprovalRow[]> {
  let query = approvals(db, deciding)
    .where('p.state', page.waiting ? '=' : '<>', 'waiting')
    .orderBy('p.id', page.waiting ? 'asc' : 'desc')
    .limit(page.limit);
  if (page.after !== null) query = query.where('p.id', page.waiting ? '>' : '<', page.after);
  return query.execute();
}

/** Of the same letter, the one before: what it said, and why it came back. */
export function findReturnedBefore(db: Kysely<DB>, { id, letter_id }: { id: number; letter_id: number }) {
  return db
    .selectFrom('letter_approval as p')
    .leftJoin('app_user as d', 'd.id', 'p.decided_by')
    .select(['p.subject', 'p.note', 'p.decided_at', 'p.returned_text', 'd.name as decided_by_name'])
    .where('p.letter_id', '=', letter_id)
    .where('p.id', '<', id)
    .where('p.state', '=', 'returned')
    .orderBy('p.id', 'desc')
    .limit(1)
    .executeTakeFirst();
}
export type ReturnedRow = NonNullable<Awaited<ReturnType<typeof findReturnedBefore>>>;

/** Counted this far. */
const MOST_COUNTED = 100;

export async function countApprovals(db: Kysely<DB>, deciding: Deciding): Promise<number> {
  const { rows } = await sql<{ n: number }>`
    select count(*)::int as n from (
      select from letter_approval p where p.state = 'waiting' and ${decidesAbout(deciding)} limit ${MOST_COUNTED}) counted`.execute(
    db,
  );
  return rows[0]?.n ?? 0;
}

/** With its letter, both locked: the letter first, as who takes it back does. */
export async function lockApproval(tx: Transaction<DB>, id: number) {
  const asked = await tx
    .selectFrom('letter_approval')
    .select('letter_id')
    .where('id', '=', id)
    .executeTakeFirst();
  if (asked === undefined) return undefined;
  const letter = await tx
    .selectFrom('letter')
    .select(['version', 'customer_id', 'subject', 'final_text'])
    .where('id', '=', asked.letter_id)
    .forUpdate()
    .executeTakeFirst();
  const approval = await tx
    .selectFrom('letter_approval')
    .selectAll()
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst();
  if (letter === undefined || approval === undefined) return undefined;
  const { version, ...facts } = letter;
  return { ...approval, ...facts, letter_version: version };
}
