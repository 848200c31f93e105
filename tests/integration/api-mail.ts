/** Mail in the archive of a test app: through the real parser and the real way in, without a mail server. */
import { archiveBatch } from '@tradepost/core/ingest/archive-batch';
import type { TestApp } from './api-app.ts';

let count = 0;
export const unique = (stem: string) => `${stem}${++count}`;

/** A 1×1 PNG. */
export const PNG = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
);

export interface TestAccount {
  readonly id: number;
  readonly address: string;
  readonly mailboxId: number;
}

export async function connectAccount(
  { deps }: TestApp,
  ownerId: number | null,
  address = `${unique('seller')}@lindqvist.test`,
): Promise<TestAccount> {
  const { keyId, sealed } = deps.secrets.seal(`mail_account:${address}`, 'mail password');
  const account = await deps.db
    .insertInto('mail_account')
    .values({
      address,
      owner_id: ownerId,
      signed_in_at: new Date(),
      imap_host: '127.0.0.1',
      imap_port: 9,
      imap_security: 'none',
      imap_user: address,
      secret_key_id: keyId,
      secret: sealed,
    })
    .returning('id')
    .executeTakeFirstOrThrow();
  const mailbox = await deps.db
    .insertInto('mailbox')
    .values({ account_id: account.id, path: 'INBOX', special_use: '\\Inbox', uid_validity: 1, uid_next: 1 })
    .returning('id')
    .executeTakeFirstOrThrow();
  return { id: account.id, address, mailboxId: mailbox.id };
}

/** Archives these octets in the account's INBOX. @returns the message's id. */
export async function deliver(
  { deps }: TestApp,
  account: TestAccount,
  raw: string | Buffer,
): Promise<number> {
  const processed = await deps.pool.process(Buffer.from(raw), { priority: 'new' });
  const box = await deps.db
    .updateTable('mailbox')
    .set((eb) => ({
      uid_next: eb('uid_next', '+', 1),
      server_count: eb(eb.fn.coalesce('server_count', eb.lit(0)), '+', 1),
    }))
    .where('id', '=', account.mailboxId)
    .returning('uid_next')
    .executeTakeFirstOrThrow();
  const uid = (box.uid_next as number) - 1;
  await archiveBatch(deps, {
    mailboxId: account.mailboxId,
    uidValidity: 1,
    items: [{ uid, internalDate: Date.now(), processed }],
    covered: `{[${uid},${uid + 1})}`,
  });
  const row = await deps.db
    .selectFrom('mailbox_message')
    .select('message_id')
    .where('mailbox_id', '=', account.mailboxId)
    .where('uid', '=', uid)
    .executeTakeFirstOrThrow();
  return row.message_id as number;
}

export interface MailParts {
  readonly from: string;
  readonly to: string;
  readonly subject?: string;
  readonly date?: Date;
  readonly headers?: readonly string[];
  readonly text?: string;
}

export function textMail({
  from,
  to,
  subject = 'Hello',
  date = new Date(),
  headers = [],
  text = 'Dear sirs',
}: MailParts): string {
  return [
    `From: ${from}`,
    `To: ${to}`,
    `Subject: ${subject}`,
    `Date: ${date.toUTCString()}`,
    `Message-ID: <${unique('m')}@test.example>`,
    ...headers,
    'Content-Type: text/plain; charset=utf-8',
    'Content-Transfer-Encoding: 8bit',
    '',
    text,
    '',
  ].join('\r\n');
}

/** HTML with a picture inside (part 1.2) and one file (part 2) whose Content-Disposition parameters are given. */
export function richMail(mail: MailParts & { html?: string; disposition?: string }): string {
  const { from, to, subject = 'Hello', date = new Date(), headers = [] } = mail;
  return [
    `From: ${from}`,
    `To: ${to}`,
    `Subject: ${subject}`,
    `Date: ${date.toUTCString()}`,
    `Message-ID: <${unique('m')}@test.example>`,
    ...headers,
    'MIME-Version: 1.0',
    'Content-Type: multipart/mixed; boundary=outer',
    '',
    '--outer',
    'Content-Type: multipart/related; boundary=inner',
    '',
    '--inner',
    'Content-Type: text/html; charset=utf-8',
    '',
    mail.html ?? '<p>Dear <b>sirs</b> <img src="cid:logo@x"></p>',
    '--inner',
    'Content-Type: image/png',
    'Content-ID: <logo@x>',
    'Content-Disposition: inline; filename=logo.png',
    'Content-Transfer-Encoding: base64',
    '',
    PNG.toString('base64'),
    '--inner--',
    '--outer',
    'Content-Type: text/html',
    `Content-Disposition: attachment; ${mail.disposition ?? 'filename=quotation.html'}`,
    'Content-Transfer-Encoding: base64',
    '',
    Buffer.from('<script>alert(1)</script>').toString('base64'),
    '--outer--',
    '',
  ].join('\r\n');
}

export async function makeCustomer(
  { deps }: TestApp,
  ownerId: number | null,
  { name = unique('Customer '), addresses = [] }: { name?: string; addresses?: string[] } = {},
): Promise<{ id: number; contactId: number }> {
  const customer = await deps.db
    .insertInto('customer')
    .values({ name, owner_id: ownerId })
    .returning('id')
    .executeTakeFirstOrThrow();
  const contact = await deps.db
    .insertInto('contact')
    .values({ customer_id: customer.id, name: 'Maria' })
    .returning('id')
    .executeTakeFirstOrThrow();
  for (const address of addresses)
    await deps.db
      .insertInto('contact_address')
      .values({ address, contact_id: contact.id, customer_id: customer.id })
      .execute();
  return { id: customer.id, contactId: contact.id };
}
