/** What the company has decided of following up: how often, who is told of what is late, and after how long. */
import Type from 'typebox';
import { Body, Grade, Id, Nullable, Timestamp } from './common.ts';
import { ContactDays } from './record-settings.ts';

/** Working days of the company after the day it was due; null: this step is never taken. */
const LateDays = Nullable(Type.Integer({ minimum: 1, maximum: 250 }));
const LateDaysByGrade = Body({ A: LateDays, B: LateDays, C: LateDays, D: LateDays, none: LateDays });
export type LateDaysByGrade = Type.Static<typeof LateDaysByGrade>;

/** Minutes of the clock that `clock` names, from the oldest mail that waits; null: this step is never taken. */
const Minutes = Nullable(Type.Integer({ minimum: 1, maximum: 60 * 24 * 60 }));
export const AnswerTerms = Body({
  /** The salesperson is told again. Always in working hours. */
  nudgeMinutes: Minutes,
  /** It is late: who leads the salesperson is told. */
  leaderMinutes: Minutes,
  /** The company's owner is told. */
  ownerMinutes: Minutes,
  /** How the two above run: in working hours, or round the clock on working days. */
  clock: Type.Enum(['working-hours', 'working-days']),
});
export type AnswerTerms = Type.Static<typeof AnswerTerms>;

const VerifyDays = Nullable(Type.Integer({ minimum: 7, maximum: 3650 }));

export const FollowUpPolicy = Body({
  /** Calendar days from one contact to the next, by grade; `none` without one. */
  contactDays: ContactDays,
  /** Days after a customer came, on which it is looked whether anything was sent to it. */
  newCustomerDays: Type.Array(Type.Integer({ minimum: 1, maximum: 90 }), { maxItems: 5 }),
  /** Who is told of a follow-up that is late. */
  late: Body({ leader: LateDaysByGrade, owner: LateDaysByGrade }),
  /** A platform's inquiry that waits for its first answer. */
  inquiry: AnswerTerms,
  /** Any other mail of a customer that waits for an answer. */
  answer: AnswerTerms,
  /** Days after which a record is to be gone through again; null: never. */
  verifyDays: Body({ A: VerifyDays, other: VerifyDays }),
  /** Records that one person is asked to go through at a time. */
  verifyAtOnce: Type.Integer({ minimum: 1, maximum: 50 }),
  /** Days before a contact's birthday on which it is told of; null: birthdays are not told of. */
  birthdayDaysBefore: Nullable(Type.Integer({ minimum: 0, maximum: 30 })),
});
export type FollowUpPolicy = Type.Static<typeof FollowUpPolicy>;

export const POLICY_PRESETS = ['standard', 'relaxed', 'fast'] as const;
export type PolicyPreset = (typeof POLICY_PRESETS)[number];

/** One state of the policy that was in force. */
export const PolicyVersion = Type.Object({
  id: Id,
  policy: FollowUpPolicy,
  changedAt: Timestamp,
  /** Null: the command line, or a person who is gone. */
  changedByName: Nullable(Type.String()),
});
export type PolicyVersion = Type.Static<typeof PolicyVersion>;

export const FollowUpPolicyState = Type.Object({
  policy: FollowUpPolicy,
  presets: Type.Object({ standard: FollowUpPolicy, relaxed: FollowUpPolicy, fast: FollowUpPolicy }),
  /** Of the version in force; null while nobody has changed anything. */
  versionId: Nullable(Id),
  changedAt: Nullable(Timestamp),
  changedByName: Nullable(Type.String()),
  /** The days of all customers are worked out again, in the background; null: they are as the policy says. */
  refresh: Nullable(Type.Object({ done: Type.Integer(), total: Nullable(Type.Integer()) })),
});
export type FollowUpPolicyState = Type.Static<typeof FollowUpPolicyState>;

/** A customer whose next date a person has set further away than twice the grade's interval. */
export const FarDate = Type.Object({
  customerId: Id,
  customerName: Type.String(),
  grade: Nullable(Grade),
  keyAccount: Type.Boolean(),
  ownerId: Id,
  ownerName: Type.String(),
  lastContactAt: Nullable(Timestamp),
  /** A day of the company's. */
  nextContactOn: Type.String(),
  /** The grade's interval. */
  everyDays: Type.Integer(),
});
export type FarDate = Type.Static<typeof FarDate>;

const Difference = { now: Type.Integer(), after: Type.Integer() };
/** What another policy, or another calendar, would change by tomorrow: as it is, and with it. */
export const PolicyPreview = Type.Object({
  /** Tomorrow, a day of the company's. */
  on: Type.String(),
  ...Difference,
  byGrade: Type.Array(Type.Object({ grade: Nullable(Grade), ...Difference })),
  /** The most changed first. */
  bySalesperson: Type.Array(Type.Object({ userId: Id, userName: Type.String(), ...Difference })),
  /** Salespeople who are not listed. */
  more: Type.Integer(),
  /** New customers that nobody has written to, whose look comes by tomorrow. */
  newCustomers: Type.Object(Difference),
  /** Follow-ups whose day would be another one, whenever it is. */
  moved: Type.Object({ earlier: Type.Integer(), later: Type.Integer() }),
  /** Mail that waits for an answer now. */
  answers: Type.Object({
    /** How many were looked at. */
    waiting: Type.Integer(),
    /** There are more than were looked at. */
    more: Type.Boolean(),
    /** Those whose answer would be due earlier, or later. */
    earlier: Type.Integer(),
    later: Type.Integer(),
    /** Late by the end of tomorrow. */
    late: Type.Object(Difference),
    /** Of which somebody is told anew by then: the salesperson again, who leads him, the owner. */
    told: Type.Object(Difference),
  }),
});
export type PolicyPreview = Type.Static<typeof PolicyPreview>;
