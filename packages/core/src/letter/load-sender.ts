/** Whether a letter may go out now: whoever could send it when he pressed the button may have lost the right since. */
import type { OutgoingErrorCode } from '@tradepost/contract';
import { mayWriteAs } from '@tradepost/db/queries/letter-senders';
import type { LetterRow } from '@tradepost/db/queries/letter-work';
import { loadViewer } from '../users/load-viewer.ts';
import { changeableCustomers } from '../visibility/scope.ts';
import type { Account, WorkDeps } from './work-deps.ts';

export type Sender =
  | { readonly account: Account; readonly authorName: string }
  | { readonly refused: OutgoingErrorCode };

/**
 * By the rights of this moment (I9): as the account, and to the customer, who may have another salesperson by now. What
 * some have got already goes to the others as well.
 */
export async function loadSender({ db }: Pick<WorkDeps, 'db'>, letter: LetterRow): Promise<Sender> {
  if (letter.account_id === null) return { refused: 'account-removed' };
  const account = await db
    .selectFrom('mail_account as a')
    .selectAll('a')
    .where('a.id', '=', letter.account_id)
    .executeTakeFirst();
  if (account === undefined || account.state === 'removed') return { refused: 'account-removed' };
  const author = await db
    .selectFrom('app_user as u')
    .innerJoin('mail_account as a', (join) => join.on('a.id', '=', account.id))
    .select(['u.id', 'u.name', 'u.role', 'u.department_id'])
    .where('u.id', '=', letter.author_id)
    .where('u.disabled_at', 'is', null)
    .where('u.role', '<>', 'reader')
    .where(mayWriteAs(letter.author_id, 'a'))
    .executeTakeFirst();
  if (author === undefined) return { refused: 'no-right-to-account' };
  if (letter.customer_id !== null && letter.sent_at === null) {
    const viewer = await loadViewer(db, author);
    const customer = await db
      .selectFrom('customer as c')
      .select('c.id')
      .where('c.id', '=', letter.customer_id)
      .where(changeableCustomers(viewer, 'c'))
      .executeTakeFirst();
    if (customer === undefined) return { refused: 'customer-not-yours' };
  }
  return { account, authorName: author.name };
}
