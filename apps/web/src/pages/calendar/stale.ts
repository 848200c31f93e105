import type { GetRoute } from '../../api/types.ts';

/** What is another one once a country's days were changed. */
export const DAYS_STALE: readonly GetRoute[] = [
  'listHolidays',
  'getCountry',
  'listProposedDays',
  'listHolidayChanges',
  'getCompanyCalendar',
];
