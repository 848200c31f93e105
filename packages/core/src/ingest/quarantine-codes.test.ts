import { QUARANTINE_CODES } from '@tradepost/contract';
import type { QuarantineReason } from '@tradepost/mail/parse';
import { expect, it } from 'vitest';

/** All that the parser can give: the compiler refuses a missing and a foreign one. */
const given: Record<QuarantineReason, true> = {
  'too-many-parts': true,
  'nested-too-deep': true,
  'header-too-large': true,
  'too-many-addresses': true,
  'parser-error': true,
  'parser-timeout': true,
  'parser-out-of-memory': true,
  'parser-crash': true,
};

it('has in the contract every reason that the parser gives, and no other', () => {
  expect([...QUARANTINE_CODES].sort()).toEqual(Object.keys(given).sort());
});
