/** A person's list of today, with what he needs to act at once: why now, the last words, whom and how, what time there. */
import type { TodayItem } from '@tradepost/contract';
import type { DB } from '@tradepost/db';
import type { Scope } from '@tradepost/db/queries/scope';
import {
  countToday,
  listLastSaid,
  listPeople,
  listThere,
  listToday,
  type PersonRow,
  type SaidRow,
  type ThereRow,
  type TodayPlace,
  type TodayRow,
} from '@tradepost/db/queries/today';
import type { Kysely } from 'kysely';
import { loadCompanyCalendar } from '../calendar/company-calendar.ts';
import { zoneOfCustomer } from '../calendar/customer-zone.ts';
import { dayIn, weekdayOf } from '../calendar/days.ts';
import { zonesOf } from '../calendar/time-zones.ts';
import { startOfDay } from '../calendar/wall-time.ts';
import { isWorkingDay } from '../calendar/working-day.ts';
import { addDays } from '../calendar/days.ts';
import { loadPolicy } from '../follow-up/policy.ts';
import { listTemplateNames } from '@tradepost/db/queries/letter-templates';
import { chooseTemplate } from './choose-template.ts';
import { suggestTemplate } from './suggest-template.ts';

export interface TodayPage {
  readonly rows: readonly (TodayRow & { readonly facts: TodayFacts })[];
}

/** What is told of a task beside itself. */
export type TodayFacts = Pick<
  TodayItem,
  | 'group'
  | 'lateDays'
  | 'silentDays'
  | 'everyDays'
  | 'theySaid'
  | 'weSaid'
  | 'preferredChannel'
  | 'person'
  | 'there'
  | 'suggests'
  | 'template'
>;

/** @param now of the first page: the order stays while one turns the pages. */
export async function readToday(
  db: Kysely<DB>,
  scope: Scope,
  now: Date,
  page: { readonly after: TodayPlace | null; readonly limit: number },
): Promise<TodayPage['rows']> {
  const calendar = await loadCompanyCalendar(db);
  const today = dayIn(calendar.timeZone, now);
  const rows = await listToday(db, scope, { now, today }, page);
  const ids = rows.flatMap(({ customer_id }) => (customer_id === null ? [] : [customer_id]));
  const contacts = rows.flatMap(({ contact_id }) => (contact_id === null ? [] : [contact_id]));
  const countries = rows.flatMap(({ country }) => (country === null ? [] : [country]));
  const [said, people, there, policy, templates] = await Promise.all([
    listLastSaid(db, scope, ids),
    listPeople(db, ids, contacts),
    listThere(db, countries, now.toISOString().slice(0, 10)),
    loadPolicy(db),
    listTemplateNames(db, scope.userId),
  ]);
  const saidBy = new Map(said.map((row) => [`${row.customer_id} ${row.side}`, row]));
  const placeOf = new Map(there.map((row) => [row.country, row]));
  return rows.map((row) => {
    const person = personOf(row, people);
    const channel = person?.preferred_channel ?? row.preferred_channel;
    const theySaid = saidBy.get(`${row.customer_id} they`);
    const weSaid = saidBy.get(`${row.customer_id} we`);
    const suggests = suggestTemplate(row, theySaid, weSaid);
    const template = chooseTemplate(templates, suggests, [row.language, theySaid?.language ?? null]);
    return {
      ...row,
      facts: {
        group: row.group,
        lateDays: workingDaysLate(row.due_on, today, calendar),
        silentDays:
          row.last_contact_at === null
            ? null
            : daysBetween(dayIn(calendar.timeZone, row.last_contact_at), today),
        everyDays: row.customer_id === null ? null : policy.contactDays[row.grade ?? 'none'],
        theySaid: describeSaid(theySaid),
        weSaid: describeSaid(weSaid),
        preferredChannel: channel as TodayFacts['preferredChannel'],
        person: describePerson(person, channel),
        there: dayThere(row, placeOf, now),
        suggests,
        template: template && { id: template.id, name: template.name, language: template.language },
      },
    };
  });
}

export async function readTodayCounts(db: Kysely<DB>, scope: Scope, now: Date) {
  const { timeZone } = await loadCompanyCalendar(db);
  const today = dayIn(timeZone, now);
  return countToday(db, scope, { now, today }, startOfDay(timeZone, today));
}

/** The task's own contact, else the customer's main one. */
function personOf(row: TodayRow, people: readonly PersonRow[]): PersonRow | undefined {
  const of = people.filter(({ customer_id }) => customer_id === row.customer_id);
  return of.find(({ id }) => id === row.contact_id) ?? of.find(({ is_main }) => is_main);
}

const describePerson = (person: PersonRow | undefined, channel: string | null): TodayFacts['person'] =>
  person === undefined
    ? null
    : {
        id: person.id,
        name: person.name,
        title: person.title,
        address: person.address,
        channel: channel === null ? null : (person.channels[channel] ?? null),
      };

const describeSaid = (row: SaidRow | undefined): TodayFacts['theySaid'] =>
  row === undefined
    ? null
    : {
        at: row.at.toISOString(),
        messageId: row.message_id,
        activityId: row.activity_id,
        activityKind: row.activity_kind,
        subject: row.subject,
        preview: row.preview,
        by: row.said_by,
      };

/** Days of the calendar. */
const daysBetween = (from: string, to: string): number =>
  Math.max(0, Math.round((Date.parse(`${to}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / 86_400_000));

/** Days that are counted one by one; beyond them weeks are as good. */
const MOST_COUNTED_DAYS = 400;

function workingDaysLate(dueOn: string, today: string, calendar: Parameters<typeof isWorkingDay>[1]): number {
  const all = daysBetween(dueOn, today);
  if (all > MOST_COUNTED_DAYS) return Math.round((all * 5) / 7);
  let late = 0;
  for (let day = addDays(dueOn, 1); day <= today; day = addDays(day, 1))
    if (isWorkingDay(day, calendar)) late++;
  return late;
}

/** What day it is where the customer is: by its zone where that is known, else by most people's of the country. */
function dayThere(row: TodayRow, places: ReadonlyMap<string, ThereRow>, now: Date): TodayFacts['there'] {
  if (row.country === null) return null;
  const zone = zoneOfCustomer(row) ?? zonesOf(row.country)[0];
  if (zone === undefined) return null;
  const day = dayIn(zone, now);
  const place = places.get(row.country);
  const found = place?.days.find((one) => one.day === day);
  return {
    day,
    weekend: found?.kind !== 'makeup' && (place?.weekend ?? [6, 7]).includes(weekdayOf(day)),
    holiday: found?.kind === 'holiday' ? { nameEn: found.name_en, nameZh: found.name_zh } : null,
  };
}
