/** What a person is told in the product. */
import Type from 'typebox';
import { Id, Nullable, Timestamp } from './common.ts';

/** The reader's language makes a sentence of the kind and its detail. */
export const NOTICE_KINDS = [
  'customer-assigned',
  'customers-handed-over',
  'handover-unread',
  'handover-undone',
  'collaborator-added',
  'domain-shared',
  'collision',
  'collision-decided',
  'pool-warning',
  'pool-recycled',
  'claim-asked',
  'claim-decided',
  'card-filed',
  'card-refused',
  'market-information',
  'inquiry-assigned',
  'off-list-mail',
  'task-escalated',
  'mail-not-sent',
  'outgoing-stopped',
  'calendar-missing',
  'complaint',
  'quote-conflict',
  'import-done',
  'review-due',
  'letter-approval-asked',
  'letter-approval-reminder',
  'letter-approved',
  'letter-returned',
  'letter-failed',
  'letter-unknown',
  'letter-waits',
  'letter-refused',
  'task-assigned',
  'next-date-far',
  'mass-mail-approval',
  'mass-mail-decided',
  'mass-mail-stopped',
  'mass-mail-done',
] as const;
export type NoticeKind = (typeof NOTICE_KINDS)[number];

export const Notice = Type.Object({
  id: Id,
  /** One of NOTICE_KINDS, or one that another version wrote. */
  kind: Type.String(),
  customerId: Nullable(Id),
  customerName: Nullable(Type.String()),
  subjectKind: Nullable(Type.String()),
  subjectId: Nullable(Id),
  detail: Type.Record(Type.String(), Type.Unknown()),
  createdAt: Timestamp,
  readAt: Nullable(Timestamp),
});
export type Notice = Type.Static<typeof Notice>;
