/** A company with a unified mailbox and people who write to it. */
import { randomUUID } from 'node:crypto';
import { updateMailAccount } from '@tradepost/core/accounts/change';
import { insertUser } from '@tradepost/core/users/create';
import type { Role } from '@tradepost/db';
import type { UserRow } from '@tradepost/db/queries/users';
import { sql } from 'kysely';
import { ADMINISTRATOR, openRules } from './actors.ts';
import { type Company, startCompany } from './company.ts';
import type { MailUser } from './dovecot.ts';
import { waitFor } from './wait-for.ts';

/** What the company's mail server calls itself. */
export const AUTHSERV = 'mx.haitong.example';

export interface Office extends Company {
  readonly box: { readonly accountId: number; readonly user: MailUser };
  person(role: Role, name: string, locale?: 'en' | 'zh-CN'): Promise<UserRow>;
  /** Marks an account, by the rule of the product. */
  mark(accountId: number, authservIds?: readonly string[]): Promise<void>;
  /** Delivers to the mailbox and waits until the item is read. */
  submit(raw: string | Buffer, to?: MailUser): Promise<Item>;
  item(messageId: string): Promise<Item | undefined>;
}

export interface Item {
  readonly id: number;
  readonly message_id: number;
  readonly state: string;
  readonly kind: string | null;
  readonly reason: string | null;
  readonly author_id: number | null;
  readonly faults: { key: string | null; code: string; value: string | null }[];
  readonly tags: string[];
  readonly terms: string[];
}

export async function startOffice(): Promise<Office> {
  const company = await startCompany();
  const { db } = company;
  const rules = await openRules(company);
  const item = async (messageId: string) => {
    const { rows } = await sql<Item>`
      select i.* from unified_item i join message m on m.id = i.message_id
      where m.rfc_message_id = ${messageId}`.execute(db);
    return rows[0];
  };
  const mark = async (accountId: number, authservIds: readonly string[] = [AUTHSERV]) => {
    await updateMailAccount(rules, ADMINISTRATOR, accountId, { unified: true });
    await db
      .updateTable('unified_mailbox')
      .set({ authserv_ids: [...authservIds], since: new Date(Date.now() - 60_000) })
      .where('account_id', '=', accountId)
      .execute();
  };
  const box = await company.connect();
  await mark(box.accountId);
  await company.startServices();
  return {
    ...company,
    box,
    item,
    mark,
    person: (role, name, locale = 'en') =>
      insertUser(db, { email: `${name.toLowerCase()}@haitong.example`, name, role, locale }, null),
    async submit(raw, to = box.user) {
      const messageId = /^Message-ID: <(.+)>/im.exec(String(raw))?.[1];
      if (messageId === undefined) throw new Error('the mail has no Message-ID');
      await company.dovecot.deliver(to, raw);
      await sql`update mail_account set next_attempt_at = now() where state = 'active'`.execute(db);
      const read = await waitFor(
        async () => {
          const found = await item(messageId);
          // The scheduler would ask for it within two seconds.
          if (found?.state === 'waiting') await rules.notifier.enqueue('unified-item', { itemId: found.id });
          return found !== undefined && found.state !== 'waiting' && found;
        },
        { what: 'the item to be read' },
      );
      return read;
    },
    async stop() {
      await rules.close();
      await company.stop();
    },
  };
}

export interface Letter {
  readonly from: string;
  readonly to: string;
  readonly subject?: string;
  readonly body?: string;
  readonly headers?: readonly string[];
  /** Authentication-Results of the receiving server; null: none. */
  readonly results?: string | null;
  readonly file?: { readonly name: string; readonly octets: Buffer };
}

const encoded = (text: string) => `=?utf-8?B?${Buffer.from(text).toString('base64')}?=`;

/** A mail as the company's server would have received it. */
export function letter({
  from,
  to,
  subject = 'Hello',
  body = '',
  headers = [],
  results,
  file,
}: Letter): string {
  const address = /<(.+)>/.exec(from)?.[1] ?? from;
  const passed = `${AUTHSERV}; spf=pass smtp.mailfrom=${address}; dkim=pass header.d=${address.split('@')[1]}`;
  const top = results === null ? [] : [`Authentication-Results: ${results ?? passed}`];
  const head = [
    ...top,
    ...headers,
    `From: ${from}`,
    `To: ${to}`,
    `Subject: ${encoded(subject)}`,
    `Date: ${new Date().toUTCString().replace('GMT', '+0000')}`,
    `Message-ID: <${randomUUID()}@mail.example>`,
    'MIME-Version: 1.0',
  ];
  const text = [
    'Content-Type: text/plain; charset=utf-8',
    'Content-Transfer-Encoding: base64',
    '',
    lines(Buffer.from(body)),
  ];
  if (file === undefined) return [...head, ...text, ''].join('\r\n');
  return [
    ...head,
    'Content-Type: multipart/mixed; boundary=b1',
    '',
    '--b1',
    ...text,
    '--b1',
    'Content-Type: application/octet-stream',
    `Content-Disposition: attachment; filename*=UTF-8''${encodeURIComponent(file.name)}`,
    'Content-Transfer-Encoding: base64',
    '',
    lines(file.octets),
    '--b1--',
    '',
  ].join('\r\n');
}

const lines = (octets: Buffer) => octets.toString('base64').replace(/(.{76})(?=.)/g, '$1\r\n');
