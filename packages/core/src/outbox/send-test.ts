/** A mail to oneself, which shows that outgoing mail works. */
import { randomUUID } from 'node:crypto';
import type { Locale } from '@tradepost/db';
import { findOutboxMail, type OutboxItem } from '@tradepost/db/queries/outbox';
import { TradepostError } from '../errors.ts';
import { queueMail } from './queue-mail.ts';
import { type SendOptions, sendOneMail } from './send-due.ts';
import type { ServerDeps } from './server.ts';
import { findWayOut } from './way-out.ts';

const WORDS: Readonly<Record<Locale, { subject: string; text: string }>> = {
  en: {
    subject: 'Tradepost can send mail',
    text: 'This is the test that you asked for. Reminders and links of Tradepost will come from this address.\n',
  },
  'zh-CN': {
    subject: 'Tradepost 发信测试成功',
    text: '这是您刚才发起的测试邮件。今后 Tradepost 的提醒和链接都会从这个地址发出。\n',
  },
};

/** @throws TradepostError 'conflict' where no server is set. */
export async function sendTestMail(
  deps: ServerDeps,
  to: { readonly id: number | null; readonly email: string; readonly locale: Locale },
  options: SendOptions = {},
): Promise<OutboxItem> {
  if ((await findWayOut(deps.db)) === undefined)
    throw new TradepostError('conflict', 'Set the server for outgoing mail first.');
  const { subject, text } = WORDS[to.locale];
  const id = await deps.db.transaction().execute((tx) =>
    queueMail(tx, {
      recipientId: to.id,
      to: to.email,
      kind: 'test',
      period: randomUUID(),
      subject,
      text,
    }),
  );
  if (id === null) throw new TradepostError('internal', 'The test mail could not be queued.');
  await sendOneMail(deps, id, options);
  // It is for who waits now: arriving later it would only puzzle.
  await deps.db
    .updateTable('outbox_mail')
    .set({ state: 'failed' })
    .where('id', '=', id)
    .where('state', '=', 'queued')
    .execute();
  const item = await findOutboxMail(deps.db, id);
  if (item === undefined) throw new TradepostError('internal', 'The test mail is gone.');
  return item;
}
