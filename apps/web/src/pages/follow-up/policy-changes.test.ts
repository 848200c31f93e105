import type { FollowUpPolicy } from '@tradepost/contract';
import { expect, it } from 'vitest';
import { policyChanges } from './policy-changes.ts';

const terms = { nudgeMinutes: 240, leaderMinutes: 1440, ownerMinutes: null, clock: 'working-days' } as const;
const grades = { A: 1, B: 2, C: 5, D: null, none: null };
const policy: FollowUpPolicy = {
  contactDays: { A: 3, B: 7, C: 15, D: 30, none: 15 },
  newCustomerDays: [1, 7],
  late: { leader: grades, owner: grades },
  inquiry: terms,
  answer: terms,
  verifyDays: { A: 90, other: 180 },
  verifyAtOnce: 3,
  birthdayDaysBefore: 0,
};

it('names each setting that differs, at any depth, with both values', () => {
  const other: FollowUpPolicy = {
    ...policy,
    contactDays: { ...policy.contactDays, A: 5 },
    newCustomerDays: [1, 3, 7],
    late: { ...policy.late, owner: { ...grades, D: 20 } },
    answer: { ...terms, clock: 'working-hours' },
    birthdayDaysBefore: null,
  };
  expect(policyChanges(policy, other)).toEqual([
    { path: 'contactDays.A', before: 3, after: 5 },
    { path: 'newCustomerDays', before: [1, 7], after: [1, 3, 7] },
    { path: 'late.owner.D', before: null, after: 20 },
    { path: 'answer.clock', before: 'working-days', after: 'working-hours' },
    { path: 'birthdayDaysBefore', before: 0, after: null },
  ]);
});

it('finds nothing between a policy and itself', () => {
  expect(policyChanges(policy, structuredClone(policy))).toEqual([]);
});
