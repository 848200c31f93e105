/** When each person's next reminder is due. */
import { type Kysely, sql, type Transaction } from 'kysely';
import type { DB, Locale, ReminderSlotKind, Role } from '../schema.ts';

/** Who gets reminders, and what he has chosen. */
export interface ReminderPerson {
  readonly id: number;
  readonly email: string;
  readonly name: string;
  readonly role: Role;
  readonly locale: Locale;
  readonly time_zone: string;
  readonly department_id: number | null;
  readonly active: boolean;
  readonly morning: string | null;
  readonly weekdays: number[] | null;
  readonly off: string[];
}

const person = sql`
  u.id, u.email, u.name, u.role, u.locale, u.time_zone, u.department_id, u.disabled_at is null as active,
  ch.morning, ch.weekdays, coalesce(ch.off, '{}') as off`;

export async function listReminderPeople(db: Kysely<DB>, ids: readonly number[]): Promise<ReminderPerson[]> {
  const { rows } = await sql<ReminderPerson>`
    select ${person} from app_user u left join reminder_choice ch on ch.user_id = u.id
    where u.id = any(${[...ids]}::bigint[]) order by u.id`.execute(db);
  return rows;
}

/**
 * Whose moments are to be worked out anew; they are no longer waiting then. A change that commits meanwhile makes them
 * wait again.
 */
export async function takeReminderLeads(tx: Transaction<DB>, limit: number): Promise<number[]> {
  const { rows } = await sql<{ user_id: number }>`
    delete from reminder_lead where user_id in (
      select user_id from reminder_lead order by user_id limit ${limit} for update skip locked)
    returning user_id`.execute(tx);
  return rows.map(({ user_id }) => user_id);
}

/** People whose moments were worked out by a clock that was ahead of this one. */
export async function listPlannedAhead(db: Kysely<DB>, until: Date, limit: number): Promise<number[]> {
  const { rows } = await sql<{ user_id: number }>`
    select distinct user_id from reminder_schedule where planned_at > ${until} limit ${limit}`.execute(db);
  return rows.map(({ user_id }) => user_id);
}

export interface ScheduleRow {
  readonly user_id: number;
  readonly kind: ReminderSlotKind;
  readonly next_at: Date;
}

/** In the order of people, so that two who plan wait for each other in a line. */
export async function lockSchedule(tx: Transaction<DB>, userIds: readonly number[]) {
  return tx
    .selectFrom('reminder_schedule')
    .selectAll()
    .where('user_id', 'in', [...userIds])
    .orderBy('user_id')
    .orderBy('kind')
    .forUpdate()
    .execute();
}

/** These rows are all that those people have from then on. */
export async function saveSchedule(
  tx: Transaction<DB>,
  userIds: readonly number[],
  rows: readonly ScheduleRow[],
  plannedAt: Date,
): Promise<void> {
  await sql`
    delete from reminder_schedule s where s.user_id = any(${[...userIds]}::bigint[]) and not exists (
      select from unnest(${rows.map((row) => row.user_id)}::bigint[], ${rows.map((row) => row.kind)}::text[]) as k(user_id, kind)
      where k.user_id = s.user_id and k.kind = s.kind)`.execute(tx);
  await moveReminders(tx, rows, plannedAt);
}

export async function moveReminders(
  tx: Transaction<DB>,
  rows: readonly ScheduleRow[],
  plannedAt: Date,
): Promise<void> {
  if (rows.length === 0) return;
  const sorted = [...rows].sort((a, b) => a.user_id - b.user_id || (a.kind < b.kind ? -1 : 1));
  await sql`
    insert into reminder_schedule (user_id, kind, next_at, planned_at)
    select user_id, kind, next_at, ${plannedAt}
    from unnest(${sorted.map((row) => row.user_id)}::bigint[], ${sorted.map((row) => row.kind)}::text[],
      ${sorted.map((row) => row.next_at.toISOString())}::timestamptz[]) as n(user_id, kind, next_at)
    on conflict (user_id, kind) do update set next_at = excluded.next_at, planned_at = excluded.planned_at`.execute(
    tx,
  );
}

/** The reminders that are due first, all of one kind, locked; who comes second takes others. */
export async function claimReminders(
  tx: Transaction<DB>,
  now: Date,
  limit: number,
): Promise<{ kind: ReminderSlotKind; userIds: number[] } | null> {
  const { rows } = await sql<{ user_id: number; kind: ReminderSlotKind }>`
    select user_id, kind from reminder_schedule where next_at <= ${now}
    order by next_at, kind, user_id limit ${limit} for update skip locked`.execute(tx);
  const [first] = rows;
  if (first === undefined) return null;
  const { kind } = first;
  return { kind, userIds: rows.filter((row) => row.kind === kind).map((row) => row.user_id) };
}

/** Tried again later: something is wrong with it. */
export async function postponeReminder(
  db: Kysely<DB>,
  userId: number,
  kind: ReminderSlotKind,
  now: Date,
  seconds: number,
): Promise<void> {
  await db
    .updateTable('reminder_schedule')
    .set({ next_at: new Date(now.getTime() + seconds * 1_000), planned_at: now })
    .where('user_id', '=', userId)
    .where('kind', '=', kind)
    .where('next_at', '<=', now)
    .execute();
}

export async function findNextReminders(
  db: Kysely<DB>,
  userId: number,
): Promise<Map<ReminderSlotKind, Date>> {
  const rows = await db
    .selectFrom('reminder_schedule')
    .select(['kind', 'next_at'])
    .where('user_id', '=', userId)
    .execute();
  return new Map(rows.map(({ kind, next_at }) => [kind, next_at]));
}

export async function saveReminderChoice(
  tx: Transaction<DB>,
  userId: number,
  choice: {
    readonly morning: string | null;
    readonly weekdays: readonly number[] | null;
    readonly off: readonly string[];
  },
): Promise<void> {
  const row = {
    morning: choice.morning,
    weekdays: choice.weekdays === null ? null : [...choice.weekdays],
    off: [...choice.off],
    updated_at: sql<Date>`now()`,
  };
  await tx
    .insertInto('reminder_choice')
    .values({ user_id: userId, ...row })
    .onConflict((oc) => oc.column('user_id').doUpdateSet(row))
    .execute();
}
