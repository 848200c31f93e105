/** What a person has to do, and his list of today. */
import Type from 'typebox';
import { LocalZones } from './calendar.ts';
import { Body, Country, Grade, Id, Nullable, Timestamp } from './common.ts';
import { Day, PreferredChannel } from './contact.ts';
import { Stage } from './record.ts';

export const TASK_KINDS = [
  'follow-up',
  'new-customer',
  'answer',
  'promise',
  'address-invalid',
  'complaint',
  'verify-profile',
  'birthday',
  'todo',
] as const;
export const TaskKind = Type.Enum(TASK_KINDS);
export type TaskKind = Type.Static<typeof TaskKind>;

export const TASK_OUTCOMES = [
  'contacted',
  'replied',
  'done',
  'dismissed',
  'kept',
  'withdrawn',
  'over',
] as const;
export const TaskOutcome = Type.Enum(TASK_OUTCOMES);
export type TaskOutcome = Type.Static<typeof TaskOutcome>;

/** How a follow-up that needed no mail was done. */
export const CONTACT_WAYS = ['call', 'fax', 'meeting', 'visit', 'trade-fair', 'chat'] as const;
export const ContactWay = Type.Enum(CONTACT_WAYS);
export type ContactWay = Type.Static<typeof ContactWay>;

/** Of whose customer it is, as much as a list shows. */
const TaskCustomer = Type.Object({
  id: Id,
  name: Type.String(),
  country: Nullable(Country),
  /** IANA; as it was set. */
  timeZone: Nullable(Type.String()),
  localZones: LocalZones,
  grade: Nullable(Grade),
  stage: Stage,
  keyAccount: Type.Boolean(),
});

export const Task = Type.Object({
  id: Id,
  kind: TaskKind,
  customer: Nullable(TaskCustomer),
  assigneeId: Id,
  assigneeName: Type.String(),
  /** In a person's words; null where the kind and `detail` make the sentence. */
  title: Nullable(Type.String()),
  note: Nullable(Type.String()),
  /** Facts for the sentence that the reader's language makes of the kind. */
  detail: Type.Record(Type.String(), Type.Unknown()),
  /** What it is about within its kind: a thread's id, an address. */
  subjectKey: Type.String(),
  /** Only where the asker may read it. */
  messageId: Nullable(Id),
  messageSubject: Nullable(Type.String()),
  contactId: Nullable(Id),
  contactName: Nullable(Type.String()),
  /** Days of the company's. */
  dueOn: Type.String(),
  dueAt: Nullable(Timestamp),
  firstDueOn: Type.String(),
  timesMoved: Type.Integer(),
  state: Type.Union([Type.Literal('open'), Type.Literal('closed')]),
  /** 0 nobody, 1 the assignee again, 2 who leads him, 3 the company's owner. */
  escalationLevel: Type.Integer(),
  createdAt: Timestamp,
  /** Null: a rule raised it. */
  createdById: Nullable(Id),
  createdByName: Nullable(Type.String()),
  closedAt: Nullable(Timestamp),
  closedByName: Nullable(Type.String()),
  outcome: Nullable(TaskOutcome),
  closeNote: Nullable(Type.String()),
  /** The asker may close it, put it off or dismiss it. */
  mayAct: Type.Boolean(),
});
export type Task = Type.Static<typeof Task>;

export const TASK_EVENTS = [
  'put-off',
  'moved',
  'assigned',
  'noted',
  'escalated',
  'closed',
  'reopened',
] as const;
/** What happened to a task. */
export const TaskEvent = Type.Object({
  at: Timestamp,
  event: Type.Enum(TASK_EVENTS),
  /** Null: a rule, or a mail. */
  actorName: Nullable(Type.String()),
  detail: Type.Record(Type.String(), Type.Unknown()),
});
export type TaskEvent = Type.Static<typeof TaskEvent>;

export const TaskWithHistory = Type.Object({ ...Task.properties, history: Type.Array(TaskEvent) });
export type TaskWithHistory = Type.Static<typeof TaskWithHistory>;

export const NewTodo = Body({
  title: Type.String({ minLength: 1, maxLength: 300 }),
  note: Type.Optional(Nullable(Type.String({ maxLength: 5_000 }))),
  customerId: Type.Optional(Nullable(Id)),
  /** Left out: the asker. */
  assigneeId: Type.Optional(Id),
  dueOn: Day,
});
export type NewTodo = Type.Static<typeof NewTodo>;

export const DoneTask = Body({
  note: Type.Optional(Nullable(Type.String({ maxLength: 2_000 }))),
  /** Of a follow-up: how the customer was contacted. Left out: as the customer likes it best. */
  way: Type.Optional(ContactWay),
  contactId: Type.Optional(Nullable(Id)),
  /** When to contact the customer next. */
  nextDate: Type.Optional(Nullable(Day)),
});
export type DoneTask = Type.Static<typeof DoneTask>;

/** A working day: the next one, the first of next week, or a day that is named. */
export const PutOff = Body({
  until: Type.Union([Type.Literal('tomorrow'), Type.Literal('next-week'), Day]),
});
export type PutOff = Type.Static<typeof PutOff>;

/** What burns first: breached, overdue, today, later. */
export const TODAY_GROUPS = ['breached', 'overdue', 'today', 'todo'] as const;
export type TodayGroup = (typeof TODAY_GROUPS)[number];

const Said = Type.Object({
  at: Timestamp,
  /** Of a mail that the asker may read. */
  messageId: Nullable(Id),
  activityId: Nullable(Id),
  /** Of the activity; null: a mail. */
  activityKind: Nullable(Type.String()),
  subject: Nullable(Type.String()),
  preview: Type.String(),
  by: Nullable(Type.String()),
});
export type Said = Type.Static<typeof Said>;

export const TodayItem = Type.Object({
  ...Task.properties,
  group: Type.Enum(TODAY_GROUPS),
  /** Working days of the company since the day it was due. */
  lateDays: Type.Integer(),
  /** Days since the last contact; null: there was none. */
  silentDays: Nullable(Type.Integer()),
  /** The grade's interval, in days. */
  everyDays: Nullable(Type.Integer()),
  /** The last words of each side. */
  theySaid: Nullable(Said),
  weSaid: Nullable(Said),
  preferredChannel: Nullable(PreferredChannel),
  /** Whom to contact: the task's contact, or the customer's main one. */
  person: Nullable(
    Type.Object({
      id: Id,
      name: Nullable(Type.String()),
      title: Nullable(Type.String()),
      address: Nullable(Type.String()),
      /** The first number or name there of the preferred channel. */
      channel: Nullable(Type.String()),
    }),
  ),
  /** The day that it is there now, and whether people work. */
  there: Nullable(
    Type.Object({
      day: Type.String(),
      weekend: Type.Boolean(),
      holiday: Nullable(Type.Object({ nameEn: Type.String(), nameZh: Type.String() })),
    }),
  ),
  /** What a template for it is about: a key of the templates' purposes. */
  suggests: Type.String(),
  /** The template for it, in the customer's language where there is one; null: there is none of that kind. */
  template: Nullable(Type.Object({ id: Id, name: Type.String(), language: Type.String() })),
});
export type TodayItem = Type.Static<typeof TodayItem>;

export const TodayCounts = Type.Object({
  breached: Type.Integer(),
  overdue: Type.Integer(),
  today: Type.Integer(),
  todo: Type.Integer(),
  /** Closed on this day of the company's. */
  done: Type.Integer(),
});
export type TodayCounts = Type.Static<typeof TodayCounts>;
