/** A step of the work on a complaint: into its log, onto the timeline, and told to whom it concerns. */
import type { ComplaintStep } from '@tradepost/contract';
import type { DB } from '@tradepost/db';
import type { Transaction } from 'kysely';
import { raiseNotice } from '../notices/raise-notice.ts';
import { addEvent } from '../timeline/add-event.ts';

/** Characters of what it is about: where it is told first, and where it is only named again. */
const MOST_ABOUT = { opened: 300, later: 80 };
const MOST_TEXT = 500;

export interface ComplaintOf {
  readonly id: number;
  readonly customer_id: number;
  readonly customer_name: string;
  readonly what: string;
  readonly severity: number;
}

export interface Step {
  readonly step: ComplaintStep;
  readonly byId: number | null;
  readonly text?: string | null;
  /** Facts: names as they were. */
  readonly detail?: Readonly<Record<string, unknown>>;
  /** Who is told of it; the one who does it is not. */
  readonly tell: readonly number[];
}

export async function logStep(
  tx: Transaction<DB>,
  complaint: ComplaintOf,
  { step, byId, text = null, detail = {}, tell }: Step,
): Promise<void> {
  const entryId = await addEntry(tx, complaint.id, { step, byId, text, detail });
  const told = {
    ...detail,
    complaintId: complaint.id,
    step,
    about: cut(complaint.what, step === 'opened' ? MOST_ABOUT.opened : MOST_ABOUT.later),
    severity: complaint.severity,
    ...(text === null ? {} : { text: cut(text, MOST_TEXT) }),
  };
  await addEvent(tx, {
    customerId: complaint.customer_id,
    event: 'complaint',
    detail: told,
    actorId: byId,
  });
  await raiseNotice(tx, {
    userIds: tell.filter((userId) => userId !== byId),
    kind: 'complaint',
    key: String(entryId),
    customerId: complaint.customer_id,
    subject: { kind: 'complaint', id: complaint.id },
    detail: { ...told, customerName: complaint.customer_name },
  });
}

/** Into the log alone. @returns its id. */
export async function addEntry(
  tx: Transaction<DB>,
  complaintId: number,
  { step, byId, text = null, detail = {} }: Omit<Step, 'tell'>,
): Promise<number> {
  const { id } = await tx
    .insertInto('complaint_entry')
    .values({ complaint_id: complaintId, step, text, detail: JSON.stringify(detail), by_id: byId })
    .returning('id')
    .executeTakeFirstOrThrow();
  return id;
}

function cut(text: string, most: number): string {
  const line = text.replace(/\s+/g, ' ').trim();
  return line.length <= most ? line : `${line.slice(0, most - 1).toWellFormed()}…`;
}
