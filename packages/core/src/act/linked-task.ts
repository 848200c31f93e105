/** The page that a link of a mail opens: what is told to its holder, and what a press does. */
import type { LinkAction, LinkedTask } from '@tradepost/contract';
import type { DB } from '@tradepost/db';
import { findTask } from '@tradepost/db/queries/tasks';
import type { Kysely } from 'kysely';
import { addDays, dayIn } from '../calendar/days.ts';
import type { CustomerDeps } from '../customers/deps.ts';
import { notFound, TradepostError } from '../errors.ts';
import { loadFollowUpRules } from '../follow-up/rules.ts';
import type { SecretBox } from '../secrets.ts';
import { dayOf } from '../task/change-task.ts';
import { actOnTask, loadPerson } from './act-on-task.ts';
import { type LinkTarget, readLinkToken } from './link-token.ts';

export interface LinkedDeps extends CustomerDeps {
  readonly secrets: SecretBox;
}

/** @throws TradepostError 'not-found' for a token that is none, is over, or whose person or task is gone. */
export async function readLinkedTask(deps: LinkedDeps, token: string, now = new Date()): Promise<LinkedTask> {
  return describe(deps.db, targetOf(deps, token, now), now);
}

/** @throws TradepostError as above; 'invalid-request' for a day that is over. */
export async function actByLink(
  deps: LinkedDeps,
  token: string,
  action: LinkAction,
  now = new Date(),
): Promise<LinkedTask> {
  const target = targetOf(deps, token, now);
  const { what } = await actOnTask(
    deps,
    target,
    action.does === 'done'
      ? { does: 'done', note: action.note ?? null }
      : { does: 'put-off', until: action.on ?? 'tomorrow' },
    now,
  );
  if (what === 'not-possible')
    throw new TradepostError(
      'conflict',
      'A mail that waits is not put off: answer it, or promise in Tradepost by when you will.',
    );
  return describe(deps.db, target, now);
}

function targetOf(deps: LinkedDeps, token: string, now: Date): LinkTarget {
  const target = readLinkToken(deps.secrets, token, now);
  if (target === null) throw notFound('The link');
  return target;
}

async function describe(db: Kysely<DB>, { taskId, userId }: LinkTarget, now: Date): Promise<LinkedTask> {
  const person = await loadPerson(db, userId);
  if (person === undefined) throw notFound('The link');
  const { user, actor } = person;
  const task = await findTask(db, actor.scope, taskId);
  const { home } = await loadFollowUpRules(db);
  const days = await db.transaction().execute(async (tx) => ({
    tomorrow: await dayOf(tx, 'tomorrow', now),
    nextWeek: await dayOf(tx, 'next-week', now),
  }));
  return {
    // Of what is somebody else's now nothing more is told than that.
    kind: task?.kind ?? 'todo',
    customerName: task?.customer_name ?? null,
    title: task?.title ?? null,
    dueOn: task?.due_on ?? dayIn(home.timeZone, now),
    state: task?.state ?? 'open',
    outcome: task?.outcome ?? null,
    closedByName: task?.closed_by_name ?? null,
    closedAt: task?.closed_at?.toISOString() ?? null,
    yours: task?.may_act ?? false,
    canWait: task?.kind !== 'answer',
    userName: user.name,
    locale: user.locale,
    ...days,
    firstDay: addDays(dayIn(home.timeZone, now), 1),
  };
}
