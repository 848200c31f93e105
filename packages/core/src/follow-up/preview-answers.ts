/** What other terms of answers, or another calendar, mean for the mail that waits now. */
import type { FollowUpPolicy, PolicyPreview } from '@tradepost/contract';
import type { DB } from '@tradepost/db';
import { listOpenAnswers, type OpenAnswer } from '@tradepost/db/queries/follow-up-policy';
import type { Scope } from '@tradepost/db/queries/scope';
import type { Kysely } from 'kysely';
import { answerMoments } from '../answers/answer-clock.ts';
import type { WorkingTime } from '../calendar/working-time.ts';

/** Mails that are looked at: more than anybody answers in a week. */
const MOST = 5_000;

/** @param until the end of tomorrow. */
export async function previewAnswers(
  db: Kysely<DB>,
  scope: Scope,
  { policy, calendar }: { readonly policy: FollowUpPolicy; readonly calendar: WorkingTime },
  until: Date,
): Promise<PolicyPreview['answers']> {
  const found = await listOpenAnswers(db, scope, MOST + 1);
  const open = found.slice(0, MOST);
  const answers = {
    waiting: open.length,
    more: found.length > MOST,
    earlier: 0,
    later: 0,
    late: { now: 0, after: 0 },
    told: { now: 0, after: 0 },
  };
  const isBefore = (at: Date | null) => at !== null && at < until;
  for (const task of open) {
    const terms = task.inquiry ? policy.inquiry : policy.answer;
    const { escalatesAt, lateAt } = answerMoments(new Date(task.since), terms, calendar);
    // Without a term it is never due: as late as can be.
    const [before, after] = [task.due_at, lateAt].map((at) => at?.getTime() ?? Number.POSITIVE_INFINITY) as [
      number,
      number,
    ];
    if (after < before) answers.earlier++;
    if (after > before) answers.later++;
    if (isBefore(task.due_at)) answers.late.now++;
    if (isBefore(lateAt)) answers.late.after++;
    if (tellsMore(task, task.escalates_at, isBefore)) answers.told.now++;
    if (tellsMore(task, escalatesAt, isBefore)) answers.told.after++;
  }
  return answers;
}

/** Whether a level that was not told yet comes by then. */
const tellsMore = (
  { escalation_level: told }: OpenAnswer,
  moments: readonly (Date | null)[],
  isBefore: (at: Date | null) => boolean,
) => moments.some((at, level) => level >= told && isBefore(at));
