/** Working days and days off of countries. */
import type { calendarRoutes, Holiday } from '@tradepost/contract';
import { addHoliday, assertCountry, removeHoliday, setWeekend } from '@tradepost/core/calendar/change';
import { getCountry } from '@tradepost/core/calendar/country';
import { importCalendar } from '@tradepost/core/calendar/import';
import { findWeekend, type HolidayRow, listHolidays } from '@tradepost/db/queries/calendar';
import type { HandlersOf } from '../handlers.ts';

const describeHoliday = (row: HolidayRow): Holiday => ({
  id: row.id,
  day: row.day,
  yearly: row.yearly,
  nameEn: row.name_en,
  nameZh: row.name_zh,
  kind: row.kind,
});

export const calendarHandlers: HandlersOf<typeof calendarRoutes> = {
  getCountry: ({ deps, params }) => getCountry(deps.db, params.country),
  listHolidays: async ({ deps, params, query }) => {
    assertCountry(params.country);
    return {
      weekend: await findWeekend(deps.db, params.country),
      items: (await listHolidays(deps.db, params.country, query.year)).map(describeHoliday),
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
  importCalendar: ({ deps, caller, body }) =>
    importCalendar(deps, caller.user.id, body.csv, body.dryRun ?? false),
};
