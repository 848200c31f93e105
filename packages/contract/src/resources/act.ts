/** Acting on a task by the link of a mail, and tasks in a person's own calendar. */
import Type from 'typebox';
import { Body, Locale, Nullable, Timestamp } from './common.ts';
import { Day } from './contact.ts';

/** What the holder of a link is told: what stood in the mail, and what became of it. */
export const LinkedTask = Type.Object({
  /** One of the kinds of tasks. */
  kind: Type.String(),
  /** Null: a to-do that is about no customer. */
  customerName: Nullable(Type.String()),
  title: Nullable(Type.String()),
  dueOn: Type.String(),
  /** Closed: `outcome` says how, `closedByName` by whom; null: by mail, or by a rule. */
  state: Type.Union([Type.Literal('open'), Type.Literal('closed')]),
  outcome: Nullable(Type.String()),
  closedByName: Nullable(Type.String()),
  closedAt: Nullable(Timestamp),
  /** It is somebody else's now: nothing can be done here. */
  yours: Type.Boolean(),
  /** A mail that waits is answered, not put off. */
  canWait: Type.Boolean(),
  /** Whom the mail was for. */
  userName: Type.String(),
  locale: Locale,
  /** Working days of the company that "tomorrow" and "next week" stand for. */
  tomorrow: Type.String(),
  nextWeek: Type.String(),
  /** The earliest day that it can be put off to. */
  firstDay: Type.String(),
});
export type LinkedTask = Type.Static<typeof LinkedTask>;

export const LinkAction = Body({
  does: Type.Union([Type.Literal('done'), Type.Literal('put-off')]),
  /** With 'done': what was done. */
  note: Type.Optional(Type.String({ maxLength: 2_000 })),
  /** With 'put-off'. */
  on: Type.Optional(Day),
});
export type LinkAction = Type.Static<typeof LinkAction>;

export const CalendarFeed = Type.Object({ createdAt: Timestamp, lastReadAt: Nullable(Timestamp) });
export type CalendarFeed = Type.Static<typeof CalendarFeed>;
