/** Who gets what of: reminders by mail. */
import { reminderRoutes } from '@tradepost/contract';
import { ADMINS, ANYBODY, area, both } from './area.ts';

/** One's own mail; who has nothing to do by his role gets none. */
const HAS_A_MORNING = '401 200 200 200 200 200 404';

export const reminderArea = area(reminderRoutes, async () => ({}), {
  getReminders: { ...both(ANYBODY), call: () => ({ url: '/api/v1/reminders' }) },
  updateReminders: {
    ...both(ANYBODY),
    call: () => ({ url: '/api/v1/reminders', body: { morning: '07:30' } }),
  },
  previewReminder: { ...both(HAS_A_MORNING), call: () => ({ url: '/api/v1/reminders/daily/preview' }) },
  sendReminder: { ...both(HAS_A_MORNING), call: () => ({ url: '/api/v1/reminders/daily/send' }) },
  getReminderSettings: { ...both(ADMINS), call: () => ({ url: '/api/v1/reminder-settings' }) },
  updateReminderSettings: {
    ...both(ADMINS),
    call: () => ({
      url: '/api/v1/reminder-settings',
      body: {
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
      },
    }),
  },
});
