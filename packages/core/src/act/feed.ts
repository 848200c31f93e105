/**
 * A person's tasks and plans as an iCalendar file (RFC 5545), at an address that nobody can guess. Whoever has the
 * address reads it without a sign-in, with the person's rights of that moment (I9): it can be made anew, which ends the
 * old one.
 */
import type { DB } from '@tradepost/db';
import {
  type FeedOwner,
  type FeedPlan,
  type FeedTask,
  findFeedOwner,
  listFeedPlans,
  listFeedTasks,
} from '@tradepost/db/queries/calendar-feed';
import ical, { type ICalCalendar, ICalEventTransparency } from 'ical-generator';
import { type Kysely, sql } from 'kysely';
import { appendAudit } from '../audit/append.ts';
import { addDays, dayIn } from '../calendar/days.ts';
import { loadFollowUpRules } from '../follow-up/rules.ts';
import { MESSAGE_ID_DOMAIN } from '../outbox/queue-mail.ts';
import { hashToken, newToken } from '../users/token.ts';
import { loadPerson } from './act-on-task.ts';
import { FEED_WORDS } from './feed-words.ts';

/** How far ahead tasks are shown: farther ones move before they come. */
const DAYS_AHEAD = 90;
/** Of each: a calendar with more is of no use to a person, and slow on a phone. */
const MOST = 1_000;
/** How often a program is asked to look again (RFC 7986 5.7). */
const REFRESH_SECONDS = 1_800;
/** An appointment has no end in the record. */
const PLAN_MS = 30 * 60_000;

/** @returns the secret part of the address, told this once. */
export async function makeFeed(db: Kysely<DB>, userId: number): Promise<string> {
  const token = newToken();
  await db.transaction().execute(async (tx) => {
    const row = { token_hash: hashToken(token), created_at: sql<Date>`now()`, last_read_at: null };
    await tx
      .insertInto('calendar_feed')
      .values({ user_id: userId, ...row })
      .onConflict((oc) => oc.column('user_id').doUpdateSet(row))
      .execute();
    await appendAudit(tx, {
      actorId: userId,
      action: 'calendar-feed.made',
      subjectKind: 'user',
      subjectId: userId,
    });
  });
  return token;
}

export async function revokeFeed(db: Kysely<DB>, userId: number): Promise<void> {
  await db.transaction().execute(async (tx) => {
    const gone = await tx.deleteFrom('calendar_feed').where('user_id', '=', userId).executeTakeFirst();
    if (gone.numDeletedRows === 0n) return;
    await appendAudit(tx, {
      actorId: userId,
      action: 'calendar-feed.revoked',
      subjectKind: 'user',
      subjectId: userId,
    });
  });
}

/** @returns the file; null where nobody, or nobody any more, has this secret. */
export async function readFeed(
  db: Kysely<DB>,
  token: string,
  publicUrl: string,
  now = new Date(),
): Promise<string | null> {
  const owner = await findFeedOwner(db, hashToken(token));
  const person = owner === undefined ? undefined : await loadPerson(db, owner.user_id);
  if (owner === undefined || person === undefined) return null;
  const { scope } = person.actor;
  const { home } = await loadFollowUpRules(db);
  const today = dayIn(home.timeZone, now);
  const [tasks, plans] = await Promise.all([
    listFeedTasks(db, scope, addDays(today, DAYS_AHEAD), MOST),
    listFeedPlans(db, scope, MOST),
  ]);
  const words = FEED_WORDS[owner.locale];
  const calendar = ical({
    name: words.name,
    prodId: { company: 'Tradepost', product: 'Tradepost', language: owner.locale === 'en' ? 'EN' : 'ZH' },
    ttl: REFRESH_SECONDS,
  });
  for (const task of tasks) addTask(calendar, task, owner, today, publicUrl);
  for (const plan of plans) addPlan(calendar, plan, owner, publicUrl);
  return calendar.toString();
}

const customerUrl = (publicUrl: string, id: number | null) =>
  id === null ? `${publicUrl}/today` : `${publicUrl}/customers/${id}`;

/** The day long, and in nobody's way. What is overdue is to be done today. */
function addTask(
  calendar: ICalCalendar,
  task: FeedTask,
  { locale }: FeedOwner,
  today: string,
  publicUrl: string,
): void {
  const words = FEED_WORDS[locale];
  const what = task.kind === 'todo' ? (task.title ?? '') : words.tasks[task.kind];
  const overdue = task.due_on < today;
  const facts = [
    task.grade === null ? '' : words.grade(task.grade),
    overdue ? words.overdue(task.due_on) : '',
    task.kind === 'todo' ? '' : (task.title ?? ''),
    customerUrl(publicUrl, task.customer_id),
  ];
  calendar.createEvent({
    id: `task-${task.id}@${MESSAGE_ID_DOMAIN}`,
    start: overdue ? today : task.due_on,
    allDay: true,
    summary: task.customer_name === null ? what : `${what}${words.colon}${task.customer_name}`,
    description: facts.filter((fact) => fact !== '').join('\n'),
    url: customerUrl(publicUrl, task.customer_id),
    stamp: task.created_at,
    transparency: ICalEventTransparency.TRANSPARENT,
  });
}

function addPlan(calendar: ICalCalendar, plan: FeedPlan, { locale }: FeedOwner, publicUrl: string): void {
  const words = FEED_WORDS[locale];
  calendar.createEvent({
    id: `plan-${plan.id}@${MESSAGE_ID_DOMAIN}`,
    start: plan.planned_at,
    end: new Date(plan.planned_at.getTime() + PLAN_MS),
    summary: `${words.plans[plan.kind]}${words.colon}${plan.customer_name}`,
    description: [plan.person ?? '', customerUrl(publicUrl, plan.customer_id)]
      .filter((fact) => fact !== '')
      .join('\n'),
    ...(plan.place === null ? {} : { location: plan.place }),
    url: customerUrl(publicUrl, plan.customer_id),
    stamp: plan.updated_at,
    lastModified: plan.updated_at,
  });
}
