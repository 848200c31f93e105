/** Planning a contact with a customer, and recording one. */
import type { MarketProblemInput, NewActivity } from '@tradepost/contract';
import { MARKET_PROBLEM } from '@tradepost/contract/values';
import type { DB } from '@tradepost/db';
import { sql, type Transaction } from 'kysely';
import type { Actor } from '../customers/create.ts';
import type { CustomerDeps } from '../customers/deps.ts';
import { cleanText } from '../customers/normalise.ts';
import { TradepostError } from '../errors.ts';
import {
  checkAssignee,
  checkContact,
  checkDay,
  checkDoneAt,
  checkPlannedAt,
  lockForActivity,
} from './check.ts';
import { afterContact } from './after-contact.ts';
import { enterOnTimeline } from './enter.ts';

/**
 * Who sees the customer may, readers excepted (the route's).
 * @returns the activity's id. @throws TradepostError 'not-found', 'invalid-request', 'conflict'.
 */
export async function addActivity(
  deps: CustomerDeps,
  actor: Actor,
  customerId: number,
  input: NewActivity,
): Promise<number> {
  const id = await deps.db.transaction().execute((tx) => insertActivity(tx, actor, customerId, input));
  await deps.notifier.publish({ type: 'timeline', customerId });
  return id;
}

/**
 * The part inside a transaction: for what makes activities of something else, such as a contact record card.
 * @param messageId the mail that made it.
 */
export async function insertActivity(
  tx: Transaction<DB>,
  { viewer, scope }: Actor,
  customerId: number,
  input: NewActivity,
  messageId: number | null = null,
): Promise<number> {
  const customer = await lockForActivity(tx, scope, customerId);
  const author = viewer?.id ?? null;
  const planned = input.state === 'planned';
  if (planned && !input.plannedAt) throw new TradepostError('invalid-request', 'Say for when it is planned.');
  const doneAt = planned ? null : checkDoneAt(input.doneAt);
  const problem = input.marketProblem ?? null;
  assertProblem(input, problem);
  if (input.contactId) await checkContact(tx, customerId, input.contactId);
  const assignee = input.assigneeId ?? author;
  if (assignee !== null && assignee !== author) await checkAssignee(tx, customerId, assignee);
  const nextDate = checkDay(input.nextDate);
  const direction = input.direction ?? null;
  const { id } = await tx
    .insertInto('activity')
    .values({
      customer_id: customerId,
      kind: input.kind,
      channel: problem === null ? cleanText(input.channel) : MARKET_PROBLEM,
      direction,
      state: input.state,
      planned_at: input.plannedAt ? checkPlannedAt(input.plannedAt) : null,
      done_at: doneAt,
      place: cleanText(input.place),
      way: cleanText(input.way),
      contact_id: input.contactId ?? null,
      person: cleanText(input.person),
      content: cleanText(input.content),
      result: cleanText(input.result),
      next_date: nextDate,
      assignee_id: assignee,
      message_id: messageId,
      created_by: author,
    })
    .returning('id')
    .executeTakeFirstOrThrow();
  if (doneAt === null) return id;
  if (problem !== null) await keepProblem(tx, id, problem, customer.country, doneAt);
  await enterOnTimeline(tx, { id, customer_id: customerId, kind: input.kind, direction }, doneAt, author);
  await afterContact(tx, {
    customerId,
    kind: input.kind,
    nextDate,
    mayChange: customer.may_change,
    by: author,
  });
  return id;
}

/** A note of a problem is something that is known, not something to come, and has its fields. */
function assertProblem(input: NewActivity, problem: MarketProblemInput | null): void {
  const named = input.channel === MARKET_PROBLEM;
  if (named && problem === null)
    throw new TradepostError('invalid-request', 'A note of a market problem needs `marketProblem`.');
  if (problem !== null && (input.kind !== 'note' || input.state !== 'done'))
    throw new TradepostError('invalid-request', 'A market problem is a note that is done, not a plan.');
}

/** @param country the customer's, where the note names none. */
export async function keepProblem(
  tx: Transaction<DB>,
  activityId: number,
  problem: MarketProblemInput,
  country: string | null,
  notedAt: Date,
): Promise<void> {
  const row = {
    country: problem.country === undefined ? country : problem.country,
    region: cleanText(problem.region),
    product: cleanText(problem.product),
    difficulty: problem.difficulty,
    severity: problem.severity,
    competitor: cleanText(problem.competitor),
    noted_at: notedAt,
  };
  await tx
    .insertInto('market_problem')
    .values({ activity_id: activityId, ...row })
    .onConflict((oc) => oc.column('activity_id').doUpdateSet(row))
    .execute();
  await sql`update activity set updated_at = now() where id = ${activityId}`.execute(tx);
}
