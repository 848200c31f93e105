/** A run of mails that waited, as it is recorded for the report of response times. */
import type { AnswerWaitInput } from '@tradepost/db/queries/answer-writes';
import { workingSecondsBetween } from '../calendar/working-time.ts';
import { answerMoments } from './answer-clock.ts';
import type { ThreadMail, Wait } from './find-waits.ts';
import type { Terms, Thread } from './settle-threads.ts';

/** The oldest, by its own clock but never after the mail that answered it. */
export const sinceOf = (mail: ThreadMail, { reply }: Pick<Wait, 'reply'>): Date =>
  new Date(Math.min(mail.at, reply?.at ?? mail.at));

/** @param thread of a customer. */
export function waitRow(
  thread: Thread,
  wait: Wait,
  { policy, calendar, accountOwners }: Terms,
): AnswerWaitInput {
  const oldest = wait.mails[0] as ThreadMail;
  const since = sinceOf(oldest, wait);
  const inquiry = wait.mails.some(({ id }) => thread.rows.get(id)?.inquiry === true);
  const { lateAt } = answerMoments(since, inquiry ? policy.inquiry : policy.answer, calendar);
  const repliedAt = wait.reply === null ? null : new Date(wait.reply.at);
  return {
    customer_id: thread.customer_id as number,
    message_id: oldest.id,
    thread_id: thread.thread_id,
    since: since.toISOString(),
    user_id: thread.customer?.owner_id ?? accountOwners.get(oldest.id) ?? null,
    inquiry,
    counted: wait.mails.some(({ counts }) => counts),
    late_at: lateAt?.toISOString() ?? null,
    replied_at: repliedAt?.toISOString() ?? null,
    reply_id: wait.reply?.id ?? null,
    replied_by: wait.reply === null ? null : (thread.rows.get(wait.reply.id)?.actor_id ?? null),
    working_seconds: repliedAt === null ? null : workingSecondsBetween(since, repliedAt, calendar),
    settled_at: wait.settledAt === null ? null : new Date(wait.settledAt).toISOString(),
  };
}
