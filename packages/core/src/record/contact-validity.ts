/** A contact who has left, an address that bounces: kept with its history, matched no more. */
import type { Validity } from '@tradepost/contract';
import type { ContactTable, DB } from '@tradepost/db';
import { sql, type Transaction, type UpdateObject } from 'kysely';
import { normaliseChannel } from '../customers/channels.ts';
import { lockContact, touchRecord } from '../customers/contacts.ts';
import type { Actor } from '../customers/create.ts';
import type { CustomerDeps } from '../customers/deps.ts';
import { cleanText, normaliseAddress } from '../customers/normalise.ts';
import { notFound, TradepostError } from '../errors.ts';
import { requestRefile } from '../filing/refile.ts';

/** @throws TradepostError 'not-found', 'forbidden', 'invalid-request'. */
export async function setContactValidity(
  deps: CustomerDeps,
  { viewer, scope }: Actor,
  id: number,
  input: Validity,
): Promise<void> {
  if (input.address !== undefined && input.channel !== undefined)
    throw new TradepostError('invalid-request', 'Name an address or a number, not both.');
  const jobId = await deps.db.transaction().execute(async (tx) => {
    const { customer_id: customerId } = await lockContact(tx, scope, id);
    if ((await mark(tx, id, input)) === 0n)
      throw notFound(input.address === undefined ? 'The number' : 'The address');
    await touchRecord(tx, customerId, viewer?.id ?? null);
    // What came while it was not matched is filed now.
    return input.valid && input.channel === undefined
      ? requestRefile(tx, { customerId }, viewer?.id ?? null)
      : null;
  });
  if (jobId !== null) await deps.notifier.enqueue('background-job', { jobId });
}

/** @returns how many rows there are of what was named. */
async function mark(tx: Transaction<DB>, id: number, input: Validity): Promise<bigint> {
  // The first time counts: marked twice, it has been invalid since the first.
  const invalidAt = input.valid ? null : sql<Date>`coalesce(invalid_at, now())`;
  if (input.address !== undefined)
    return (
      await tx
        .updateTable('contact_address')
        .set({ invalid_at: invalidAt })
        .where('contact_id', '=', id)
        .where('address', '=', normaliseAddress(input.address))
        .executeTakeFirst()
    ).numUpdatedRows;
  if (input.channel !== undefined)
    return (
      await tx
        .updateTable('contact_channel')
        .set({ invalid_at: invalidAt })
        .where('contact_id', '=', id)
        .where('kind', '=', input.channel.kind)
        .where('normal', '=', normaliseChannel(input.channel))
        .executeTakeFirst()
    ).numUpdatedRows;
  const set: UpdateObject<DB, 'contact'> = {
    invalid_at: invalidAt,
    invalid_reason: input.valid ? null : cleanText(input.reason),
    // Who has left is not the one to write to.
    ...(input.valid ? {} : ({ is_main: false } satisfies Partial<Record<keyof ContactTable, boolean>>)),
  };
  return (await tx.updateTable('contact').set(set).where('id', '=', id).executeTakeFirst()).numUpdatedRows;
}
