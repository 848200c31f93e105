import { readFile } from 'node:fs/promises';
import { ImapFlow, type ImapFlowOptions } from 'imapflow';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Dovecot, type MailUser, startDovecot } from '../helpers/dovecot.ts';

let dovecot: Dovecot;

beforeAll(async () => {
  dovecot = await startDovecot();
});
afterAll(() => dovecot.stop());

const RAW = 'From: a@example.com\r\nTo: b@example.com\r\nSubject: Hello\r\n\r\nText\r\n';

async function withClient<T>(
  user: MailUser,
  work: (client: ImapFlow) => Promise<T>,
  options: Partial<ImapFlowOptions> = {},
): Promise<T> {
  const client = new ImapFlow({
    host: dovecot.host,
    port: dovecot.port,
    secure: false,
    doSTARTTLS: false,
    auth: { user: user.user, pass: user.password },
    logger: false,
    ...options,
  });
  client.on('error', () => {});
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.logout();
  }
}

test('a delivered message is read byte by byte as it was, in any mailbox', async () => {
  const user = await dovecot.createUser();
  await dovecot.deliver(user, RAW);
  await dovecot.deliver(user, RAW, { mailbox: 'Kunden/中国', flags: 'S', internalDate: new Date(0) });
  const seen = await withClient(user, async (client) => {
    const sources: string[] = [];
    for (const mailbox of ['INBOX', 'Kunden/中国']) {
      await client.mailboxOpen(mailbox, { readOnly: true });
      const message = await client.fetchOne('1', { source: true, internalDate: true });
      if (message) sources.push(String(message.source));
    }
    return sources;
  });
  expect(seen).toEqual([RAW, RAW]);
});

test('every user has the mailboxes of special use', async () => {
  const user = await dovecot.createUser();
  const uses = await withClient(user, async (client) =>
    (await client.list()).map((mailbox) => mailbox.specialUse).filter((use) => use !== undefined),
  );
  expect(uses.sort()).toEqual(['\\Archive', '\\Drafts', '\\Inbox', '\\Junk', '\\Sent', '\\Trash']);
});

test('TLS and STARTTLS hold before a client that trusts only the own authority', async () => {
  const user = await dovecot.createUser();
  const tls = { ca: await readFile(dovecot.caFile, 'utf8') };
  await withClient(user, (client) => client.noop(), { secure: true, port: dovecot.tlsPort, tls });
  await withClient(user, (client) => client.noop(), { doSTARTTLS: true, tls });
  await expect(withClient(user, (client) => client.noop(), { doSTARTTLS: true })).rejects.toThrow();
});

test('doveadm changes what the server says', async () => {
  const user = await dovecot.createUser();
  await dovecot.deliver(user, RAW);
  await dovecot.doveadm(['mailbox', 'update', '-u', user.user, '--uid-validity', '4711', 'INBOX']);
  const validity = await withClient(user, async (client) => (await client.mailboxOpen('INBOX')).uidValidity);
  expect(validity).toBe(4711n);
});

test('a wrong password is refused at once', async () => {
  const user = await dovecot.createUser();
  await expect(withClient({ ...user, password: 'wrong' }, (client) => client.noop())).rejects.toMatchObject({
    authenticationFailed: true,
  });
});
