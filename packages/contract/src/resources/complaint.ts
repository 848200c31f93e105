/** Complaints (客户投诉): from what the customer says to a corrective action that was verified. */
import Type from 'typebox';
import { Body, Id, Nullable, PageQuery, Timestamp } from './common.ts';
import { Day } from './contact.ts';

/** Withdrawn: it was none, or was entered by mistake. */
export const COMPLAINT_STATES = [
  'opened',
  'assigned',
  'corrected',
  'verified',
  'closed',
  'withdrawn',
] as const;
export type ComplaintState = (typeof COMPLAINT_STATES)[number];
/** What it is about. */
export const COMPLAINT_SORTS = [
  'quality',
  'quantity',
  'delivery',
  'packing',
  'documents',
  'price',
  'service',
  'other',
] as const;
export type ComplaintSort = (typeof COMPLAINT_SORTS)[number];
/** `refused`: the corrective action was looked at and is not enough. */
export const COMPLAINT_STEPS = [
  'opened',
  'changed',
  'assigned',
  'corrected',
  'verified',
  'refused',
  'closed',
  'reopened',
  'withdrawn',
  'noted',
] as const;
export type ComplaintStep = (typeof COMPLAINT_STEPS)[number];

/** 1 small, 2 hinders business, 3 threatens it. */
const Severity = Type.Integer({ minimum: 1, maximum: 3 });
const LongText = Type.String({ minLength: 1, maxLength: 5000 });
const Note = Type.Optional(Nullable(Type.String({ maxLength: 2000 })));
const Product = Type.Optional(Nullable(Type.String({ maxLength: 200 })));
const OrderRef = Type.Optional(Nullable(Type.String({ maxLength: 100 })));

const summary = {
  id: Id,
  customerId: Id,
  customerName: Type.String(),
  /** The customer's salesperson. */
  ownerId: Nullable(Id),
  ownerName: Nullable(Type.String()),
  sort: Type.Enum(COMPLAINT_SORTS),
  severity: Severity,
  what: Type.String(),
  product: Nullable(Type.String()),
  orderRef: Nullable(Type.String()),
  state: Type.Enum(COMPLAINT_STATES),
  complainedAt: Timestamp,
  openedAt: Timestamp,
  assigneeId: Nullable(Id),
  assigneeName: Nullable(Type.String()),
  /** Days of the company's: the corrective action is to be taken by, and all is to be closed by. */
  actionDueOn: Type.String(),
  closeDueOn: Type.String(),
  /** What is to be done next should have been done before today. */
  overdue: Type.Boolean(),
  closedAt: Nullable(Timestamp),
};
export const Complaint = Type.Object(summary);
export type Complaint = Type.Static<typeof Complaint>;

export const ComplaintEntry = Type.Object({
  id: Id,
  step: Type.Enum(COMPLAINT_STEPS),
  text: Nullable(Type.String()),
  detail: Type.Record(Type.String(), Type.Unknown()),
  byName: Nullable(Type.String()),
  at: Timestamp,
});
export type ComplaintEntry = Type.Static<typeof ComplaintEntry>;

/** What the asker may do with it now. */
export const COMPLAINT_RIGHTS = [
  'change',
  'assign',
  'correct',
  'verify',
  'close',
  'reopen',
  'withdraw',
  'note',
] as const;
export type ComplaintRight = (typeof COMPLAINT_RIGHTS)[number];

export const ComplaintDetail = Type.Object({
  ...summary,
  contactId: Nullable(Id),
  contactName: Nullable(Type.String()),
  /** The mail that complains; only where the asker may read it. */
  messageId: Nullable(Id),
  messageSubject: Nullable(Type.String()),
  openedByName: Nullable(Type.String()),
  action: Nullable(Type.String()),
  cause: Nullable(Type.String()),
  actedByName: Nullable(Type.String()),
  actedAt: Nullable(Timestamp),
  verification: Nullable(Type.String()),
  verifiedByName: Nullable(Type.String()),
  verifiedAt: Nullable(Timestamp),
  closedByName: Nullable(Type.String()),
  /** Why it was withdrawn. */
  reason: Nullable(Type.String()),
  may: Type.Array(Type.Enum(COMPLAINT_RIGHTS)),
  /** The oldest first. */
  log: Type.Array(ComplaintEntry),
});
export type ComplaintDetail = Type.Static<typeof ComplaintDetail>;

export const NewComplaint = Body({
  customerId: Id,
  messageId: Type.Optional(Nullable(Id)),
  contactId: Type.Optional(Nullable(Id)),
  sort: Type.Enum(COMPLAINT_SORTS),
  severity: Severity,
  what: LongText,
  product: Product,
  orderRef: OrderRef,
  /** Left out: the mail's time, or now. */
  complainedAt: Type.Optional(Nullable(Timestamp)),
  /** Given at once to somebody. */
  assigneeId: Type.Optional(Nullable(Id)),
  /** Left out: by severity. */
  actionDueOn: Type.Optional(Day),
  closeDueOn: Type.Optional(Day),
});
export type NewComplaint = Type.Static<typeof NewComplaint>;

export const ComplaintPatch = Body({
  contactId: Type.Optional(Nullable(Id)),
  sort: Type.Optional(Type.Enum(COMPLAINT_SORTS)),
  severity: Type.Optional(Severity),
  what: Type.Optional(LongText),
  product: Product,
  orderRef: OrderRef,
  actionDueOn: Type.Optional(Day),
  closeDueOn: Type.Optional(Day),
});
export type ComplaintPatch = Type.Static<typeof ComplaintPatch>;

export const AssignComplaint = Body({ assigneeId: Id, note: Note });
export type AssignComplaint = Type.Static<typeof AssignComplaint>;
export const CorrectComplaint = Body({
  action: LongText,
  /** Why it happened, so that it does not happen again. */
  cause: Type.Optional(Nullable(Type.String({ maxLength: 5000 }))),
});
export type CorrectComplaint = Type.Static<typeof CorrectComplaint>;
export const VerifyComplaint = Body({
  /** False: it goes back to who is to act. */
  effective: Type.Boolean(),
  text: LongText,
});
export type VerifyComplaint = Type.Static<typeof VerifyComplaint>;
export const ComplaintReason = Body({ reason: Type.String({ minLength: 1, maxLength: 1000 }) });
export const ComplaintNote = Body({ text: LongText });
export const CloseComplaint = Body({ note: Note });

/** `open`: all that are neither closed nor withdrawn. */
export const COMPLAINT_LISTS = ['open', ...COMPLAINT_STATES] as const;
export type ComplaintList = (typeof COMPLAINT_LISTS)[number];
export const ComplaintFilter = {
  state: Type.Optional(Type.Enum(COMPLAINT_LISTS)),
  customerId: Type.Optional(Id),
  /** The customers of this salesperson. */
  ownerId: Type.Optional(Id),
  assigneeId: Type.Optional(Id),
  severity: Type.Optional(Severity),
  overdue: Type.Optional(Type.Boolean()),
  /** Complained at least so many days ago. */
  olderThanDays: Type.Optional(Type.Integer({ minimum: 1, maximum: 3650 })),
};
export const ComplaintQuery = Type.Object({
  ...PageQuery,
  ...ComplaintFilter,
  order: Type.Optional(Type.Enum(['newest', 'oldest'])),
});

/** Of those that are open and may be seen. */
export const ComplaintCounts = Type.Object({
  open: Type.Integer(),
  overdue: Type.Integer(),
  /** By state, those that have any. */
  states: Type.Array(Type.Object({ state: Type.Enum(COMPLAINT_STATES), count: Type.Integer() })),
  /** By days since the customer complained. */
  ages: Type.Array(
    Type.Object({ fromDays: Type.Integer(), toDays: Nullable(Type.Integer()), count: Type.Integer() }),
  ),
  /** The most first. */
  people: Type.Array(
    Type.Object({
      userId: Nullable(Id),
      name: Nullable(Type.String()),
      open: Type.Integer(),
      overdue: Type.Integer(),
    }),
  ),
});
export type ComplaintCounts = Type.Static<typeof ComplaintCounts>;
