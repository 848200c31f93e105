/** Mass mails as the contract has them. */
import type { MassMail, MassMailLine, MassMailRecipient, MassMailSelection } from '@tradepost/contract';
import { fieldsToFill } from '@tradepost/core/mass-mail/fields';
import { isOfRecord } from '@tradepost/core/mass-mail/left-out';
import type { Database } from '@tradepost/core/services';
import type { RecipientRow } from '@tradepost/db/queries/mass-mail-recipients';
import { countLeftOut, findPace, type MassMailRow } from '@tradepost/db/queries/mass-mails';
import { iso } from './describe.ts';

export const describeLine = (row: MassMailRow): MassMailLine => ({
  id: row.id,
  name: row.name,
  kind: row.kind,
  state: row.state,
  stopReason: row.stop_reason,
  ownerId: row.owner_id,
  ownerName: row.owner_name,
  subject: row.subject,
  counts: {
    waiting: row.waiting,
    leftOut: row.left_out,
    made: row.made,
    sent: row.sent,
    failed: row.failed,
    unknown: row.unknown,
    bounced: row.bounced,
    unsubscribed: row.unsubscribed,
    replied: row.replied,
  },
  createdAt: row.created_at.toISOString(),
  startedAt: iso(row.started_at),
  endedAt: iso(row.ended_at),
});

export async function describeMassMail(
  db: Database,
  row: MassMailRow,
  rights: Pick<MassMail, 'mine' | 'mayDecide'>,
): Promise<MassMail> {
  const [leftOut, pace] = await Promise.all([
    countLeftOut(db, row.id),
    row.account_id === null ? undefined : findPace(db, row.account_id),
  ]);
  return {
    ...describeLine(row),
    ...rights,
    version: row.version,
    language: row.language,
    html: row.html,
    values: row.field_values,
    fields: fieldsToFill(row).filter((field) => !isOfRecord(field) && !KNOWN_TO_ALL.has(field)),
    accountId: row.account_id,
    from: row.account_address,
    templateId: row.template_id,
    selection: row.selection as MassMailSelection,
    whom: row.whom,
    quietDays: row.quiet_days,
    byDay: row.by_day,
    settledAt: iso(row.settled_at),
    leftOut: leftOut.map(({ left_out: reason, count }) => ({ reason, count })),
    pace:
      row.account_id === null
        ? null
        : {
            perMinute: pace?.per_minute ?? DEFAULT_PACE.perMinute,
            perDay: pace?.per_day ?? DEFAULT_PACE.perDay,
            madeToday: pace?.made_today ?? 0,
          },
    approval:
      row.asked_at === null
        ? null
        : {
            reasons: [...(row.approval_reasons ?? [])],
            askedAt: row.asked_at.toISOString(),
            decision: row.decision,
            decidedAt: iso(row.decided_at),
            decidedByName: row.decided_by_name,
            note: row.decision_note,
          },
  };
}

/** The table's own (0021). */
const DEFAULT_PACE = { perMinute: 6, perDay: 300 };
/** What is filled for everybody without being asked for. */
const KNOWN_TO_ALL = new Set(['customer.name', 'my.name', 'my.email', 'company.name', 'today']);

export const describeRecipient = (row: RecipientRow): MassMailRecipient => ({
  id: row.id,
  customerId: row.customer_id,
  customerName: row.customer_name,
  contactId: row.contact_id,
  name: row.name,
  address: row.address,
  state: row.state,
  leftOut: row.left_out,
  letterId: row.letter_id,
  letterState: row.letter_state,
  messageId: row.message_id,
  sentAt: iso(row.sent_at),
  bouncedAt: iso(row.bounced_at),
  repliedAt: iso(row.replied_at),
  unsubscribedAt: iso(row.unsubscribed_at),
});
