/** Mail that waits for an answer, for those who look after it and those who look after them. */
import Type from 'typebox';
import { Body, Country, Grade, Id, Nullable, Timestamp } from './common.ts';
import { Day } from './contact.ts';
import { Task } from './task.ts';

export const AnswerPromise = Body({
  /** The day by which the answer is given; a day of the company's, today or later. */
  by: Day,
  note: Type.Optional(Nullable(Type.String({ maxLength: 2_000 }))),
});
export type AnswerPromise = Type.Static<typeof AnswerPromise>;

/**
 * What a number of the board counts. inquiries, mails: that wait for an answer. late, red: of these the ones past the
 * moment on which the leader, and the company's owner, is told. overdue: follow-ups from before today.
 */
export const BOARD_COLUMNS = ['inquiries', 'mails', 'late', 'red', 'overdue'] as const;
export const BoardColumn = Type.Enum(BOARD_COLUMNS);
export type BoardColumn = (typeof BOARD_COLUMNS)[number];

export const BoardFilter = {
  userId: Type.Optional(Id),
  /** `none`: customers without one, and inquiries that are no customer's yet. */
  grade: Type.Optional(Type.Union([Grade, Type.Literal('none')])),
  country: Type.Optional(Type.Union([Country, Type.Literal('none')])),
};

const Counts = {
  inquiries: Type.Integer(),
  mails: Type.Integer(),
  late: Type.Integer(),
  red: Type.Integer(),
  overdue: Type.Integer(),
  /** Since when the oldest of the mails waits. */
  oldestSince: Nullable(Timestamp),
  /** How long that is, in working time of the company, seconds. */
  oldestSeconds: Nullable(Type.Integer()),
  /** The day of the follow-up that is overdue for longest. */
  oldestDueOn: Nullable(Type.String()),
};
const BoardCounts = Type.Object(Counts);
export type BoardCounts = Type.Static<typeof BoardCounts>;

export const Board = Type.Object({
  total: BoardCounts,
  /** The most that is late first. */
  people: Type.Array(Type.Object({ userId: Id, userName: Type.String(), ...Counts })),
  grades: Type.Array(Type.Object({ grade: Nullable(Grade), ...Counts })),
  countries: Type.Array(Type.Object({ country: Nullable(Country), ...Counts })),
  /** The moment of the numbers. */
  at: Timestamp,
  mail: Type.Object({
    /** Mail that came until then is counted, in every account that is read; null: one was never read yet. */
    readUntil: Nullable(Timestamp),
    accounts: Type.Integer(),
    /** Of these cannot be read now. */
    failing: Type.Integer(),
  }),
});
export type Board = Type.Static<typeof Board>;

export const BoardItem = Type.Object({
  ...Task.properties,
  /** Of a mail: since when it waits. */
  since: Nullable(Timestamp),
  /** How long, in working time of the company, seconds. */
  waitingSeconds: Nullable(Type.Integer()),
  late: Type.Boolean(),
  red: Type.Boolean(),
  /** Of a follow-up: working days since the day it was due. */
  lateDays: Type.Integer(),
});
export type BoardItem = Type.Static<typeof BoardItem>;
