/**
 * Makes the letters of mass mail, one after the other, at the pace of each account. A letter and the mark that its
 * recipient has one are one transaction: a process that dies has made it or has not, and nobody gets it twice. From
 * then on it is an ordinary letter, sent as all others are (letter/send-due.ts).
 */
import type { DB } from '@tradepost/db';
import { listManagersOf } from '@tradepost/db/queries/departments';
import {
  claimPace,
  findNextRecipient,
  lockSending,
  noteRefusals,
  type PaceTurn,
  putPace,
  readStanding,
} from '@tradepost/db/queries/mass-mail-work';
import type { LockedMassMail } from '@tradepost/db/queries/mass-mails';
import { type Kysely, sql, type Transaction } from 'kysely';
import { submissionOf } from '../accounts/submission.ts';
import { loadCompanyCalendar } from '../calendar/company-calendar.ts';
import { dayIn } from '../calendar/days.ts';
import { raiseNotice } from '../notices/raise-notice.ts';
import type { SecretBox } from '../secrets.ts';
import { loadViewer } from '../users/load-viewer.ts';
import { scopeOf } from '../visibility/scope.ts';
import { type Author, makeLetter } from './make-letter.ts';
import { reasonNow } from './settle.ts';

export interface MassMailDeps {
  readonly db: Kysely<DB>;
  readonly secrets: SecretBox;
  readonly publicUrl: string;
}

/** Letters of one tick, of all accounts. */
const MOST_PER_TICK = 50;
/** Of one account: where so many are made and not sent, its server is behind, and more would go out in one burst. */
const MOST_UNDER_WAY = 5;
const WAIT_SECONDS = 10;
/** Nobody in sight is awake: looked at again then. */
const NIGHT_SECONDS = 300;
const DAY = { from: 8, before: 18 };
/** Each wait is longer or shorter by up to so much: a machine's even beat is what filters look for. */
const JITTER = 0.4;
/** Providers look into accounts of which one mail in twenty comes back. Fewer than these are chance. */
const BOUNCE_SHARE = 0.05;
const LEAST_BOUNCES = 3;

/** @returns how many letters were made. */
export async function makeMassLetters(deps: MassMailDeps, signal?: AbortSignal): Promise<number> {
  const { timeZone } = await loadCompanyCalendar(deps.db);
  let made = 0;
  for (let turn = 0; turn < MOST_PER_TICK && signal?.aborted !== true; turn++) {
    const outcome = await deps.db
      .transaction()
      .execute((tx) => takeTurn(tx, deps, dayIn(timeZone, new Date())));
    if (outcome === 'nothing') break;
    if (outcome === 'made') made++;
  }
  return made;
}

type Outcome = 'made' | 'passed' | 'nothing';

async function takeTurn(tx: Transaction<DB>, deps: MassMailDeps, today: string): Promise<Outcome> {
  const turn = await claimPace(tx, today);
  if (turn === undefined) return 'nothing';
  if (turn.under_way >= MOST_UNDER_WAY) return wait(tx, turn, WAIT_SECONDS);
  const account = await tx
    .selectFrom('mail_account')
    .selectAll()
    .where('id', '=', turn.account_id)
    .executeTakeFirstOrThrow();
  const cannot = account.state !== 'active' || submissionOf(account) === null;
  let asleep = false;
  for (const mail of await lockSending(tx, turn.account_id)) {
    if (cannot) {
      await stop(tx, mail, 'account');
      continue;
    }
    if (await stopOnBounces(tx, mail)) continue;
    const author = await loadAuthor(tx, mail.owner_id);
    if (author === null) {
      await stop(tx, mail, 'sender');
      continue;
    }
    const next = await findNextRecipient(tx, mail.id, mail.by_day ? DAY : null);
    if (next === undefined) {
      if (await endWhenDone(tx, mail)) continue;
      asleep = true;
      continue;
    }
    const reason =
      (await reasonNow(tx, author, mail, next)) ??
      ((await makeLetter(tx, deps, author, mail, account, next)) ? null : ('missing-fields' as const));
    if (reason === null) {
      await putPace(tx, turn.account_id, secondsUntilNext(turn), true);
      return 'made';
    }
    await tx
      .updateTable('mass_mail_recipient')
      .set({ state: 'left-out', left_out: reason })
      .where('id', '=', next.id)
      .execute();
    // His place is the next one's, at once.
    return 'passed';
  }
  return wait(tx, turn, asleep ? NIGHT_SECONDS : WAIT_SECONDS);
}

async function wait(tx: Transaction<DB>, turn: PaceTurn, seconds: number): Promise<Outcome> {
  await putPace(tx, turn.account_id, seconds, false);
  return 'passed';
}

const secondsUntilNext = ({ per_minute: perMinute }: PaceTurn) =>
  (60 / perMinute) * (1 - JITTER + Math.random() * 2 * JITTER);

/** By the rights that he has now. @returns null where he is gone, or only reads. */
async function loadAuthor(tx: Transaction<DB>, userId: number): Promise<Author | null> {
  const user = await tx.selectFrom('app_user').selectAll().where('id', '=', userId).executeTakeFirstOrThrow();
  if (user.disabled_at !== null || user.role === 'reader') return null;
  const viewer = await loadViewer(tx, user);
  return { user, viewer, scope: scopeOf(viewer) };
}

async function stopOnBounces(tx: Transaction<DB>, mail: LockedMassMail): Promise<boolean> {
  await noteRefusals(tx, mail.id);
  const { made, bounced } = await readStanding(tx, mail.id);
  const fresh = bounced - mail.bounces_seen;
  if (fresh < LEAST_BOUNCES || fresh <= made * BOUNCE_SHARE) return false;
  await stop(tx, mail, 'bounces', { bounced, made });
  return true;
}

async function stop(
  tx: Transaction<DB>,
  mail: LockedMassMail,
  reason: 'bounces' | 'sender' | 'account',
  detail: Readonly<Record<string, number>> = {},
): Promise<void> {
  await tx
    .updateTable('mass_mail')
    .set({ state: 'stopped', stop_reason: reason, version: mail.version + 1 })
    .where('id', '=', mail.id)
    .execute();
  await raiseNotice(tx, {
    userIds: [mail.owner_id, ...(await listManagersOf(tx, mail.owner_id))],
    kind: 'mass-mail-stopped',
    key: `${mail.id} ${mail.version}`,
    subject: { kind: 'mass-mail', id: mail.id },
    detail: { name: mail.name, reason, ...detail },
  });
}

/** @returns false where somebody waits for his morning, or a letter is on its way. */
async function endWhenDone(tx: Transaction<DB>, mail: LockedMassMail): Promise<boolean> {
  const { waiting, under_way: underWay, made } = await readStanding(tx, mail.id);
  if (waiting > 0 || underWay > 0) return false;
  await tx
    .updateTable('mass_mail')
    .set({ state: 'done', ended_at: sql<Date>`now()`, version: mail.version + 1 })
    .where('id', '=', mail.id)
    .execute();
  await raiseNotice(tx, {
    userIds: [mail.owner_id],
    kind: 'mass-mail-done',
    key: String(mail.id),
    subject: { kind: 'mass-mail', id: mail.id },
    detail: { name: mail.name, count: made },
  });
  return true;
}
