/** Whose a new buyer becomes. The buyer of a known customer is that customer's owner's already. */
import type { DB } from '@tradepost/db';
import { sql, type Transaction } from 'kysely';
import { chooseByRules } from '../pool/assignment-rules.ts';

export interface InquiryToAssign {
  readonly messageId: number;
  readonly country: string | null;
  readonly product: string | null;
}

/**
 * The company's rules of assignment (country, its part of the world, product, turns), then the owner of the mail account that the inquiry came
 * to.
 * @returns null: nobody yet; leaders find it under the unassigned ones.
 */
export async function chooseInquiryOwner(
  tx: Transaction<DB>,
  { messageId, country, product }: InquiryToAssign,
): Promise<number | null> {
  const products = product === null ? [] : [product];
  const byRule = await chooseByRules(tx, { country, region: null, products });
  if (byRule !== null) return byRule;
  const { rows } = await sql<{ owner_id: number }>`
    select ma.owner_id from mailbox_message mm
    join mailbox mb on mb.id = mm.mailbox_id
    join mail_account ma on ma.id = mb.account_id
    join app_user u on u.id = ma.owner_id and u.disabled_at is null and u.role <> 'reader'
    where mm.message_id = ${messageId} and not ma.unified and ma.state <> 'removed'
    order by mm.created_at, ma.id limit 1`.execute(tx);
  return rows[0]?.owner_id ?? null;
}
