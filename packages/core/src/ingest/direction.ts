/** Which way a mail went, seen from the company (design: direction). */
import type { AddressRole, Direction } from '@tradepost/db';
import { isSenderForged } from './forged-sender.ts';

export interface Correspondent {
  readonly role: AddressRole;
  readonly address: string;
}

/**
 * Outbound when the sender is ours, internal when all parties are, inbound else.
 * From alone is no proof: where the receiving server found it forged, the mail came from outside.
 * A mail from us to nobody (an empty To, as in a Bcc mailing) is outbound.
 * @param authResults Authentication-Results of the topmost field, or null.
 */
export function directionOf(
  people: readonly Correspondent[],
  isOurs: (address: string) => boolean,
  authResults: string | null,
): Direction {
  const from = people.filter((person) => person.role === 'from');
  const sender = from.length > 0 ? from : people.filter((person) => person.role === 'sender');
  if (sender.length === 0 || !sender.every((person) => isOurs(person.address))) return 'inbound';
  if (isSenderForged(authResults)) return 'inbound';
  const recipients = people.filter(
    (person) => person.role === 'to' || person.role === 'cc' || person.role === 'bcc',
  );
  return recipients.length > 0 && recipients.every((person) => isOurs(person.address))
    ? 'internal'
    : 'outbound';
}
