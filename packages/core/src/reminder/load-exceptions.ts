import {
  hasManagers,
  type LeaderRow,
  listBrokenAccounts,
  listLateOfPeople,
  listLeaversOfPeople,
} from '@tradepost/db/queries/reminder-exceptions';
import { listFarDates } from '@tradepost/db/queries/reminder-notes';
import { loadPolicy } from '../follow-up/policy.ts';
import { visibleToPerson } from '../visibility/scope.ts';
import type { ComposeContext, Recipient, Reminder } from './compose.ts';
import { composeExceptions } from './exceptions-mail.ts';

const MOST = 15;
/** Over a weekend nobody is at fault. */
const UNREAD_DAYS = 3;
/** A server may be away for a while. */
const BROKEN_MS = 3_600_000;

/** Who leads is told of; the owner of the company, where managers lead, of what they did not settle. */
const LEADERS_LEVEL = 2;
const OWNERS_LEVEL = 3;

export async function loadExceptions(
  context: ComposeContext,
  people: readonly Recipient[],
): Promise<ReadonlyMap<number, Reminder>> {
  const { db, now, publicUrl } = context;
  const managed = await hasManagers(db);
  const leaders = people.map(
    ({ person, digest }): LeaderRow => ({
      ...digest,
      owners: digest.owners.filter((id) => id !== person.id),
      least_level: person.role === 'owner' && managed ? OWNERS_LEVEL : LEADERS_LEVEL,
    }),
  );
  const late = await listLateOfPeople(db, leaders, visibleToPerson, MOST);
  const leavers = await listLeaversOfPeople(db, leaders, UNREAD_DAYS, MOST);
  const broken = await listBrokenAccounts(db, leaders, new Date(now.getTime() - BROKEN_MS), MOST);
  const { contactDays } = await loadPolicy(db);
  const far = await listFarDates(db, leaders, contactDays, MOST);
  const of = <T extends { readonly person_id: number }>(rows: readonly T[], id: number) =>
    rows.filter(({ person_id }) => person_id === id);
  const composed = people.flatMap(({ person, digest, time }): [number, Reminder][] => {
    const told = of(far, person.id);
    const facts = {
      late: of(late, person.id),
      leavers: of(leavers, person.id),
      broken: of(broken, person.id),
      far: told,
    };
    const reader = {
      id: person.id,
      locale: person.locale,
      timeZone: person.time_zone,
      now,
      day: digest.day,
      time,
    };
    const mail = composeExceptions(publicUrl, reader, facts);
    return mail === null ? [] : [[person.id, { mail, taskIds: [], told }]];
  });
  return new Map(composed);
}
