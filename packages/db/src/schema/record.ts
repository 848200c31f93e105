/** The rest of the customer's record, and the calendars of countries. */
import type { Generated, GeneratedAlways } from 'kysely';
import type { Day, DefaultJson, DefaultTime, Json, Time } from './columns.ts';
import type { HolidaySource } from './values.ts';

export interface CustomerSupplierTable {
  id: GeneratedAlways<number>;
  customer_id: number;
  name: string;
  competitor_id: number | null;
  product: string | null;
  since_on: Day | null;
  until_on: Day | null;
  note: string | null;
  created_by: number | null;
  created_at: DefaultTime;
  updated_at: DefaultTime;
}

export type CustomFieldKind = 'text' | 'number' | 'date' | 'yes-no' | 'choice';

export interface Choice {
  readonly key: string;
  readonly en: string;
  readonly zh: string;
}

export interface CustomFieldTable {
  id: GeneratedAlways<number>;
  key: string;
  kind: CustomFieldKind;
  label_en: string;
  label_zh: string;
  choices: DefaultJson<Choice[]>;
  position: Generated<number>;
  created_by: number | null;
  created_at: DefaultTime;
  archived_at: Time | null;
}

export interface CountryCalendarTable {
  country: string;
  weekend: number[];
  updated_by: number | null;
  updated_at: DefaultTime;
}

export interface HolidayTable {
  id: GeneratedAlways<number>;
  country: string;
  day: Day;
  yearly: Generated<boolean>;
  name_en: string;
  name_zh: string;
  kind: 'holiday' | 'makeup';
  source: Generated<HolidaySource>;
  changed_by: number | null;
  changed_at: DefaultTime;
}

export interface HolidayChangeTable {
  id: GeneratedAlways<number>;
  country: string;
  day: Day | null;
  before: Json<unknown> | null;
  after: Json<unknown> | null;
  weekend_before: number[] | null;
  weekend_after: number[] | null;
  changed_by: number | null;
  changed_at: DefaultTime;
}

/** Which own fields a customer has or had together, of each part of them; kept by a trigger on the customer. */
export interface OwnKeySetTable {
  /** As in the index `customer_by_details`. */
  word: string;
  part: number;
  keys: string[];
}

export interface RecordTables {
  customer_supplier: CustomerSupplierTable;
  custom_field: CustomFieldTable;
  own_key_set: OwnKeySetTable;
  country_calendar: CountryCalendarTable;
  holiday: HolidayTable;
  holiday_change: HolidayChangeTable;
}
