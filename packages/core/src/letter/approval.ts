/** Letters that a leader looks at before they go out (邮件审批): never sent without his decision. */
import type { ApprovalDecision, ApprovalReason } from '@tradepost/contract';
import type { DB } from '@tradepost/db';
import { listManagersOf, listOwners } from '@tradepost/db/queries/departments';
import {
  type ApprovalRow,
  type Deciding,
  findApproval,
  lockApproval,
} from '@tradepost/db/queries/letter-approvals';
import type { LockedLetter } from '@tradepost/db/queries/letters';
import { type Kysely, sql, type Transaction } from 'kysely';
import { appendAudit } from '../audit/append.ts';
import { recordReading } from '../audit/record-reading.ts';
import { cleanText } from '../customers/normalise.ts';
import { notFound, TradepostError } from '../errors.ts';
import { raiseNotice } from '../notices/raise-notice.ts';
import { leads, type Viewer } from '../users/viewer.ts';
import type { Author } from './actor.ts';
import { toDraft } from './change.ts';
import { morningOfCustomer } from './morning.ts';

/** Hours after which who decides is reminded, once. */
const REMIND_HOURS = 2;
/** Characters of a returned letter that are kept to be compared with the next one. */
const MOST_TEXT = 100_000;

/** Who is asked: those who lead the author; where nobody does, the owners. Any of them, or an owner, decides. */
export async function approversOf(tx: Transaction<DB>, authorId: number): Promise<number[]> {
  const managers = await listManagersOf(tx, authorId);
  const asked = managers.length > 0 ? managers : await listOwners(tx);
  return asked.filter((id) => id !== authorId);
}

/** Of the people below him, never his own; an administrator who reads no mail reads no letters either. */
export const mayDecide = (viewer: Viewer, authorId: number): boolean =>
  authorId !== viewer.id && decidingOf(viewer) !== null && leads(viewer, authorId);

/** Whose letters he decides about; null: nobody's. */
export function decidingOf(viewer: Viewer): Deciding | null {
  const everybody = viewer.role === 'owner' || (viewer.role === 'admin' && viewer.readsAllMail);
  if (everybody) return { userId: viewer.id, team: 'all' };
  return viewer.role === 'manager' ? { userId: viewer.id, team: viewer.team } : null;
}

/** The letter as its leader reads it; what he reads is on record (I9). @throws TradepostError 'not-found'. */
export async function openApproval(db: Kysely<DB>, viewer: Viewer, id: number): Promise<ApprovalRow> {
  const deciding = decidingOf(viewer);
  const row = deciding === null ? undefined : await findApproval(db, deciding, id);
  if (row === undefined) throw notFound('The letter');
  const reading = { action: 'letter-approval.read', subjectKind: 'letter-approval', subjectId: id };
  if (row.same) await recordReading(db, { actorId: viewer.id, ...reading });
  return row;
}

/** @returns false where nobody is above the author who could decide: his letter goes out. */
export async function askForApproval(
  tx: Transaction<DB>,
  author: Author,
  letter: LockedLetter,
  hash: Buffer,
  reasons: readonly ApprovalReason[],
): Promise<boolean> {
  const userIds = await approversOf(tx, author.user.id);
  if (userIds.length === 0) return false;
  const { id } = await tx
    .insertInto('letter_approval')
    .values({
      letter_id: letter.id,
      author_id: author.user.id,
      subject: letter.subject,
      sent_to: JSON.stringify(letter.to_list),
      reasons: JSON.stringify(reasons),
      content_sha256: hash,
      remind_at: sql<Date>`now() + ${REMIND_HOURS} * interval '1 hour'`,
    })
    .returning('id')
    .executeTakeFirstOrThrow();
  await raiseNotice(tx, {
    userIds,
    kind: 'letter-approval-asked',
    key: String(id),
    customerId: letter.customer_id,
    subject: { kind: 'letter-approval', id },
    detail: { actorName: author.user.name, subject: letter.subject, rules: reasons.map(({ rule }) => rule) },
  });
  await appendAudit(tx, {
    actorId: author.user.id,
    action: 'letter-approval.asked',
    subjectKind: 'letter-approval',
    subjectId: id,
    detail: { letterId: letter.id, subject: letter.subject, reasons, contentHash: hash.toString('hex') },
  });
  return true;
}

/** The author took the letter back: nothing is to be decided any more. */
export async function withdrawApproval(tx: Transaction<DB>, letterId: number): Promise<void> {
  await tx
    .updateTable('letter_approval')
    .set({ state: 'withdrawn', decided_at: sql<Date>`now()`, remind_at: null })
    .where('letter_id', '=', letterId)
    .where('state', '=', 'waiting')
    .execute();
}

/**
 * @throws TradepostError 'not-found' for letters of others' people; 'forbidden' for one's own; 'conflict' where it is
 *   decided or taken back already, or says something else than what was read.
 */
export async function decideApproval(
  db: Kysely<DB>,
  viewer: Viewer,
  id: number,
  { decision, contentHash, note }: ApprovalDecision,
): Promise<void> {
  const words = cleanText(note);
  if (decision === 'return' && words === null)
    throw new TradepostError('invalid-request', 'Say what is to be changed.');
  await db.transaction().execute(async (tx) => {
    const approval = await lockApproval(tx, id);
    if (approval === undefined) throw notFound('The letter');
    if (approval.author_id === viewer.id)
      throw new TradepostError('forbidden', 'Nobody decides about a letter of his own.');
    if (!mayDecide(viewer, approval.author_id)) throw notFound('The letter');
    if (approval.state !== 'waiting')
      throw new TradepostError('conflict', 'This letter was decided about, or taken back, already.', {
        details: { state: approval.state },
      });
    if (approval.content_sha256.toString('hex') !== contentHash)
      throw new TradepostError('conflict', 'The letter is another one now. Read it again.');
    await tx
      .updateTable('letter_approval')
      .set({
        state: decision === 'approve' ? 'approved' : 'returned',
        decided_at: sql<Date>`now()`,
        decided_by: viewer.id,
        note: words,
        remind_at: null,
        ...(decision === 'return' ? { returned_text: approval.final_text?.slice(0, MOST_TEXT) ?? null } : {}),
      })
      .where('id', '=', id)
      .execute();
    if (decision === 'approve') await release(tx, approval.letter_id, approval.customer_id);
    else await toDraft(tx, { id: approval.letter_id, version: approval.letter_version });
    await raiseNotice(tx, {
      userIds: [approval.author_id],
      kind: decision === 'approve' ? 'letter-approved' : 'letter-returned',
      key: String(id),
      customerId: approval.customer_id,
      subject: { kind: 'letter', id: approval.letter_id },
      detail: { subject: approval.subject, note: words },
    });
    await appendAudit(tx, {
      actorId: viewer.id,
      action: decision === 'approve' ? 'letter-approval.approved' : 'letter-approval.returned',
      subjectKind: 'letter-approval',
      subjectId: id,
      detail: { letterId: approval.letter_id, authorId: approval.author_id, contentHash, note: words },
    });
  });
}

/** At its moment, or at once where that has passed; a morning that has passed is the next one. */
async function release(tx: Transaction<DB>, letterId: number, customerId: number | null): Promise<void> {
  const morning = await morningOfCustomer(tx, customerId);
  await sql`
    update letter l set state = case when due.at > now() then 'scheduled' else 'queued' end,
      due_at = due.at, next_step_at = due.at, version = version + 1, updated_at = now()
    from (select case when schedule = 'now' then now()
      when schedule = 'morning' and due_at <= now() then ${morning?.at ?? null}::timestamptz
      else greatest(due_at, now()) end as at from letter where id = ${letterId}) asked,
      lateral (select coalesce(asked.at, now()) as at) due
    where l.id = ${letterId} and l.state = 'waiting-approval'`.execute(tx);
}

/** Once for each letter that waited for too long. @returns how many were reminded of. */
export async function remindApprovers(db: Kysely<DB>): Promise<number> {
  return db.transaction().execute(async (tx) => {
    const { rows } = await sql<{
      id: number;
      author_id: number;
      author_name: string;
      subject: string;
      customer_id: number | null;
    }>`
      update letter_approval p set remind_at = null
      from letter l, app_user u
      where p.id in (
        select id from letter_approval where state = 'waiting' and remind_at <= now()
        order by remind_at, id limit 100 for update skip locked)
      and l.id = p.letter_id and u.id = p.author_id
      returning p.id, p.author_id, u.name as author_name, p.subject, l.customer_id`.execute(tx);
    for (const row of rows)
      await raiseNotice(tx, {
        // A leader who is away holds nobody up: the owners hear of it, too.
        userIds: [...(await approversOf(tx, row.author_id)), ...(await listOwners(tx))].filter(
          (id) => id !== row.author_id,
        ),
        kind: 'letter-approval-reminder',
        key: String(row.id),
        customerId: row.customer_id,
        subject: { kind: 'letter-approval', id: row.id },
        detail: { actorName: row.author_name, subject: row.subject },
      });
    return rows.length;
  });
}
