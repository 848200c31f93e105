/** The company's calendar as its form has it, and back. */
import type { CompanyCalendar, CompanyCalendarPatch, CompanyHours } from '@tradepost/contract';

interface HoursValues {
  from: string;
  until: string;
  /** Both empty: none. */
  breakFrom?: string | null;
  breakUntil?: string | null;
}

export interface CompanyFormValues extends HoursValues {
  country: string;
  timeZone: string;
  ownWeekend: boolean;
  weekend: number[];
  other: ({ weekday: number } & HoursValues)[];
}

export function formOf(calendar: CompanyCalendar): CompanyFormValues {
  return {
    country: calendar.country,
    timeZone: calendar.timeZone,
    ownWeekend: calendar.weekend !== null,
    weekend: calendar.weekend ?? calendar.countryWeekend,
    ...valuesOf(calendar.hours),
    other: calendar.otherHours.map(({ weekday, hours }) => ({ weekday, ...valuesOf(hours) })),
  };
}

export function patchOf(values: CompanyFormValues): CompanyCalendarPatch {
  return {
    country: values.country,
    timeZone: values.timeZone,
    weekend: values.ownWeekend ? [...values.weekend].sort((a, b) => a - b) : null,
    hours: hoursOf(values),
    otherHours: values.other.map(({ weekday, ...hours }) => ({ weekday, hours: hoursOf(hours) })),
  };
}

const valuesOf = ({ from, until, break: rest }: CompanyHours): HoursValues => ({
  from,
  until,
  breakFrom: rest?.from ?? null,
  breakUntil: rest?.until ?? null,
});

const hoursOf = ({ from, until, breakFrom, breakUntil }: HoursValues): CompanyHours => ({
  from,
  until,
  break: breakFrom && breakUntil ? { from: breakFrom, until: breakUntil } : null,
});
