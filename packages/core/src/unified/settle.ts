/** The end of an item's reading: its row, once, whoever read it. */
import type { DB, UnifiedKind, UnifiedState } from '@tradepost/db';
import { sql, type Transaction } from 'kysely';
import type { CardFault } from './refusal.ts';

export interface Settled {
  readonly state: Exclude<UnifiedState, 'waiting'>;
  readonly kind?: UnifiedKind | null;
  readonly reason?: string | null;
  readonly authorId?: number | null;
  readonly customerCards?: number;
  readonly contactCards?: number;
  readonly faults?: readonly CardFault[];
  readonly terms?: readonly string[];
  readonly tags?: readonly string[];
}

/** Locks the item for the transaction that files it. @returns false where another process has settled it. */
export async function lockWaiting(tx: Transaction<DB>, itemId: number): Promise<boolean> {
  const { rows } = await sql`
    select 1 from unified_item where id = ${itemId} and state = 'waiting' for update`.execute(tx);
  return rows.length > 0;
}

export async function settle(tx: Transaction<DB>, itemId: number, settled: Settled): Promise<void> {
  await tx
    .updateTable('unified_item')
    .set({
      state: settled.state,
      kind: settled.kind ?? null,
      reason: settled.reason ?? null,
      author_id: settled.authorId ?? null,
      customer_cards: settled.customerCards ?? 0,
      contact_cards: settled.contactCards ?? 0,
      faults: JSON.stringify(settled.faults ?? []),
      terms: [...(settled.terms ?? [])],
      ...(settled.tags === undefined ? {} : { tags: [...settled.tags] }),
      lease_until: null,
      error_detail: null,
      processed_at: sql<Date>`now()`,
    })
    .where('id', '=', itemId)
    .execute();
}

export interface NewLink {
  readonly customerId?: number | null;
  readonly competitorId?: number | null;
  readonly how: 'card' | 'forwarded' | 'named';
  readonly evidence: string | null;
  readonly sure: boolean;
}

/** What a person has removed is not linked again. */
export async function linkItem(
  tx: Transaction<DB>,
  itemId: number,
  links: readonly NewLink[],
): Promise<void> {
  if (links.length === 0) return;
  await tx
    .insertInto('unified_link')
    .values(
      links.map(({ customerId, competitorId, how, evidence, sure }) => ({
        item_id: itemId,
        customer_id: customerId ?? null,
        competitor_id: competitorId ?? null,
        how,
        evidence: evidence?.slice(0, 400) ?? null,
        state: sure ? ('linked' as const) : ('proposed' as const),
      })),
    )
    .onConflict((oc) => oc.doNothing())
    .execute();
}
