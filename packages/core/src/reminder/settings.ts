/** What the company has decided of reminders, and who gets which by his role. */
import type { ReminderKind, ReminderSettings, ReminderSlotKind } from '@tradepost/contract';
import { INSTANT_KINDS, REMINDER_SLOT_KINDS } from '@tradepost/contract/values';
import type { DB, Role } from '@tradepost/db';
import { getSetting, putSetting } from '@tradepost/db/queries/settings';
import { type Kysely, sql } from 'kysely';
import { appendAudit } from '../audit/append.ts';

const KEY = 'reminders';

/** Work begins at half past eight; leaders see half an hour later what was left. All of it is the company's to change. */
const DEFAULTS: ReminderSettings = {
  rules: {
    daily: 'optional',
    exceptions: 'optional',
    weekly: 'optional',
    brief: 'optional',
    inquiry: 'optional',
    breach: 'optional',
    escalation: 'optional',
    complaint: 'optional',
    collision: 'optional',
  },
  times: { daily: '08:30', exceptions: '09:00', weekly: '08:30', brief: '08:30' },
};

export async function loadReminderSettings(db: Kysely<DB>): Promise<ReminderSettings> {
  const stored = await getSetting<Partial<ReminderSettings>>(db, KEY);
  return {
    rules: { ...DEFAULTS.rules, ...stored?.rules },
    times: { ...DEFAULTS.times, ...stored?.times },
  };
}

/** Everybody's moments are worked out anew by it. */
export async function saveReminderSettings(
  db: Kysely<DB>,
  actorId: number | null,
  settings: ReminderSettings,
): Promise<ReminderSettings> {
  await db.transaction().execute(async (tx) => {
    await sql`select pg_advisory_xact_lock(hashtext('setting.reminders'))`.execute(tx);
    const before = await loadReminderSettings(tx);
    await putSetting(tx, KEY, settings);
    await tx
      .insertInto('setting_version')
      .values({ key: KEY, value: JSON.stringify(settings), changed_by: actorId })
      .execute();
    await appendAudit(tx, {
      actorId,
      action: 'reminders.settings-changed',
      subjectKind: 'setting',
      subjectId: KEY,
      detail: { before, after: settings },
    });
  });
  return settings;
}

const LEADERS_GET: readonly ReminderSlotKind[] = ['daily', 'exceptions', 'weekly'];
const SLOT_KINDS: Readonly<Record<Role, readonly ReminderSlotKind[]>> = {
  owner: REMINDER_SLOT_KINDS,
  admin: ['daily'],
  manager: LEADERS_GET,
  salesperson: ['daily'],
  merchandiser: ['daily'],
  reader: [],
};

/** Those that a person of this role can get at all. */
export const kindsOf = (role: Role): readonly ReminderKind[] =>
  role === 'reader' ? [] : [...SLOT_KINDS[role], ...INSTANT_KINDS];

/** He gets it: the company has it, and he has not switched off what he may. */
export function wants(
  kind: ReminderKind,
  { role, off }: { readonly role: Role; readonly off: readonly string[] },
  { rules }: ReminderSettings,
): boolean {
  if (rules[kind] === 'off' || !kindsOf(role).includes(kind)) return false;
  return rules[kind] === 'required' || !off.includes(kind);
}
