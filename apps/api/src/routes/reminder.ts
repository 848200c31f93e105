/** Reminders by mail. */
import type { reminderRoutes } from '@tradepost/contract';
import { changeReminderChoice, readReminderChoice } from '@tradepost/core/reminder/choice';
import { previewReminder, sendReminderNow } from '@tradepost/core/reminder/preview';
import { loadReminderSettings, saveReminderSettings } from '@tradepost/core/reminder/settings';
import type { ApiDeps } from '../deps.ts';
import type { HandlersOf } from '../handlers.ts';

const links = ({ secrets, config }: ApiDeps) => ({ secrets, publicUrl: config.publicUrl });

export const reminderHandlers: HandlersOf<typeof reminderRoutes> = {
  getReminders: ({ deps, caller }) => readReminderChoice(deps.db, caller.user.id),
  updateReminders: ({ deps, caller, body }) => changeReminderChoice(deps.db, caller.user.id, body),
  previewReminder: ({ deps, caller, params }) =>
    previewReminder(links(deps), deps.db, caller.user.id, params.kind, new Date()),
  sendReminder: ({ deps, caller, params }) =>
    sendReminderNow(links(deps), deps.db, caller.user.id, params.kind, new Date()),
  getReminderSettings: ({ deps }) => loadReminderSettings(deps.db),
  updateReminderSettings: ({ deps, caller, body }) => saveReminderSettings(deps.db, caller.user.id, body),
};
