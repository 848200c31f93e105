/** Days off and local time of a country. */
import Type from 'typebox';
import { Body, Country, Id, Nullable, Timestamp } from './common.ts';
import { Day } from './contact.ts';

export const HOLIDAY_KINDS = ['holiday', 'makeup'] as const;

/** shipped: with the product. library: taken over from the data set that proposes days. */
export const HOLIDAY_SOURCES = ['shipped', 'person', 'file', 'library'] as const;

export const Holiday = Type.Object({
  id: Id,
  day: Type.String(),
  /** On this day of every year. */
  yearly: Type.Boolean(),
  nameEn: Type.String(),
  nameZh: Type.String(),
  /** makeup: a day of a weekend on which people work for one that was moved. */
  kind: Type.Enum(HOLIDAY_KINDS),
  source: Type.Enum(HOLIDAY_SOURCES),
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

/** The company's working time. */
const CompanyTime = {
  country: Country,
  /** IANA name. */
  timeZone: Type.String({ maxLength: 100 }),
  /** Days of the week that are off; null: those of its country. */
  weekend: Nullable(Weekend),
  hours: CompanyHours,
  /** Days of the week with other hours; a make-up day has the usual ones. */
  otherHours: Type.Array(Body({ weekday: Type.Integer({ minimum: 1, maximum: 7 }), hours: CompanyHours }), {
    maxItems: 7,
  }),
};
export const CompanyCalendarPatch = Type.Partial(Body(CompanyTime), { additionalProperties: false });
export type CompanyCalendarPatch = Type.Static<typeof CompanyCalendarPatch>;

export const CompanyCalendar = Type.Object({
  ...CompanyTime,
  /** Of the country, by its calendar. */
  countryWeekend: Type.Array(Type.Integer()),
  /** A year whose days off nobody has entered, told of from November on; null: none. */
  missingYear: Nullable(Type.Integer()),
  changedAt: Nullable(Timestamp),
  changedByName: Nullable(Type.String()),
});
export type CompanyCalendar = Type.Static<typeof CompanyCalendar>;

export const CompanyCalendarVersion = Type.Object({
  id: Id,
  calendar: Type.Object(CompanyTime),
  changedAt: Timestamp,
  /** Null: the command line, or what was before the first change. */
  changedByName: Nullable(Type.String()),
});

/**
 * What a proposal cannot know. moved-days: the government orders each year which days are off and made up for; nothing is
 * proposed. sighting: days by the moon may shift by one. regional: days of parts of the country are left out. unknown: the
 * data set has nothing of the country.
 */
export const PROPOSAL_LACKS = ['moved-days', 'sighting', 'regional', 'unknown'] as const;
export const DayProposals = Type.Object({
  lacks: Type.Array(Type.Enum(PROPOSAL_LACKS)),
  days: Type.Array(
    Type.Object({
      day: Type.String(),
      nameEn: Type.String(),
      nameZh: Type.String(),
      /** there: the calendar says something of that day already, which stays. removed: a person took it off or refused it. */
      state: Type.Enum(['new', 'there', 'removed']),
    }),
  ),
});
export type DayProposals = Type.Static<typeof DayProposals>;

const DayBefore = Nullable(
  Type.Object({
    nameEn: Type.String(),
    nameZh: Type.String(),
    kind: Type.Enum(HOLIDAY_KINDS),
    yearly: Type.Boolean(),
  }),
);
export const HolidayChange = Type.Object({
  id: Id,
  /** Null: the weekend was changed. */
  day: Nullable(Type.String()),
  /** Null: there was nothing. */
  before: DayBefore,
  /** Null: there is nothing. Both null: a proposed day was refused. */
  after: DayBefore,
  /** Of a change of the weekend; before null: the country had none. */
  weekend: Nullable(
    Type.Object({ before: Nullable(Type.Array(Type.Integer())), after: Type.Array(Type.Integer()) }),
  ),
  changedAt: Timestamp,
  changedByName: Nullable(Type.String()),
});
export type HolidayChange = Type.Static<typeof HolidayChange>;

/** A change that is not made yet: of the company's time, or of a country's days and weekend. */
export const CalendarChange = Body({
  company: Type.Optional(CompanyCalendarPatch),
  /** Whose weekend and days they are; those of `csv` name their own. */
  country: Type.Optional(Country),
  weekend: Type.Optional(Weekend),
  add: Type.Optional(Type.Array(NewHoliday, { maxItems: 400 })),
  remove: Type.Optional(Type.Array(Id, { maxItems: 400 })),
  /** As for the import. */
  csv: Type.Optional(Type.String({ maxLength: 500_000 })),
});
export type CalendarChange = Type.Static<typeof CalendarChange>;

/** The clock at a customer's. */
export const LocalZones = Type.Object({
  /** IANA names. One where it is known; else those that nearly all of its country live in; none: nothing is known. */
  zones: Type.Array(Type.String()),
  /** A person set it, its state or city tells it, or its country has but one. */
  known: Type.Boolean(),
});
export type LocalZones = Type.Static<typeof LocalZones>;

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

/** What is wrong with a line of a file of days. */
export const CALENDAR_FAULTS = ['country', 'day', 'name', 'kind', 'yearly'] as const;
export type CalendarFault = (typeof CALENDAR_FAULTS)[number];

export const CalendarImport = Type.Object({
  dryRun: Type.Boolean(),
  added: Type.Integer(),
  changed: Type.Integer(),
  /** Nothing is saved where a line is at fault. */
  faults: Type.Array(
    Type.Object({ line: Type.Integer(), what: Type.Enum(CALENDAR_FAULTS), value: Type.String() }),
  ),
});
export type CalendarImport = Type.Static<typeof CalendarImport>;
