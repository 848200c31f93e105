/** Activities as they are written, planned ones across customers, problems of markets, and files exchanged. */
import Type from 'typebox';
import { Body, Country, Id, Nullable, Timestamp } from './common.ts';
import { Direction, FileText } from './message.ts';
import { Activity, ACTIVITY_KINDS, DIFFICULTIES, MarketProblem } from './timeline.ts';

const text = (maxLength: number) => Type.Optional(Nullable(Type.String({ maxLength })));
const day = Type.String({ pattern: '^\\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\\d|3[01])$' });

export const MarketProblemInput = Body({
  /** Left out: the customer's. */
  country: Type.Optional(Nullable(Country)),
  region: text(200),
  product: text(300),
  difficulty: Type.Enum(DIFFICULTIES),
  severity: Type.Integer({ minimum: 1, maximum: 3 }),
  competitor: text(300),
});
export type MarketProblemInput = Type.Static<typeof MarketProblemInput>;

const content = {
  direction: Type.Optional(Nullable(Type.Union([Type.Literal('inbound'), Type.Literal('outbound')]))),
  place: text(300),
  way: text(200),
  channel: text(200),
  /** A contact of the customer. */
  contactId: Type.Optional(Nullable(Id)),
  person: text(300),
  content: text(20_000),
  result: text(20_000),
  /** When to contact the customer next. */
  nextDate: Type.Optional(Nullable(day)),
};

export const NewActivity = Body({
  kind: Type.Enum(ACTIVITY_KINDS),
  state: Type.Union([Type.Literal('planned'), Type.Literal('done')]),
  /** Needed for a plan. */
  plannedAt: Type.Optional(Nullable(Timestamp)),
  /** Left out: now. */
  doneAt: Type.Optional(Nullable(Timestamp)),
  /** Who is to do it; left out: who plans it. */
  assigneeId: Type.Optional(Nullable(Id)),
  ...content,
  marketProblem: Type.Optional(Nullable(MarketProblemInput)),
});
export type NewActivity = Type.Static<typeof NewActivity>;

export const ActivityPatch = Body({
  plannedAt: Type.Optional(Timestamp),
  doneAt: Type.Optional(Timestamp),
  assigneeId: Type.Optional(Id),
  ...content,
  marketProblem: Type.Optional(MarketProblemInput),
});
export type ActivityPatch = Type.Static<typeof ActivityPatch>;

export const DoneActivity = Body({ doneAt: Type.Optional(Nullable(Timestamp)), ...content });
export type DoneActivity = Type.Static<typeof DoneActivity>;

/** A plan among those of many customers. */
export const Plan = Type.Object({ ...Activity.properties, customerName: Type.String() });
export type Plan = Type.Static<typeof Plan>;

export const MarketProblemItem = Type.Object({
  activityId: Id,
  customerId: Id,
  customerName: Type.String(),
  ...MarketProblem.properties,
  content: Nullable(Type.String()),
  result: Nullable(Type.String()),
  authorName: Nullable(Type.String()),
  notedAt: Timestamp,
});
export type MarketProblemItem = Type.Static<typeof MarketProblemItem>;

export const FILE_GROUPS = ['document', 'sheet', 'picture', 'archive', 'other'] as const;
export type FileGroup = (typeof FILE_GROUPS)[number];

/** One file exchanged with a customer: of a mail, or of an activity. The same octets stand once, as they came last. */
export const CustomerFile = Type.Object({
  id: Id,
  at: Timestamp,
  direction: Nullable(Direction),
  fileName: Nullable(Type.String()),
  contentType: Type.String(),
  size: Type.Integer(),
  /** In a mail: where it stands. */
  messageId: Nullable(Id),
  partPath: Nullable(Type.String()),
  /** Of the mail. */
  subject: Nullable(Type.String()),
  /** Of an activity. */
  activityId: Nullable(Id),
  activityKind: Nullable(Type.Enum(ACTIVITY_KINDS)),
  fileId: Nullable(Id),
  text: Nullable(FileText),
  /** How many times it was exchanged in all. */
  times: Type.Integer(),
});
export type CustomerFile = Type.Static<typeof CustomerFile>;
