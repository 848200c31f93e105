/** Opening a complaint, of a mail or by hand. */
import type { NewComplaint } from '@tradepost/contract';
import type { DB } from '@tradepost/db';
import { lockComplaint } from '@tradepost/db/queries/complaints';
import type { Scope } from '@tradepost/db/queries/scope';
import { type Kysely, sql, type Transaction } from 'kysely';
import { checkAssignee, checkContact, checkDay, checkDoneAt, lockForActivity } from '../activity/check.ts';
import { loadCompanyCalendar } from '../calendar/company-calendar.ts';
import { dayIn } from '../calendar/days.ts';
import type { CustomerDeps } from '../customers/deps.ts';
import { cleanText } from '../customers/normalise.ts';
import { notFound, TradepostError } from '../errors.ts';
import type { Viewer } from '../users/viewer.ts';
import { logStep } from './log-step.ts';
import { setComplaintTask } from './task.ts';
import { complaintDays } from './terms.ts';
import { leadersOf } from './who-acts.ts';

export interface ComplaintActor {
  readonly viewer: Viewer;
  readonly scope: Scope;
}

/**
 * Whoever sees a customer may, readers excepted (the route's): who takes the call writes it down.
 * @returns its id.
 * @throws TradepostError 'not-found' for a customer or a mail that may not be seen; 'invalid-request';
 *   'unprocessable' for a mail that is not on the customer's timeline; 'conflict' for a merged customer.
 */
export async function openComplaint(
  deps: CustomerDeps,
  { viewer, scope }: ComplaintActor,
  input: NewComplaint,
): Promise<number> {
  const what = cleanText(input.what);
  if (what === null) throw new TradepostError('invalid-request', 'Say what the customer complains about.');
  const id = await deps.db.transaction().execute(async (tx) => {
    const customer = await lockForActivity(tx, scope, input.customerId);
    const saidAt = input.messageId ? await whenSaid(tx, scope, input.messageId, customer.id) : null;
    if (input.contactId) await checkContact(tx, customer.id, input.contactId);
    if (input.assigneeId) await checkAssignee(tx, customer.id, input.assigneeId);
    const calendar = await loadCompanyCalendar(tx);
    const days = complaintDays(input.severity, dayIn(calendar.timeZone, new Date()), calendar);
    const due = readDays(input, { action: days.action, close: days.close });
    const { id: made } = await tx
      .insertInto('complaint')
      .values({
        customer_id: customer.id,
        message_id: input.messageId ?? null,
        contact_id: input.contactId ?? null,
        sort: input.sort,
        severity: input.severity,
        what,
        product: cleanText(input.product),
        order_ref: cleanText(input.orderRef),
        state: input.assigneeId ? 'assigned' : 'opened',
        complained_at: input.complainedAt ? checkDoneAt(input.complainedAt) : (saidAt ?? new Date()),
        opened_by: viewer.id,
        assignee_id: input.assigneeId ?? null,
        action_due_on: due.action,
        close_due_on: due.close,
      })
      .returning('id')
      .executeTakeFirstOrThrow();
    const complaint = await lockComplaint(tx, scope, made);
    if (complaint === undefined) throw notFound('The complaint');
    await logStep(tx, complaint, {
      step: 'opened',
      byId: viewer.id,
      text: what,
      tell: [
        ...(customer.owner_id === null ? [] : [customer.owner_id]),
        ...(await leadersOf(tx, customer.owner_id)),
      ],
    });
    if (input.assigneeId) {
      const assigneeName = await nameOf(tx, input.assigneeId);
      await logStep(tx, complaint, {
        step: 'assigned',
        byId: viewer.id,
        detail: { assigneeName },
        tell: [input.assigneeId],
      });
    }
    await setComplaintTask(tx, complaint, viewer.id);
    return made;
  });
  await deps.notifier.publish({ type: 'timeline', customerId: input.customerId });
  return id;
}

/** When the mail came. */
async function whenSaid(
  tx: Transaction<DB>,
  scope: Scope,
  messageId: number,
  customerId: number,
): Promise<Date> {
  const { rows } = await sql<{ occurred_at: Date; filed: boolean }>`
    select m.occurred_at, exists (select from filing f
      where f.message_id = m.id and f.customer_id = ${customerId} and f.undone_at is null) as filed
    from message m where m.id = ${messageId} and ${scope.message('m')}`.execute(tx);
  const found = rows[0];
  if (found === undefined) throw notFound('The message');
  if (!found.filed)
    throw new TradepostError(
      'unprocessable',
      'File the mail to this customer first, then open the complaint.',
    );
  return found.occurred_at;
}

/** @throws TradepostError 'invalid-request' where it is to be closed before it is to be acted on. */
export function readDays(
  { actionDueOn, closeDueOn }: { readonly actionDueOn?: string; readonly closeDueOn?: string },
  standard: { readonly action: string; readonly close: string },
): { action: string; close: string } {
  const action = checkDay(actionDueOn) ?? standard.action;
  const asked = checkDay(closeDueOn);
  if (asked !== null && asked < action)
    throw new TradepostError(
      'invalid-request',
      'It cannot be closed before it is acted on. Choose a later day.',
    );
  return { action, close: asked ?? (standard.close < action ? action : standard.close) };
}

export async function nameOf(db: Kysely<DB>, userId: number): Promise<string> {
  const row = await db
    .selectFrom('app_user')
    .select('name')
    .where('id', '=', userId)
    .executeTakeFirstOrThrow();
  return row.name;
}
