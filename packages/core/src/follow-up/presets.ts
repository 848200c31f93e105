/** What the policy can be set to at once. Every number is a setting; these are where a company begins. */
import type { AnswerTerms, ContactDays, FollowUpPolicy, PolicyPreset } from '@tradepost/contract';

const HOUR = 60;
const DAY = 24 * HOUR;

/**
 * The upper bounds of what exporters' handbooks give (A 1–3, B 4–7, C 7–15, D 15–30); without a grade as C.
 */
export const DEFAULT_CONTACT_DAYS: ContactDays = { A: 3, B: 7, C: 15, D: 30, none: 15 };

/** A reminder after half a working day, late after a day of 24 hours, the owner after three, as company rules have it. */
const ONE_DAY: AnswerTerms = {
  nudgeMinutes: 4 * HOUR,
  leaderMinutes: DAY,
  ownerMinutes: 3 * DAY,
  clock: 'working-days',
};

const STANDARD: FollowUpPolicy = {
  contactDays: DEFAULT_CONTACT_DAYS,
  newCustomerDays: [1, 7],
  late: {
    leader: { A: 1, B: 2, C: 5, D: 10, none: 5 },
    owner: { A: 3, B: 5, C: 10, D: null, none: null },
  },
  inquiry: ONE_DAY,
  answer: ONE_DAY,
  verifyDays: { A: 90, other: 180 },
  verifyAtOnce: 3,
  birthdayDaysBefore: 0,
};

const RELAXED: FollowUpPolicy = {
  ...STANDARD,
  contactDays: { A: 7, B: 14, C: 30, D: 90, none: 30 },
  newCustomerDays: [2, 14],
  late: {
    leader: { A: 2, B: 4, C: 10, D: null, none: 10 },
    owner: { A: 5, B: 10, C: null, D: null, none: null },
  },
  answer: { nudgeMinutes: 8 * HOUR, leaderMinutes: 2 * DAY, ownerMinutes: 5 * DAY, clock: 'working-days' },
};

/** Whoever answers a platform's inquiry first gets the order: five minutes, then the supervisor after fifteen. */
const FAST: FollowUpPolicy = {
  ...STANDARD,
  contactDays: { A: 2, B: 4, C: 7, D: 15, none: 7 },
  newCustomerDays: [1, 3, 7],
  late: { leader: { A: 1, B: 1, C: 2, D: 5, none: 2 }, owner: { A: 2, B: 3, C: 5, D: 10, none: 5 } },
  inquiry: { nudgeMinutes: 5, leaderMinutes: 15, ownerMinutes: 2 * HOUR, clock: 'working-hours' },
  answer: { nudgeMinutes: HOUR, leaderMinutes: 4 * HOUR, ownerMinutes: 12 * HOUR, clock: 'working-hours' },
};

export const PRESETS: Readonly<Record<PolicyPreset, FollowUpPolicy>> = {
  standard: STANDARD,
  relaxed: RELAXED,
  fast: FAST,
};
