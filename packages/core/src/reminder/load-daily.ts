import { listDigestPlans, listFarDates, listPoolDeadlines } from '@tradepost/db/queries/reminder-notes';
import { listDigestTasks } from '@tradepost/db/queries/reminder-tasks';
import { repliesReachUs } from '@tradepost/db/queries/outbox';
import { loadPolicy } from '../follow-up/policy.ts';
import { getPoolRules } from '../pool/rules.ts';
import { inAccountOf, visibleToPerson } from '../visibility/scope.ts';
import type { ComposeContext, Recipient, Reminder } from './compose.ts';
import { loadCountryDays } from './country-days.ts';
import { composeDaily } from './daily-mail.ts';

/** Tasks listed of each section: a mail is read on a phone; the page has them all. */
const MOST_TASKS = 20;
const MOST_NOTES = 10;
/** A promise is told of two days ahead, so that it can still be kept. */
const PROMISE_DAYS = 2;
/** The pool's first warning. */
const POOL_DAYS = 7;

export async function loadDaily(
  context: ComposeContext,
  people: readonly Recipient[],
): Promise<ReadonlyMap<number, Reminder>> {
  const { db, now } = context;
  const digests = people.map(({ digest }) => digest);
  const tasks = await listDigestTasks(db, {
    people: digests,
    sees: visibleToPerson,
    inOwnAccount: inAccountOf,
    most: MOST_TASKS,
    promiseDays: PROMISE_DAYS,
  });
  const plans = await listDigestPlans(db, digests, visibleToPerson, MOST_NOTES);
  const { recycling } = await getPoolRules(db);
  const pool = recycling ? await listPoolDeadlines(db, digests, POOL_DAYS, MOST_NOTES) : [];
  const { contactDays } = await loadPolicy(db);
  const alone = digests.map((digest) => ({ ...digest, owners: [digest.id], sees_all: false }));
  const far = await listFarDates(db, alone, contactDays, MOST_NOTES);
  const countries = await loadCountryDays(
    db,
    new Set(tasks.map(({ country }) => country).filter((country) => country !== null)),
    now,
  );
  const repliesWork = await repliesReachUs(db);
  const by = <T extends { readonly person_id: number }>(rows: readonly T[]) =>
    Map.groupBy(rows, ({ person_id }) => person_id);
  const [theirTasks, theirPlans, theirPool, theirFar] = [by(tasks), by(plans), by(pool), by(far)];
  const composed = people.flatMap(({ person, digest, time }): [number, Reminder][] => {
    const facts = {
      tasks: theirTasks.get(person.id) ?? [],
      plans: theirPlans.get(person.id) ?? [],
      pool: theirPool.get(person.id) ?? [],
      far: theirFar.get(person.id) ?? [],
    };
    const reader = {
      id: person.id,
      locale: person.locale,
      timeZone: person.time_zone,
      now,
      day: digest.day,
      time,
      repliesWork,
    };
    const reminder = composeDaily({ ...context, countries }, reader, facts);
    return reminder === null ? [] : [[person.id, { ...reminder, told: facts.far }]];
  });
  return new Map(composed);
}
