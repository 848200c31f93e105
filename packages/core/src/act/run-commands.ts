/**
 * Carries out replies to our own mails. Believed is a mail that bears our Message-ID in its references, which was told
 * to one person alone, comes from the address it was sent to, and was not found forged by the server that received it.
 */
import type { DB } from '@tradepost/db';
import {
  claimCommand,
  type CommandRow,
  listMailTasks,
  postponeCommand,
  settleCommand,
} from '@tradepost/db/queries/act';
import { splitQuoted } from '@tradepost/mail/html';
import { type Kysely, sql, type Transaction } from 'kysely';
import { dayIn } from '../calendar/days.ts';
import { rollForward } from '../calendar/working-day.ts';
import { loadFollowUpRules } from '../follow-up/rules.ts';
import { isSenderForged } from '../ingest/forged-sender.ts';
import type { CustomerDeps } from '../customers/deps.ts';
import { queueMail } from '../outbox/queue-mail.ts';
import { actOnTask } from './act-on-task.ts';
import { answerReply, type LineResult } from './answer-words.ts';
import type { SaidDay } from './day-words.ts';
import { readReply, type ReplyLine } from './read-reply.ts';

/** Carried out in one tick. */
const MOST_PER_TICK = 50;
const MOST_ATTEMPTS = 5;
/** Lines that are acted on in one reply. */
const MOST_WISHES = 200;
/** Answers to one person in a day: a machine that talks to us in his name ends there. */
const MOST_ANSWERS = 50;

/** @returns how many were settled. */
export async function runCommands(deps: CustomerDeps, now = new Date()): Promise<number> {
  let settled = 0;
  while (settled < MOST_PER_TICK) {
    let command: CommandRow | undefined;
    try {
      command = await deps.db.transaction().execute(async (tx) => {
        const claimed = await claimCommand(tx);
        if (claimed !== undefined) {
          command = claimed;
          await run(deps, tx, claimed, now);
        }
        return claimed;
      });
    } catch (error) {
      if (command === undefined) throw error;
      // This one waits, and holds up no other; the scheduler's log has the reason.
      await postponeCommand(deps.db, command.id, MOST_ATTEMPTS);
      throw error;
    }
    if (command === undefined) break;
    settled++;
  }
  return settled;
}

async function run(deps: CustomerDeps, tx: Transaction<DB>, command: CommandRow, now: Date): Promise<void> {
  if (!command.active) return settleCommand(tx, command.id, 'disabled');
  // The copy in his own Sent mailbox was never received from anywhere.
  if (!command.own_copy && isSenderForged(command.auth_results))
    return settleCommand(tx, command.id, 'forged');
  const { home } = await loadFollowUpRules(tx);
  const today = dayIn(home.timeZone, now);
  const tasks = await listMailTasks(tx, command.mail_id);
  const count = Math.max(0, ...tasks.keys());
  const { newText } = splitQuoted(command.body ?? '');
  const lines = readReply(newText, count, today);
  const results: LineResult[] = [];
  for (const line of lines)
    results.push(...(await carryOut(deps, tx, command, line, { tasks, last: count }, now)));
  await settleCommand(tx, command.id, null);
  await answer(tx, command, results, today);
}

/** Each wish is a change of its own, and one that was made before says so: carried out twice it is done once. */
async function carryOut(
  deps: CustomerDeps,
  tx: Transaction<DB>,
  command: CommandRow,
  { said, lines, wish }: ReplyLine,
  { tasks, last }: { readonly tasks: ReadonlyMap<number, number>; readonly last: number },
  now: Date,
): Promise<LineResult[]> {
  if (wish === null) return [{ what: 'not-understood', said }];
  if (lines.length === 0) return [{ what: 'no-number', said }];
  const results: LineResult[] = [];
  for (const line of lines.slice(0, MOST_WISHES)) {
    if (line < 1 || line > last) {
      results.push({ what: 'no-such-line', said, last });
      continue;
    }
    const taskId = tasks.get(line);
    if (taskId === undefined) {
      results.push({ what: 'gone', said });
      continue;
    }
    const action =
      wish.does === 'done'
        ? ({ does: 'done', note: wish.note } as const)
        : ({ does: 'put-off', until: await dayFor(tx, wish.to) } as const);
    results.push({ line, ...(await actOnTask(deps, { taskId, userId: command.user_id }, action, now)) });
  }
  return results;
}

/** A day of the week or a date is meant; so many days from now fall on a day on which people work. */
async function dayFor(tx: Transaction<DB>, { on, exact }: SaidDay): Promise<string> {
  return exact ? on : rollForward(on, (await loadFollowUpRules(tx)).calendar);
}

async function answer(
  tx: Transaction<DB>,
  command: CommandRow,
  results: readonly LineResult[],
  today: string,
): Promise<void> {
  if ((await countAnswers(tx, command.to_address)) >= MOST_ANSWERS) return;
  await queueMail(tx, {
    recipientId: command.user_id,
    to: command.to_address,
    kind: 'command-answer',
    period: String(command.message_id),
    inReplyTo: command.rfc_message_id,
    ...answerReply(results, command.subject, command.locale, today),
  });
}

async function countAnswers(db: Kysely<DB>, to: string): Promise<number> {
  const { rows } = await sql<{ n: number }>`
    select count(*)::int as n from outbox_mail
    where to_address = ${to} and kind = 'command-answer' and created_at > now() - interval '1 day'`.execute(
    db,
  );
  return rows[0]?.n ?? 0;
}
