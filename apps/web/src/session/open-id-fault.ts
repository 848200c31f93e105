import { OPENID_FAULTS, type OpenIdFault } from '@tradepost/contract';
import type { MessageKey } from '../i18n/translate.ts';

const KEYS = {
  off: 'people.faultOff',
  'provider-away': 'people.faultAway',
  refused: 'people.faultRefused',
  expired: 'people.faultExpired',
  'not-verified': 'people.faultNotVerified',
  'unknown-user': 'people.faultUnknownUser',
  'not-joined': 'people.faultNotJoined',
  'joined-elsewhere': 'people.faultJoinedElsewhere',
  'too-many': 'people.faultTooMany',
} as const satisfies Record<OpenIdFault, MessageKey>;

/** The words for what the server put into the address; null for what it never does. */
export function openIdFaultKey(fault: string | null) {
  const known = OPENID_FAULTS.find((one) => one === fault);
  return known === undefined ? null : KEYS[known];
}
