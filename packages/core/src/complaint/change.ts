/** Beside the way of a complaint: opened again, withdrawn, noted on, put right. */
import type { ComplaintPatch } from '@tradepost/contract';
import type { ComplaintTable } from '@tradepost/db';
import type { LockedComplaint } from '@tradepost/db/queries/complaints';
import type { Updateable } from 'kysely';
import { checkContact } from '../activity/check.ts';
import { loadCompanyCalendar } from '../calendar/company-calendar.ts';
import { dayIn } from '../calendar/days.ts';
import type { CustomerDeps } from '../customers/deps.ts';
import { cleanText } from '../customers/normalise.ts';
import { type ComplaintActor, readDays } from './open.ts';
import { needed, NOT_CORRECTED, takeStep } from './step.ts';
import { complaintDays } from './terms.ts';
import { leadersOf } from './who-acts.ts';

/** Back to whoever is to act, with new days. */
export const reopenComplaint = (deps: CustomerDeps, actor: ComplaintActor, id: number, reason: string) =>
  takeStep(deps, actor, id, 'reopen', async (tx, complaint) => {
    const calendar = await loadCompanyCalendar(tx);
    const days = complaintDays(complaint.severity, dayIn(calendar.timeZone, new Date()), calendar);
    return {
      set: {
        ...NOT_CORRECTED,
        reason: null,
        state: complaint.assignee_id === null ? 'opened' : 'assigned',
        action_due_on: days.action,
        close_due_on: days.close,
      },
      step: { step: 'reopened', text: needed(reason, 'Say why it is opened again.') },
      tell: await leadersOf(tx, complaint.owner_id),
    };
  });

export const withdrawComplaint = (deps: CustomerDeps, actor: ComplaintActor, id: number, reason: string) =>
  takeStep(deps, actor, id, 'withdraw', async (_tx, complaint) => {
    const why = needed(reason, 'Say why it is no complaint.');
    return {
      set: { state: 'withdrawn', reason: why, closed_by: actor.viewer.id, closed_at: new Date() },
      step: { step: 'withdrawn', text: why },
      tell: [complaint.opened_by, complaint.owner_id].filter((userId) => userId !== null),
    };
  });

export const noteOnComplaint = (deps: CustomerDeps, actor: ComplaintActor, id: number, text: string) =>
  takeStep(deps, actor, id, 'note', async (_tx, complaint) => ({
    set: {},
    step: { step: 'noted', text: needed(text, 'Write something.') },
    tell: [complaint.assignee_id, complaint.owner_id].filter((userId) => userId !== null),
  }));

const TEXTS = { product: 'product', orderRef: 'order_ref' } as const;

export const changeComplaint = (
  deps: CustomerDeps,
  actor: ComplaintActor,
  id: number,
  patch: ComplaintPatch,
) =>
  takeStep(deps, actor, id, 'change', async (tx, complaint) => {
    const set: Updateable<ComplaintTable> = {};
    if (patch.sort !== undefined) set.sort = patch.sort;
    if (patch.severity !== undefined) set.severity = patch.severity;
    if (patch.what !== undefined) set.what = needed(patch.what, 'Say what the customer complains about.');
    for (const [field, column] of Object.entries(TEXTS) as [keyof typeof TEXTS, 'product' | 'order_ref'][])
      if (patch[field] !== undefined) set[column] = cleanText(patch[field]);
    if (patch.contactId !== undefined) {
      if (patch.contactId !== null) await checkContact(tx, complaint.customer_id, patch.contactId);
      set.contact_id = patch.contactId;
    }
    if (patch.actionDueOn !== undefined || patch.closeDueOn !== undefined) {
      const days = readDays(patch, { action: complaint.action_due_on, close: complaint.close_due_on });
      set.action_due_on = days.action;
      set.close_due_on = days.close;
    }
    const before: Partial<LockedComplaint> = complaint;
    const fields = Object.keys(set).filter(
      (field) => before[field as keyof LockedComplaint] !== set[field as keyof typeof set],
    );
    if (fields.length === 0) return null;
    return {
      set,
      step: {
        step: 'changed',
        // What it was, so that a severity or a day that was moved shows.
        detail: {
          fields,
          from: Object.fromEntries(fields.map((field) => [field, before[field as keyof LockedComplaint]])),
          to: Object.fromEntries(fields.map((field) => [field, set[field as keyof typeof set]])),
        },
      },
    };
  });
