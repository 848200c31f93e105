/** Working days and days off of countries. */
import type { calendarRoutes, Holiday } from '@tradepost/contract';
import { addHoliday, assertCountry, removeHoliday, setWeekend } from '@tradepost/core/calendar/change';
import { changeCompanyCalendar } from '@tradepost/core/calendar/change-company';
import { CALENDAR_KEY, type CalendarSetting } from '@tradepost/core/calendar/company-calendar';
import { getCountry } from '@tradepost/core/calendar/country';
import { importCalendar } from '@tradepost/core/calendar/import';
import { previewCalendar } from '@tradepost/core/calendar/preview-change';
import { answerProposals, proposeDays } from '@tradepost/core/calendar/proposals';
import { describeSetting, readCompanyCalendar } from '@tradepost/core/calendar/read-company';
import { findWeekend, type HolidayRow, listHolidays } from '@tradepost/db/queries/calendar';
import { findCalendarBefore, listHolidayChanges } from '@tradepost/db/queries/calendar-history';
import { listSettingVersions } from '@tradepost/db/queries/follow-up-policy';
import { cutPage, DEFAULT_LIMIT, decodeIdCursor } from '../cursor.ts';
import type { HandlersOf } from '../handlers.ts';

const describeHoliday = (row: HolidayRow): Holiday => ({
  id: row.id,
  day: row.day,
  yearly: row.yearly,
  nameEn: row.name_en,
  nameZh: row.name_zh,
  kind: row.kind,
  source: row.source,
});

const describeDay = (row: HolidayRow | null) =>
  row === null ? null : { nameEn: row.name_en, nameZh: row.name_zh, kind: row.kind, yearly: row.yearly };

export const calendarHandlers: HandlersOf<typeof calendarRoutes> = {
  getCountry: ({ deps, params }) => getCountry(deps.db, params.country),
  listHolidays: async ({ deps, params, query }) => {
    const { country } = params;
    const { year, beforeChange } = query;
    assertCountry(country);
    if (beforeChange !== undefined) {
      const { weekend, days } = await findCalendarBefore(deps.db, country, year, beforeChange);
      return { weekend, items: days.map(describeHoliday) };
    }
    return {
      weekend: await findWeekend(deps.db, country),
      items: (await listHolidays(deps.db, country, year)).map(describeHoliday),
    };
  },
  setWeekend: async ({ deps, caller, params, body }) => {
    await setWeekend(deps, caller.user.id, params.country, body.weekend);
    return getCountry(deps.db, params.country);
  },
  addHoliday: async ({ deps, caller, params, body }) =>
    describeHoliday(await addHoliday(deps, caller.user.id, params.country, body)),
  removeHoliday: async ({ deps, caller, params }) => {
    await removeHoliday(deps, caller.user.id, params.id);
    return null;
  },
  getCompanyCalendar: ({ deps }) => readCompanyCalendar(deps.db, new Date()),
  updateCompanyCalendar: async ({ deps, caller, body }) => {
    const jobId = await deps.db
      .transaction()
      .execute((tx) => changeCompanyCalendar(tx, caller.user.id, body));
    await deps.notifier.enqueue('background-job', { jobId });
    return readCompanyCalendar(deps.db, new Date());
  },
  previewCalendar: ({ deps, caller, body }) => previewCalendar(deps.db, caller.scope, body, new Date()),
  listCalendarVersions: async ({ deps, query }) => {
    const limit = query.limit ?? DEFAULT_LIMIT;
    const page = { beforeId: decodeIdCursor(query.cursor), limit: limit + 1 };
    const found = await listSettingVersions(deps.db, CALENDAR_KEY, page);
    const { rows, nextCursor } = cutPage(found, limit, (row) => [row.id]);
    return {
      items: rows.map((row) => ({
        id: row.id,
        calendar: describeSetting(row.value as CalendarSetting),
        changedAt: row.changed_at.toISOString(),
        changedByName: row.changed_by_name,
      })),
      nextCursor,
    };
  },
  listProposedDays: ({ deps, params, query }) => proposeDays(deps.db, params.country, query.year),
  takeProposedDays: ({ deps, caller, params, body }) =>
    answerProposals(deps, caller.user.id, params.country, body.year, {
      // Who only refuses takes nothing.
      take: body.days ?? (body.refuse === undefined ? null : []),
      refuse: body.refuse ?? [],
    }),
  listHolidayChanges: async ({ deps, params, query }) => {
    assertCountry(params.country);
    const limit = query.limit ?? DEFAULT_LIMIT;
    const page = { beforeId: decodeIdCursor(query.cursor), limit: limit + 1 };
    const found = await listHolidayChanges(deps.db, params.country, page);
    const { rows, nextCursor } = cutPage(found, limit, (row) => [row.id]);
    return {
      items: rows.map((row) => ({
        id: row.id,
        day: row.day,
        before: describeDay(row.before),
        after: describeDay(row.after),
        weekend: row.weekend_after && { before: row.weekend_before, after: row.weekend_after },
        changedAt: row.changed_at.toISOString(),
        changedByName: row.changed_by_name,
      })),
      nextCursor,
    };
  },
  importCalendar: ({ deps, caller, body }) =>
    importCalendar(deps, caller.user.id, body.csv, body.dryRun ?? false),
};
