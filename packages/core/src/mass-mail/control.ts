/** Starting a mass mail, a leader's decision about it, and pausing, going on and ending. */
import type { ApprovalReason, MASS_MAIL_OBSTACLES } from '@tradepost/contract';
import type { DB } from '@tradepost/db';
import { type LockedMassMail, lockMassMail } from '@tradepost/db/queries/mass-mails';
import { htmlToText } from '@tradepost/mail/html';
import { createHash } from 'node:crypto';
import { type Kysely, sql, type Transaction } from 'kysely';
import { submissionOf } from '../accounts/submission.ts';
import { appendAudit } from '../audit/append.ts';
import { cleanText } from '../customers/normalise.ts';
import { notFound, TradepostError } from '../errors.ts';
import { approvalReasons } from '../letter/approval-reasons.ts';
import { getApprovalRules } from '../letter/approval-rules.ts';
import { approversOf, mayDecide } from '../letter/approval.ts';
import { raiseNotice } from '../notices/raise-notice.ts';
import type { Viewer } from '../users/viewer.ts';
import { lockDraft } from './drafts.ts';
import type { Sender } from './settle.ts';

/**
 * It goes out, one by one; or waits for a leader, once for all of it.
 * @throws TradepostError 'not-found', 'conflict'; 'unprocessable' with what stands in the way as `details.obstacles`.
 */
export async function startMassMail(
  db: Kysely<DB>,
  sender: Sender & { readonly userName: string },
  id: number,
  version: number,
): Promise<void> {
  await db.transaction().execute(async (tx) => {
    const mail = await lockDraft(tx, sender.viewer.id, id, version);
    const obstacles = await obstaclesOf(tx, mail);
    if (obstacles.length > 0)
      throw new TradepostError('unprocessable', 'This mass mail cannot be sent as it is.', {
        details: { obstacles },
      });
    const reasons = await reasonsOf(tx, sender, mail);
    const asked = reasons.length === 0 ? [] : await approversOf(tx, sender.viewer.id);
    if (asked.length > 0) {
      await ask(tx, sender, mail, reasons, asked);
      return;
    }
    await begin(tx, mail, sender.viewer.id);
  });
}

async function obstaclesOf(tx: Transaction<DB>, mail: LockedMassMail) {
  const found: (typeof MASS_MAIL_OBSTACLES)[number][] = [];
  const account =
    mail.account_id === null
      ? undefined
      : await tx.selectFrom('mail_account').selectAll().where('id', '=', mail.account_id).executeTakeFirst();
  if (account === undefined) found.push('no-account');
  else if (account.state !== 'active' || submissionOf(account) === null) found.push('account-cannot-send');
  if (mail.subject.trim() === '') found.push('no-subject');
  if (htmlToText(mail.html, 10_000).trim() === '') found.push('no-text');
  if (mail.settled_at === null) found.push('not-settled');
  else {
    const one = await tx
      .selectFrom('mass_mail_recipient')
      .select('id')
      .where('mass_mail_id', '=', mail.id)
      .where('state', '=', 'waiting')
      .executeTakeFirst();
    if (one === undefined) found.push('no-recipient');
  }
  return found;
}

async function reasonsOf(
  tx: Transaction<DB>,
  sender: Sender & { readonly userName: string },
  mail: LockedMassMail,
): Promise<ApprovalReason[]> {
  const rules = await getApprovalRules(tx);
  // Nobody is above the owner.
  if (!rules.enabled || sender.viewer.role === 'owner') return [];
  const { rows } = await sql<{ days: number }>`
    select floor(extract(epoch from now() - created_at) / 86400)::int as days
    from app_user where id = ${sender.viewer.id}`.execute(tx);
  return approvalReasons(rules, {
    authorId: sender.viewer.id,
    authorName: sender.userName,
    authorDays: rows[0]?.days ?? 0,
    subject: mail.subject,
    text: htmlToText(mail.html, 100_000),
    fileNames: [],
    // Its recipients are customers of the company already.
    newDomains: [],
  });
}

const hashOf = (mail: LockedMassMail) =>
  createHash('sha256')
    .update(JSON.stringify([mail.account_id, mail.subject, mail.html, mail.field_values, mail.selection]))
    .digest();

async function ask(
  tx: Transaction<DB>,
  sender: Sender & { readonly userName: string },
  mail: LockedMassMail,
  reasons: readonly ApprovalReason[],
  userIds: readonly number[],
): Promise<void> {
  await tx
    .updateTable('mass_mail')
    .set({
      state: 'waiting-approval',
      version: mail.version + 1,
      approval_reasons: JSON.stringify(reasons),
      content_sha256: hashOf(mail),
      asked_at: sql<Date>`now()`,
      decided_at: null,
      decided_by: null,
      decision: null,
      decision_note: null,
    })
    .where('id', '=', mail.id)
    .execute();
  await raiseNotice(tx, {
    userIds,
    kind: 'mass-mail-approval',
    key: `${mail.id} ${mail.version}`,
    subject: { kind: 'mass-mail', id: mail.id },
    detail: { name: mail.name, actorName: sender.userName },
  });
}

async function begin(tx: Transaction<DB>, mail: LockedMassMail, actorId: number): Promise<void> {
  await tx
    .insertInto('mass_mail_pace')
    .values({ account_id: mail.account_id as number })
    .onConflict((oc) => oc.doNothing())
    .execute();
  await tx
    .updateTable('mass_mail')
    .set({
      state: 'sending',
      version: mail.version + 1,
      content_sha256: hashOf(mail),
      started_at: mail.started_at ?? sql<Date>`now()`,
    })
    .where('id', '=', mail.id)
    .execute();
  const { waiting } = await tx
    .selectFrom('mass_mail_recipient')
    .select((eb) => eb.fn.countAll<number>().as('waiting'))
    .where('mass_mail_id', '=', mail.id)
    .where('state', '=', 'waiting')
    .executeTakeFirstOrThrow();
  await appendAudit(tx, {
    actorId,
    action: 'mass-mail.started',
    subjectKind: 'mass-mail',
    subjectId: mail.id,
    detail: { name: mail.name, subject: mail.subject, recipients: waiting, selection: mail.selection },
  });
}

/**
 * @param viewer who decides. @throws TradepostError 'not-found'; 'forbidden' for one's own; 'conflict'; 'invalid-request'
 *   for a return without words.
 */
export async function decideMassMail(
  db: Kysely<DB>,
  viewer: Viewer,
  id: number,
  input: { readonly version: number; readonly decision: 'approve' | 'return'; readonly note: string | null },
): Promise<void> {
  const note = cleanText(input.note);
  if (input.decision === 'return' && note === null)
    throw new TradepostError('invalid-request', 'Say what is to be changed.');
  await db.transaction().execute(async (tx) => {
    const mail = await lockMassMail(tx, 'all', id);
    if (mail === undefined || !mayDecide(viewer, mail.owner_id)) throw notFound('The mass mail');
    if (mail.state !== 'waiting-approval' || mail.version !== input.version)
      throw new TradepostError('conflict', 'It was decided or changed meanwhile. Load it again.');
    const approved = input.decision === 'approve';
    await tx
      .updateTable('mass_mail')
      .set({
        decision: approved ? 'approved' : 'returned',
        decided_at: sql<Date>`now()`,
        decided_by: viewer.id,
        decision_note: note,
        ...(approved ? {} : { state: 'draft' as const, version: mail.version + 1 }),
      })
      .where('id', '=', id)
      .execute();
    if (approved) await begin(tx, mail, viewer.id);
    await raiseNotice(tx, {
      userIds: [mail.owner_id],
      kind: 'mass-mail-decided',
      key: `${id} ${mail.version}`,
      subject: { kind: 'mass-mail', id },
      detail: { name: mail.name, approved, ...(note === null ? {} : { note }) },
    });
    if (!approved)
      await appendAudit(tx, {
        actorId: viewer.id,
        action: 'mass-mail.returned',
        subjectKind: 'mass-mail',
        subjectId: id,
        detail: { name: mail.name, note },
      });
  });
}

type Step = 'pause' | 'resume' | 'cancel';
const FROM: Readonly<Record<Step, readonly LockedMassMail['state'][]>> = {
  pause: ['sending'],
  resume: ['paused', 'stopped'],
  cancel: ['waiting-approval', 'sending', 'paused', 'stopped'],
};

/** Letters that are made already go out: their moment is decided by the senders' locks, not here. */
export async function controlMassMail(
  db: Kysely<DB>,
  whose: 'all' | readonly number[],
  actorId: number,
  id: number,
  step: Step,
): Promise<void> {
  await db.transaction().execute(async (tx) => {
    const mail = await lockMassMail(tx, whose, id);
    if (mail === undefined) throw notFound('The mass mail');
    if (!FROM[step].includes(mail.state))
      throw new TradepostError('conflict', 'It is in another state by now. Load it again.', {
        details: { state: mail.state },
      });
    const state = step === 'pause' ? 'paused' : step === 'resume' ? 'sending' : 'cancelled';
    await tx
      .updateTable('mass_mail')
      .set({
        state,
        stop_reason: null,
        version: mail.version + 1,
        ...(step === 'cancel' ? { ended_at: sql<Date>`now()` } : {}),
        // What came back so far was seen by a person: only what comes back from now on stops it again.
        ...(step === 'resume' ? { bounces_seen: bouncesOf(id) } : {}),
      })
      .where('id', '=', id)
      .execute();
    await appendAudit(tx, {
      actorId,
      action: `mass-mail.${step === 'pause' ? 'paused' : step === 'resume' ? 'resumed' : 'cancelled'}`,
      subjectKind: 'mass-mail',
      subjectId: id,
      detail: { name: mail.name, before: mail.state, reason: mail.stop_reason },
    });
  });
}

const bouncesOf = (id: number) => sql<number>`(
  select count(*) from mass_mail_recipient r where r.mass_mail_id = ${id} and r.bounced_at is not null)`;
