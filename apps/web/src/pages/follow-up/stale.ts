import type { GetRoute } from '../../api/types.ts';

/** What another policy makes another one. */
export const POLICY_STALE: readonly GetRoute[] = [
  'getFollowUpPolicy',
  'listFollowUpPolicies',
  'listFarDates',
  'getRecordSettings',
];
