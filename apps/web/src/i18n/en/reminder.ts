export const reminders = {
  tab: 'Reminders',
  hint: 'By mail to {email}, on your own clock ({zone}). Nothing is sent when there is nothing to say.',
  when: 'When',
  morning: 'At',
  companyHour: 'The company’s hour',
  days: 'On',
  companyDays: 'The company’s working days',
  what: 'What',
  required: 'The company wants it sent',
  next: 'next {at}',
  atOnce: 'within a minute',
  saved: 'Your reminders are saved',
  preview: 'Look at it',
  sendNow: 'Send me one now',
  sent: 'It is on its way to you',
  nothing: 'There is nothing to say now: no mail would go out.',
  subject: 'Subject',
  close: 'Close',
  none: 'Your role gets no reminders.',
  company: 'For the whole company',
  companyHint: 'The hour of each person’s own clock, unless he has chosen another.',
  companySaved: 'The reminders of the company are saved',
  hour: 'Hour',
  rule: 'Who gets it',
} as const;

export const reminderRule = {
  optional: 'Each may switch it off',
  required: 'Always',
  off: 'Nobody',
} as const;

export const reminderKind = {
  daily: 'Your day',
  exceptions: 'Exceptions of your people',
  weekly: 'Weekly report',
  brief: 'The week in brief',
  inquiry: 'A new inquiry is yours',
  breach: 'A customer waits too long for an answer',
  escalation: 'A task is late for long',
  complaint: 'A complaint',
  collision: 'A collision',
} as const;

export const reminderKindHint = {
  daily: 'Today, overdue, unanswered, promises due, warnings',
  exceptions: 'Only when something has gone wrong',
  weekly: 'On the first working day of a week: last week by salesperson, complaints by age',
  brief: 'On the first working day of a week: ten lines for the telephone',
} as const;
