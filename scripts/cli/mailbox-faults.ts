import type { DB } from '@tradepost/db';
import type { Kysely } from 'kysely';
import { faultWords } from './fault-words.ts';

export interface MailboxFault {
  readonly accountId: number;
  readonly mailbox: string;
  readonly code: string;
  readonly detail: string | null;
}

const MOST = 100;

/** Mailboxes at fault of these accounts: the account itself may be well. */
export async function listMailboxFaults(
  db: Kysely<DB>,
  accountIds: readonly number[],
): Promise<MailboxFault[]> {
  if (accountIds.length === 0) return [];
  return db
    .selectFrom('mailbox')
    .select(['account_id as accountId', 'path as mailbox', 'error_code as code', 'error_detail as detail'])
    .where('account_id', 'in', accountIds)
    .where('error_code', 'is not', null)
    .where('skip_reason', 'is', null)
    .where('vanished_at', 'is', null)
    .orderBy('account_id')
    .orderBy('path')
    .limit(MOST)
    .$narrowType<{ code: string }>()
    .execute();
}

export const mailboxFaultLine = (address: string, { mailbox, code, detail }: MailboxFault): string =>
  `${address}, ${mailbox}: ${faultWords(code, detail)}`;
