/** Reminders by mail: what people have chosen, and when the next one is due. */
import type { ReminderSlotKind } from './values.ts';
import type { DefaultTime, Time } from './columns.ts';
import type { Generated } from 'kysely';

export interface ReminderChoiceTable {
  user_id: number;
  /** `HH:MM` on his own clock; null: the company's hour of each kind. */
  morning: string | null;
  /** ISO 8601; null: the company's working days. */
  weekdays: number[] | null;
  off: Generated<string[]>;
  updated_at: DefaultTime;
}

export interface ReminderScheduleTable {
  user_id: number;
  kind: ReminderSlotKind;
  next_at: Time;
  planned_at: Time;
}

/** Filled by triggers: see the migration. */
export interface ReminderLeadTable {
  user_id: number;
}

export interface ReminderToldTable {
  user_id: number;
  what: 'far-date';
  key: string;
  told_at: DefaultTime;
}

export interface ReminderTables {
  reminder_choice: ReminderChoiceTable;
  reminder_schedule: ReminderScheduleTable;
  reminder_lead: ReminderLeadTable;
  reminder_told: ReminderToldTable;
}
