/** Reminders by mail: what a person gets, how it looks, and what the company has decided. */
import Type from 'typebox';
import {
  ReminderChoice,
  ReminderChoiceInput,
  ReminderPreview,
  ReminderSettings,
  ReminderTest,
} from '../resources/reminder.ts';
import { ADMINS, route } from './route.ts';
import { REMINDER_SLOT_KINDS } from '../values/reminder.ts';

const tag = 'reminders';
const KindParams = Type.Object({ kind: Type.Enum(REMINDER_SLOT_KINDS) });

export const reminderRoutes = {
  getReminders: route({
    method: 'GET',
    path: '/api/v1/reminders',
    tag,
    access: 'signed-in',
    summary: 'The reminders that one gets, when each comes next, and what may be switched off',
    reply: ReminderChoice,
  }),
  updateReminders: route({
    method: 'PATCH',
    path: '/api/v1/reminders',
    tag,
    access: 'signed-in',
    session: true,
    summary: 'Choose the hour, the days, and which kinds one does not want',
    body: ReminderChoiceInput,
    reply: ReminderChoice,
  }),
  previewReminder: route({
    method: 'GET',
    path: '/api/v1/reminders/:kind/preview',
    tag,
    access: 'signed-in',
    session: true,
    summary: 'The mail as it would go out to oneself now',
    params: KindParams,
    reply: ReminderPreview,
  }),
  sendReminder: route({
    method: 'POST',
    path: '/api/v1/reminders/:kind/send',
    tag,
    access: 'signed-in',
    session: true,
    summary: 'Send it to oneself now, besides the one that comes at its hour',
    params: KindParams,
    reply: ReminderTest,
  }),
  getReminderSettings: route({
    method: 'GET',
    path: '/api/v1/reminder-settings',
    tag,
    access: ADMINS,
    summary: 'Which reminders the company has, which it demands, and at what hour',
    reply: ReminderSettings,
  }),
  updateReminderSettings: route({
    method: 'PATCH',
    path: '/api/v1/reminder-settings',
    tag,
    access: ADMINS,
    session: true,
    summary: 'Change it for everybody',
    body: ReminderSettings,
    reply: ReminderSettings,
  }),
};
