import type { AccountErrorCode } from '@tradepost/contract';

/** Faults that pass by themselves: a warning, and nothing for a person to do. */
export const PASSING_FAULTS: ReadonlySet<AccountErrorCode> = new Set([
  'refused-for-now',
  'too-many-connections',
  'timeout',
  'connection-lost',
  'server-error',
  'database-unavailable',
]);
