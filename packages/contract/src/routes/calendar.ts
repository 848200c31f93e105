/** Working days and days off of countries. */
import Type from 'typebox';
import {
  CalendarChange,
  CalendarImport,
  CompanyCalendar,
  CompanyCalendarPatch,
  CompanyCalendarVersion,
  CountryInfo,
  DayProposals,
  Holiday,
  HolidayChange,
  NewHoliday,
  Weekend,
} from '../resources/calendar.ts';
import { Body, Country, Id, IdParams, Nothing, Nullable, Page, PageQuery } from '../resources/common.ts';
import { Day } from '../resources/contact.ts';
import { PolicyPreview } from '../resources/follow-up.ts';
import { ADMINS, route } from './route.ts';

const tag = 'calendar';
const Year = Type.Integer({ minimum: 2000, maximum: 2100 });
const ProposedDays = Type.Array(Day, { maxItems: 400 });
const CountryParams = Type.Object({ country: Country });

export const calendarRoutes = {
  getCountry: route({
    method: 'GET',
    path: '/api/v1/countries/:country',
    tag,
    access: 'signed-in',
    summary: 'Time zones, weekend and coming days off of a country',
    params: CountryParams,
    reply: CountryInfo,
  }),
  listHolidays: route({
    method: 'GET',
    path: '/api/v1/countries/:country/holidays',
    tag,
    access: 'signed-in',
    summary:
      'All days off and make-up days of a country for a year, as they are or as they stood before a change',
    params: CountryParams,
    query: Type.Object({
      year: Year,
      /** Of `listHolidayChanges`. */
      beforeChange: Type.Optional(Id),
    }),
    reply: Type.Object({ weekend: Nullable(Type.Array(Type.Integer())), items: Type.Array(Holiday) }),
  }),
  setWeekend: route({
    method: 'POST',
    path: '/api/v1/countries/:country/weekend',
    tag,
    access: ADMINS,
    summary: 'Say which days of the week are off in a country',
    params: CountryParams,
    body: Body({ weekend: Weekend }),
    reply: CountryInfo,
  }),
  addHoliday: route({
    method: 'POST',
    path: '/api/v1/countries/:country/holidays',
    tag,
    access: ADMINS,
    summary: 'Add a day off or a make-up day; what stands on that day is replaced',
    params: CountryParams,
    body: NewHoliday,
    reply: Holiday,
  }),
  removeHoliday: route({
    method: 'DELETE',
    path: '/api/v1/holidays/:id',
    tag,
    access: ADMINS,
    summary: 'Remove a day off or a make-up day',
    params: IdParams,
    reply: Nothing,
  }),
  getCompanyCalendar: route({
    method: 'GET',
    path: '/api/v1/calendar/company',
    tag,
    access: 'signed-in',
    summary: 'When the company works',
    reply: CompanyCalendar,
  }),
  updateCompanyCalendar: route({
    method: 'PATCH',
    path: '/api/v1/calendar/company',
    tag,
    access: ADMINS,
    summary:
      'Say when the company works; every customer’s next contact and every running clock is worked out again',
    body: CompanyCalendarPatch,
    reply: CompanyCalendar,
  }),
  previewCalendar: route({
    method: 'POST',
    path: '/api/v1/calendar/preview',
    tag,
    access: ADMINS,
    summary: 'What a change of the calendar would change tomorrow; nothing is changed',
    body: CalendarChange,
    reply: PolicyPreview,
  }),
  listCalendarVersions: route({
    method: 'GET',
    path: '/api/v1/calendar/company/versions',
    tag,
    access: ADMINS,
    summary: 'How it was before, the newest first',
    query: Type.Object(PageQuery),
    reply: Page(CompanyCalendarVersion),
  }),
  listProposedDays: route({
    method: 'GET',
    path: '/api/v1/countries/:country/proposals',
    tag,
    access: ADMINS,
    summary: 'Days off of a year that a data set of the world’s holidays knows',
    params: CountryParams,
    query: Type.Object({ year: Year }),
    reply: DayProposals,
  }),
  takeProposedDays: route({
    method: 'POST',
    path: '/api/v1/countries/:country/proposals',
    tag,
    access: ADMINS,
    summary:
      'Take proposed days into the calendar, or refuse them; what stands there, or was taken off by a person, stays so',
    params: CountryParams,
    body: Body({
      year: Year,
      /** Left out: all that are new. */
      days: Type.Optional(ProposedDays),
      /** New ones that are no days off here: not proposed as new again. */
      refuse: Type.Optional(ProposedDays),
    }),
    reply: Type.Object({ added: Type.Integer(), refused: Type.Integer() }),
  }),
  listHolidayChanges: route({
    method: 'GET',
    path: '/api/v1/countries/:country/changes',
    tag,
    access: ADMINS,
    summary: 'What was changed in the calendar of a country, the newest first',
    params: CountryParams,
    query: Type.Object(PageQuery),
    reply: Page(HolidayChange),
  }),
  importCalendar: route({
    method: 'POST',
    path: '/api/v1/calendar/import',
    tag,
    access: ADMINS,
    summary: 'Add days off from CSV: country, day, name_en, name_zh, kind, yearly',
    body: Body({ csv: Type.String({ maxLength: 500_000 }), dryRun: Type.Optional(Type.Boolean()) }),
    reply: CalendarImport,
  }),
};
