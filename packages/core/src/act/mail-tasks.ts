/** What makes a mail of ours one that can be acted on: its links, and which task each of its lines is about. */
import type { DB } from '@tradepost/db';
import { insertMailTasks } from '@tradepost/db/queries/act';
import type { Transaction } from 'kysely';
import type { SecretBox } from '../secrets.ts';
import { makeLinkToken } from './link-token.ts';

export interface ActionLinks {
  readonly done: string;
  readonly tomorrow: string;
  readonly nextWeek: string;
  /** The task in the product; asks for a sign-in. */
  readonly open: string;
}

export interface LinkDeps {
  readonly secrets: SecretBox;
  readonly publicUrl: string;
}

/** The first three open a page that acts on a press: a program that follows them changes nothing. */
export function actionLinks(
  { secrets, publicUrl }: LinkDeps,
  task: { readonly id: number; readonly customerId: number | null },
  userId: number,
  now: Date,
): ActionLinks {
  const page = `${publicUrl}/act/${makeLinkToken(secrets, { taskId: task.id, userId }, now)}`;
  return {
    done: `${page}?do=done`,
    tomorrow: `${page}?do=tomorrow`,
    nextWeek: `${page}?do=next-week`,
    open: task.customerId === null ? `${publicUrl}/today` : `${publicUrl}/customers/${task.customerId}`,
  };
}

/**
 * With the mail's own row, in its transaction: without it a reply to the mail is an ordinary mail.
 * @param mailId what `queueMail` gave. @param taskIds in the order of the numbers that the mail shows, from 1.
 */
export const noteMailTasks = (
  tx: Transaction<DB>,
  mailId: number,
  taskIds: readonly number[],
): Promise<void> => insertMailTasks(tx, mailId, taskIds);
