/** Reminders by mail: the kinds, what the company has decided of them, and what a person has chosen. */
import Type from 'typebox';
import { Body, Id, Nullable } from './common.ts';
import { INSTANT_KINDS, REMINDER_SLOT_KINDS } from '../values/reminder.ts';

export const REMINDER_KINDS = [...REMINDER_SLOT_KINDS, ...INSTANT_KINDS] as const;
export const ReminderKind = Type.Enum(REMINDER_KINDS);
export type ReminderKind = (typeof REMINDER_KINDS)[number];

/** HH:MM, 24 hours. */
export const ClockTime = Type.String({ pattern: '^([01][0-9]|2[0-3]):[0-5][0-9]$' });

/** required: nobody may switch it off. off: nobody gets it. */
export const ReminderRule = Type.Enum(['optional', 'required', 'off']);
export type ReminderRule = Type.Static<typeof ReminderRule>;

/** What the company has decided. */
export const ReminderSettings = Body({
  rules: Body({
    daily: ReminderRule,
    exceptions: ReminderRule,
    weekly: ReminderRule,
    brief: ReminderRule,
    inquiry: ReminderRule,
    breach: ReminderRule,
    escalation: ReminderRule,
    complaint: ReminderRule,
    collision: ReminderRule,
  }),
  /** On each person's own clock, unless he has chosen another morning. */
  times: Body({ daily: ClockTime, exceptions: ClockTime, weekly: ClockTime, brief: ClockTime }),
});
export type ReminderSettings = Type.Static<typeof ReminderSettings>;

/** Days of the week, ISO 8601: 1 is Monday. */
const Weekdays = Type.Array(Type.Integer({ minimum: 1, maximum: 7 }), {
  minItems: 1,
  maxItems: 7,
  uniqueItems: true,
});

/** What a person may change of his own. */
export const ReminderChoiceInput = Body({
  /** Null: the company's hour of each kind. */
  morning: Type.Optional(Nullable(ClockTime)),
  /** Null: the company's working days. */
  weekdays: Type.Optional(Nullable(Weekdays)),
  /** Kinds that he does not want; one that the company demands is refused. */
  off: Type.Optional(Type.Array(ReminderKind, { maxItems: REMINDER_KINDS.length, uniqueItems: true })),
});
export type ReminderChoiceInput = Type.Static<typeof ReminderChoiceInput>;

export const ReminderChoice = Type.Object({
  morning: Nullable(ClockTime),
  weekdays: Nullable(Weekdays),
  /** IANA, as in his profile. */
  timeZone: Type.String(),
  kinds: Type.Array(
    Type.Object({
      kind: ReminderKind,
      rule: ReminderRule,
      /** He gets it. */
      on: Type.Boolean(),
      /** When it comes next; null: it comes when something happens, or not at all. */
      nextAt: Nullable(Type.String({ format: 'date-time' })),
      /** The company's hour; null: it comes when something happens. */
      at: Nullable(ClockTime),
    }),
  ),
});
export type ReminderChoice = Type.Static<typeof ReminderChoice>;

/** A mail as it would go out now. */
export const ReminderPreview = Type.Object({
  kind: Type.Enum(REMINDER_SLOT_KINDS),
  /** Null: there is nothing to say, and no mail would go out. */
  mail: Nullable(Type.Object({ subject: Type.String(), html: Type.String(), text: Type.String() })),
});
export type ReminderPreview = Type.Static<typeof ReminderPreview>;

export const ReminderTest = Type.Object({
  /** Of the outgoing mail; null: there was nothing to say. */
  mailId: Nullable(Id),
  state: Nullable(Type.String()),
});
export type ReminderTest = Type.Static<typeof ReminderTest>;
