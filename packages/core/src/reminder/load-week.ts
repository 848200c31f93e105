import { countWeek, listWeekFeedback, readWeekComplaints } from '@tradepost/db/queries/reminder-week';
import { addDays, dayIn, weekdayOf } from '../calendar/days.ts';
import { loadCompanyCalendar } from '../calendar/company-calendar.ts';
import { loadPolicy } from '../follow-up/policy.ts';
import { loadViewer } from '../users/load-viewer.ts';
import { scopeOf } from '../visibility/scope.ts';
import { readWorkReport } from '../work/report.ts';
import type { ComposeContext, Recipient, Reminder } from './compose.ts';
import type { MailDocument } from './mail-document.ts';
import { composeBrief, composeWeek, type WeekFacts, type WeekReader } from './week-mail.ts';

const MOST_LISTED = 10;

type Compose = (publicUrl: string, reader: WeekReader, facts: WeekFacts) => MailDocument;

/** Of the week before the one that it is, Monday to Sunday of the company's days. */
const load =
  (compose: Compose) =>
  async (context: ComposeContext, people: readonly Recipient[]): Promise<ReadonlyMap<number, Reminder>> => {
    const { db, now, publicUrl } = context;
    const { timeZone } = await loadCompanyCalendar(db);
    const { contactDays } = await loadPolicy(db);
    const today = dayIn(timeZone, now);
    const monday = addDays(today, -6 - weekdayOf(today));
    const period = { from: monday, to: addDays(monday, 6), timeZone };
    const composed = new Map<number, Reminder>();
    for (const { person, time } of people) {
      const viewer = await loadViewer(db, person);
      const scope = scopeOf(viewer);
      const facts = {
        report: await readWorkReport(db, viewer, period),
        complaints: await readWeekComplaints(db, scope, period, MOST_LISTED),
        feedback: await listWeekFeedback(db, scope, period, MOST_LISTED),
        counts: await countWeek(db, scope, period, 2 * contactDays.A),
      };
      const reader = { locale: person.locale, timeZone: person.time_zone, time };
      composed.set(person.id, { mail: compose(publicUrl, reader, facts), taskIds: [], told: [] });
    }
    return composed;
  };

export const loadWeekly = load(composeWeek);
export const loadBrief = load(composeBrief);
