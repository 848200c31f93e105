import type { CompanyCalendar } from '@tradepost/contract';
import { expect, it } from 'vitest';
import { formOf, patchOf } from './company-form-values.ts';

const calendar: CompanyCalendar = {
  country: 'CN',
  timeZone: 'Asia/Shanghai',
  weekend: [7],
  hours: { from: '08:30', until: '18:00', break: { from: '12:00', until: '13:30' } },
  otherHours: [{ weekday: 6, hours: { from: '09:00', until: '12:00', break: null } }],
  countryWeekend: [6, 7],
  missingYear: null,
  changedAt: null,
  changedByName: null,
};

it('comes back from the form as it went in', () => {
  const { country, timeZone, weekend, hours, otherHours } = calendar;
  expect(patchOf(formOf(calendar))).toEqual({ country, timeZone, weekend, hours, otherHours });
});

it('keeps to its country’s weekend where it has none of its own, and has no break without both ends', () => {
  const form = formOf({ ...calendar, weekend: null });
  expect(form).toMatchObject({ ownWeekend: false, weekend: [6, 7] });
  const patch = patchOf({ ...form, breakUntil: null });
  expect(patch.weekend).toBeNull();
  expect(patch.hours?.break).toBeNull();
});
