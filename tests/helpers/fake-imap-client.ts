/** A signed-in client of the fake server, both closed when the test is over. */
import { type ImapConnection, type ImapOptions, makeHostGuard, openImap } from '@tradepost/mail/imap';
import { onTestFinished } from 'vitest';
import { type FakeHandler, type FakeImapServer, startFakeImap } from './fake-imap-server.ts';

export const guard = makeHostGuard({ allowedHosts: [], allowPrivate: true });

/** Signs in to a fake server with these handlers, under the name `host` where one is given. */
export async function connectToFake(
  handlers: Record<string, FakeHandler> = {},
  { host, ...options }: Partial<ImapOptions> & { readonly host?: string } = {},
): Promise<{ server: FakeImapServer; imap: ImapConnection }> {
  const server = await startFakeImap(handlers);
  onTestFinished(() => server.stop());
  const imap = await openImap(
    { host: host ?? server.host, port: server.port, security: 'none', user: 'anna', password: 'secret' },
    { guard, deadlineMs: 5_000, resolve: async () => [{ address: server.host, family: 4 }], ...options },
  );
  onTestFinished(() => imap.close());
  return { server, imap };
}

/** Fetches 1:3 of INBOX; `messages` fills as they come. */
export async function fetchInbox(imap: ImapConnection) {
  await imap.examine('INBOX');
  const messages: [uid: number, source: string][] = [];
  const onMessage = async (message: { uid: number; source: Buffer }): Promise<void> => {
    messages.push([message.uid, String(message.source)]);
  };
  return { messages, outcome: imap.fetchSources({ first: 1, last: 3 }, { onMessage }) };
}
