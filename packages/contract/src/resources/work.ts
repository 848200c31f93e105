/** What was done, per person and period. */
import Type from 'typebox';
import { Id, Nullable, Timestamp } from './common.ts';
import { Role } from './user.ts';

/** Numbers that open as a list. */
export const WORK_LISTS = [
  'contacts',
  'mails',
  'waits',
  'answered',
  'kept',
  'late',
  'followUpsOnTime',
  'followUpsLate',
  'putOff',
  'inquiries',
  'quotations',
] as const;
export type WorkList = (typeof WORK_LISTS)[number];

export const WorkRow = Type.Object({
  userId: Id,
  userName: Type.String(),
  role: Role,
  /** Recorded calls, visits, chats and the like; cards that were mailed in among them. */
  contacts: Type.Integer(),
  /** To customers, written by a person. */
  mails: Type.Integer(),
  /** Times that a customer of his waited for an answer. */
  waits: Type.Integer(),
  /** Of these the ones that were answered, by anyone of the company. */
  answered: Type.Integer(),
  /** Median of the time to the answer, in working time of the company, seconds; null: none was answered. */
  medianSeconds: Nullable(Type.Integer()),
  /** Answered before the moment on which the leader is told. */
  kept: Type.Integer(),
  /** Answered after it, or waiting past it. */
  late: Type.Integer(),
  /** Done by the day that each had at first. */
  followUpsOnTime: Type.Integer(),
  followUpsLate: Type.Integer(),
  /** Put off in the period, done or not. */
  putOff: Type.Integer(),
  /** Of customers that are his now. */
  inquiries: Type.Integer(),
  quotations: Type.Integer(),
  customerCards: Type.Integer(),
  contactCards: Type.Integer(),
  marketInformation: Type.Integer(),
});
export type WorkRow = Type.Static<typeof WorkRow>;

export const WorkReport = Type.Object({
  /** Days, both inside. */
  from: Type.String(),
  to: Type.String(),
  /** Whose days they are: the company's. */
  timeZone: Type.String(),
  rows: Type.Array(WorkRow),
  total: Type.Omit(WorkRow, ['userId', 'userName', 'role']),
});
export type WorkReport = Type.Static<typeof WorkReport>;

export const WorkItem = Type.Object({
  id: Id,
  at: Timestamp,
  /** Null where the asker may not see the customer. */
  customerId: Nullable(Id),
  customerName: Nullable(Type.String()),
  /** Of a mail that the asker may read. */
  messageId: Nullable(Id),
  /** The subject, what a contact was about, or the product; empty where it is closed to the asker. */
  text: Type.String(),
  /** Of a contact: its kind. */
  kind: Nullable(Type.String()),
  answeredAt: Nullable(Timestamp),
  answeredByName: Nullable(Type.String()),
  /** In working time. */
  seconds: Nullable(Type.Integer()),
  /** The day, or moment, that it was to be done by. */
  dueAt: Nullable(Timestamp),
});
export type WorkItem = Type.Static<typeof WorkItem>;
