/** Days off and local time of a country. */
import Type from 'typebox';
import { Body, Country, Id, Nullable } from './common.ts';
import { Day } from './contact.ts';

export const HOLIDAY_KINDS = ['holiday', 'makeup'] as const;

export const Holiday = Type.Object({
  id: Id,
  day: Type.String(),
  /** On this day of every year. */
  yearly: Type.Boolean(),
  nameEn: Type.String(),
  nameZh: Type.String(),
  /** makeup: a day of a weekend on which people work for one that was moved. */
  kind: Type.Enum(HOLIDAY_KINDS),
});
export type Holiday = Type.Static<typeof Holiday>;

const name = Type.String({ minLength: 1, maxLength: 100 });
export const NewHoliday = Body({
  day: Day,
  yearly: Type.Optional(Type.Boolean()),
  nameEn: name,
  nameZh: name,
  kind: Type.Enum(HOLIDAY_KINDS),
});
export type NewHoliday = Type.Static<typeof NewHoliday>;

/** Days of the week, ISO 8601: 1 is Monday. */
export const Weekend = Type.Array(Type.Integer({ minimum: 1, maximum: 7 }), { maxItems: 7 });

/** On a wall clock, 24 hours. */
export const WallTime = Type.String({ pattern: '^([01][0-9]|2[0-3]):[0-5][0-9]$' });
const Break = Body({ from: WallTime, until: WallTime });
/** Hours of a working day. An end that is not after the beginning is of the next day. */
export const CompanyHours = Body({
  from: WallTime,
  until: WallTime,
  /** Within the hours; null: none is taken out. */
  break: Nullable(Break),
});
export type CompanyHours = Type.Static<typeof CompanyHours>;

/** What is needed to say what time and what kind of day it is there. */
export const CountryInfo = Type.Object({
  country: Country,
  /** IANA names, one for each way of keeping time there; the first is most people's. */
  timeZones: Type.Array(Type.String()),
  /** Null: the company has no calendar of it. */
  weekend: Nullable(Type.Array(Type.Integer())),
  /** From yesterday on, for the next 60 days. */
  holidays: Type.Array(
    Type.Object({
      day: Type.String(),
      nameEn: Type.String(),
      nameZh: Type.String(),
      kind: Type.Enum(HOLIDAY_KINDS),
    }),
  ),
});
export type CountryInfo = Type.Static<typeof CountryInfo>;

export const CalendarImport = Type.Object({
  dryRun: Type.Boolean(),
  added: Type.Integer(),
  changed: Type.Integer(),
  /** Nothing is saved where a line is at fault. */
  faults: Type.Array(Type.Object({ line: Type.Integer(), value: Type.String() })),
});
export type CalendarImport = Type.Static<typeof CalendarImport>;
