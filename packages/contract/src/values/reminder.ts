/** Those that come at an hour of their own. */
export const REMINDER_SLOT_KINDS = ['daily', 'exceptions', 'weekly', 'brief'] as const;
export type ReminderSlotKind = (typeof REMINDER_SLOT_KINDS)[number];

/** Those that come when something happens. */
export const INSTANT_KINDS = ['inquiry', 'breach', 'escalation', 'complaint', 'collision'] as const;
export type InstantKind = (typeof INSTANT_KINDS)[number];
