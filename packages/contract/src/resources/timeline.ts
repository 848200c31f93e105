/** What stands on a customer's timeline: mail, activities, and what happened to the record. */
import Type from 'typebox';
import { Country, Id, Nullable, Timestamp } from './common.ts';
import { Direction, ListedAttachment, Party } from './message.ts';

export const MailEntry = Type.Object({
  id: Id,
  kind: Type.Literal('mail'),
  occurredAt: Timestamp,
  direction: Nullable(Direction),
  messageId: Id,
  threadId: Id,
  subject: Type.String(),
  from: Nullable(Party),
  to: Type.Array(Party),
  preview: Type.String(),
  language: Nullable(Type.String()),
  automatic: Nullable(Type.String()),
  attachments: Type.Array(ListedAttachment),
  quarantineReason: Nullable(Type.String()),
});
export type MailEntry = Type.Static<typeof MailEntry>;

export const ACTIVITY_KINDS = ['call', 'fax', 'meeting', 'visit', 'trade-fair', 'chat', 'note'] as const;
export type ActivityKind = (typeof ACTIVITY_KINDS)[number];
export const ACTIVITY_STATES = ['planned', 'done', 'cancelled'] as const;

/** Of a chat; others are written out. */
export const CHAT_APPS = [
  'whatsapp',
  'wechat',
  'qq',
  'line',
  'telegram',
  'teams',
  'messenger',
  'viber',
  'skype',
  'kakaotalk',
  'zalo',
  'alibaba',
] as const;
export const DIFFICULTIES = [
  'price',
  'quality',
  'delivery',
  'demand',
  'competition',
  'regulation',
  'payment',
  'channel',
  'service',
  'other',
] as const;
export type Difficulty = (typeof DIFFICULTIES)[number];

/** What keeps the customer from selling in its market. */
export const MarketProblem = Type.Object({
  country: Nullable(Country),
  region: Nullable(Type.String()),
  product: Nullable(Type.String()),
  difficulty: Type.Enum(DIFFICULTIES),
  /** 1 small, 2 hinders business, 3 threatens it. */
  severity: Type.Integer(),
  competitor: Nullable(Type.String()),
});
export type MarketProblem = Type.Static<typeof MarketProblem>;

/** A contact that is no archived mail: planned, then done (or cancelled). */
export const Activity = Type.Object({
  id: Id,
  customerId: Id,
  kind: Type.Enum(ACTIVITY_KINDS),
  /** For a chat its app; for a note what it is about; else the number or address that was used. */
  channel: Nullable(Type.String()),
  direction: Nullable(Type.Union([Type.Literal('inbound'), Type.Literal('outbound')])),
  state: Type.Enum(ACTIVITY_STATES),
  plannedAt: Nullable(Timestamp),
  doneAt: Nullable(Timestamp),
  place: Nullable(Type.String()),
  /** How: by train, by video, over lunch. */
  way: Nullable(Type.String()),
  contactId: Nullable(Id),
  /** Who was met or spoken to, as text. */
  person: Nullable(Type.String()),
  content: Nullable(Type.String()),
  result: Nullable(Type.String()),
  /** A calendar day, `YYYY-MM-DD`. */
  nextDate: Nullable(Type.String()),
  assigneeId: Nullable(Id),
  assigneeName: Nullable(Type.String()),
  messageId: Nullable(Id),
  marketProblem: Nullable(MarketProblem),
  createdById: Nullable(Id),
  createdByName: Nullable(Type.String()),
  createdAt: Timestamp,
  updatedAt: Timestamp,
  files: Type.Array(
    Type.Object({ id: Id, fileName: Type.String(), contentType: Type.String(), size: Type.Integer() }),
  ),
});
export type Activity = Type.Static<typeof Activity>;

export const ActivityEntry = Type.Object({
  id: Id,
  kind: Type.Literal('activity'),
  occurredAt: Timestamp,
  activity: Activity,
});
export type ActivityEntry = Type.Static<typeof ActivityEntry>;

/** What can happen to a record. The reader's language makes a sentence of the code and its detail. */
export const TIMELINE_EVENTS = [
  'grade-changed',
  'stage-changed',
  'owner-changed',
  'relationship-changed',
  'key-account-changed',
  'pool-changed',
  'merged',
  'unmerged',
  'handed-over',
  'collision',
  'collision-decided',
  'inquiry',
  'complaint',
  'quote-conflict',
  'market-information',
  'card-filed',
] as const;
export type TimelineEvent = (typeof TIMELINE_EVENTS)[number];

export const EventEntry = Type.Object({
  id: Id,
  kind: Type.Literal('event'),
  occurredAt: Timestamp,
  /** One of TIMELINE_EVENTS, or one that another version wrote. */
  event: Type.String(),
  detail: Type.Record(Type.String(), Type.Unknown()),
  actorName: Nullable(Type.String()),
});
export type EventEntry = Type.Static<typeof EventEntry>;

export const TIMELINE_KINDS = ['mail', 'activity', 'event'] as const;
export type TimelineKind = (typeof TIMELINE_KINDS)[number];

export const TimelineEntry = Type.Union([MailEntry, ActivityEntry, EventEntry]);
export type TimelineEntry = Type.Static<typeof TimelineEntry>;
