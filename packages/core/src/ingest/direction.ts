/** Which way a mail went, seen from the company (design: direction). */
import type { AddressRole, Direction } from '@tradepost/db';

export interface Correspondent {
  readonly role: AddressRole;
  readonly address: string;
}

/**
 * Outbound when the sender is ours, internal when all parties are, inbound else.
 * A mail from us to nobody (an empty To, as in a Bcc mailing) is outbound.
 */
export function directionOf(
  people: readonly Correspondent[],
  isOurs: (address: string) => boolean,
): Direction {
  const from = people.filter((person) => person.role === 'from');
  const sender = from.length > 0 ? from : people.filter((person) => person.role === 'sender');
  if (sender.length === 0 || !sender.every((person) => isOurs(person.address))) return 'inbound';
  const recipients = people.filter(
    (person) => person.role === 'to' || person.role === 'cc' || person.role === 'bcc',
  );
  return recipients.length > 0 && recipients.every((person) => isOurs(person.address))
    ? 'internal'
    : 'outbound';
}
