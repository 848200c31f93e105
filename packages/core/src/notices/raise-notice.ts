/**
 * Telling a person something in the product, once per kind and key. What cannot wait (`reminder/instant.ts`) is told by
 * mail as well.
 */
import type { NoticeKind } from '@tradepost/contract';
import type { DB } from '@tradepost/db';
import { sql, type Transaction } from 'kysely';
import { DEBOUNCE_SECONDS, instantKindOf } from '../reminder/instant.ts';

export interface NewNotice {
  readonly userIds: readonly number[];
  readonly kind: NoticeKind;
  /** The same key is the same thing to tell: who was told of it is not told again. */
  readonly key: string;
  readonly customerId?: number | null;
  readonly subject?: { readonly kind: string; readonly id: number };
  /** Facts for the sentence that the reader's language makes of it. */
  readonly detail?: Readonly<Record<string, unknown>>;
}

/** @returns those who had not been told of it. */
export async function raiseNotice(tx: Transaction<DB>, notice: NewNotice): Promise<number[]> {
  const userIds = [...new Set(notice.userIds)].sort((a, b) => a - b);
  if (userIds.length === 0) return [];
  const urgent = instantKindOf(notice.kind, notice.detail ?? {}) !== null;
  const told = await tx
    .insertInto('notice')
    .values(
      userIds.map((user_id) => ({
        user_id,
        kind: notice.kind,
        dedupe_key: notice.key,
        customer_id: notice.customerId ?? null,
        subject_kind: notice.subject?.kind ?? null,
        subject_id: notice.subject?.id ?? null,
        detail: JSON.stringify(notice.detail ?? {}),
        mail_at: urgent ? sql<Date>`now() + ${DEBOUNCE_SECONDS} * interval '1 second'` : null,
      })),
    )
    .onConflict((oc) => oc.columns(['user_id', 'kind', 'dedupe_key']).doNothing())
    .returning('user_id')
    .execute();
  return told.map((row) => row.user_id);
}
