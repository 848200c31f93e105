/** Numbers and social ids of a contact. */
import type { Channel, ChannelKind } from '@tradepost/contract';
import type { DB } from '@tradepost/db';
import type { Transaction } from 'kysely';
import { TradepostError } from '../errors.ts';
import { cleanText } from './normalise.ts';

const NUMBERS: ReadonlySet<ChannelKind> = new Set(['phone', 'mobile', 'fax', 'whatsapp', 'viber']);

/**
 * What two ways of writing one number or id have in common: its digits without the international prefix (00, ITU-T
 * E.123) or, for ids, lower case without a leading @.
 */
export function normaliseChannel({ kind, value }: Channel): string {
  if (!NUMBERS.has(kind)) return value.trim().toLowerCase().replace(/^@/, '');
  const digits = value.normalize('NFKC').replace(/\D/g, '');
  return digits.replace(/^00/, '');
}

/**
 * Replaces the contact's list of valid ones, in its order; those that are no longer valid stay beside it, and one that
 * is named is valid again.
 * @throws TradepostError 'invalid-request' for an empty one.
 */
export async function setChannels(
  tx: Transaction<DB>,
  contact: { id: number; customerId: number },
  channels: readonly Channel[],
): Promise<void> {
  const rows = channels.map((channel, position) => {
    const value = cleanText(channel.value);
    if (value === null)
      throw new TradepostError('invalid-request', 'A number or an id of a contact must not be empty.');
    return {
      contact_id: contact.id,
      customer_id: contact.customerId,
      kind: channel.kind,
      value,
      normal: normaliseChannel({ kind: channel.kind, value }),
      position,
    };
  });
  await tx
    .deleteFrom('contact_channel')
    .where('contact_id', '=', contact.id)
    .where((eb) =>
      eb.or([
        eb('invalid_at', 'is', null),
        ...rows.map(({ kind, normal }) => eb.and([eb('kind', '=', kind), eb('normal', '=', normal)])),
      ]),
    )
    .execute();
  if (rows.length > 0) await tx.insertInto('contact_channel').values(rows).execute();
}
