/** The answers that a change of an activity makes stale. */
export const ACTIVITY_STALE = [
  'getTimeline',
  'listCustomerPlans',
  'listPlans',
  'listMarketProblems',
  'listCustomerFiles',
  'getCustomer',
] as const;
