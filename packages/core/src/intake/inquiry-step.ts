/** The background work of inquiries: one mail in one step. */
import type { DB } from '@tradepost/db';
import type { Transaction } from 'kysely';
import type { JobStep } from '../jobs/run-job.ts';
import { settleInquiry } from './settle-inquiry.ts';

export interface InquiryPayload {
  readonly messageIds: readonly number[];
}

export async function inquiryStep(tx: Transaction<DB>, payload: unknown, cursor: unknown): Promise<JobStep> {
  const { messageIds } = payload as InquiryPayload;
  const at = (cursor as { at: number } | null)?.at ?? 0;
  const messageId = messageIds[at];
  if (messageId === undefined) return { cursor: null, done: 0 };
  const customerId = await settleInquiry(tx, messageId);
  return {
    cursor: at + 1 < messageIds.length ? { at: at + 1 } : null,
    done: 1,
    customerIds: customerId === null ? [] : [customerId],
  };
}
