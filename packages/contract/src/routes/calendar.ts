/** Working days and days off of countries. */
import Type from 'typebox';
import { CalendarImport, CountryInfo, Holiday, NewHoliday, Weekend } from '../resources/calendar.ts';
import { Body, Country, IdParams, Nothing, Nullable } from '../resources/common.ts';
import { ADMINS, route } from './route.ts';

const tag = 'calendar';
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
    summary: 'All days off and make-up days of a country for a year',
    params: CountryParams,
    query: Type.Object({ year: Type.Integer({ minimum: 2000, maximum: 2100 }) }),
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
