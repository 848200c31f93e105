/** Every way a connection attempt can fail is told apart, and no secret goes where it must not. */
import { type ImapSettings, makeHostGuard, openImap, testConnection } from '@tradepost/mail/imap';
import { afterEach, describe, expect, test } from 'vitest';
import { type FakeHandler, type FakeImapServer, startFakeImap } from '../helpers/fake-imap-server.ts';

const PASSWORD = 'hunter2-canary';
const guard = makeHostGuard({ allowedHosts: [], allowPrivate: true });
const servers: FakeImapServer[] = [];
afterEach(async () => {
  for (const server of servers.splice(0)) await server.stop();
});

async function attempt(
  handlers: Record<string, FakeHandler>,
  {
    greeting,
    security = 'none',
    connectDeadlineMs = 60_000,
  }: { greeting?: string | null; security?: ImapSettings['security']; connectDeadlineMs?: number } = {},
) {
  const server = await startFakeImap(handlers, greeting === undefined ? {} : { greeting });
  servers.push(server);
  const settings = { host: server.host, port: server.port, security, user: 'anna', password: PASSWORD };
  const events: object[] = [];
  const fault: unknown = await openImap(settings, {
    guard,
    connectDeadlineMs,
    log: (event) => events.push(event),
  }).then(
    (connection) => connection.close(),
    (error: unknown) => error,
  );
  expect(JSON.stringify([events, fault, String(fault)])).not.toContain('hunter2');
  return { fault, server };
}

const refuseLogin = (text: string): Record<string, FakeHandler> => ({
  LOGIN: ({ tag, send }) => send(`${tag} NO ${text}`),
});

describe('signing in', () => {
  test.each([
    ['[AUTHENTICATIONFAILED] Invalid credentials (Failure)', 'wrong-password'],
    [
      '[ALERT] Application-specific password required: https://support.google.com/accounts/answer/185833 (Failure)',
      'app-password-needed',
    ],
    [
      'Login fail. Account is abnormal, service is not open, password is incorrect, login frequency limited, or system is busy.',
      'app-password-needed',
    ],
    ['Basic authentication is disabled.', 'app-password-needed'],
    ['[UNAVAILABLE] Temporary authentication failure.', 'refused-for-now'],
    ['[ALERT] Too many simultaneous connections. (Failure)', 'too-many-connections'],
    [`LOGIN anna ${PASSWORD} failed`, 'wrong-password'],
  ])('%s', async (text, code) => {
    const { fault } = await attempt(refuseLogin(text));
    expect(fault).toMatchObject({ name: 'ImapFault', code });
  });

  test('a BYE instead of an answer keeps its words', async () => {
    const { fault } = await attempt({
      LOGIN: ({ send, socket }) => (send('* BYE Too many connections from your IP'), socket.end()),
    });
    expect(fault).toMatchObject({ code: 'too-many-connections' });
  });

  test('a server that hangs up is a lost connection, not a wrong password', async () => {
    const { fault } = await attempt({ LOGIN: ({ socket }) => void socket.end() });
    expect(fault).toMatchObject({ code: 'connection-lost' });
  });
});

describe('credentials are kept back', () => {
  test('where LOGIN is disabled, even if PLAIN is offered', async () => {
    const { fault, server } = await attempt({
      CAPABILITY: ({ send, ok }) => (send('* CAPABILITY IMAP4rev1 LOGINDISABLED AUTH=PLAIN STARTTLS'), ok()),
    });
    expect(fault).toMatchObject({ code: 'starttls-missing' });
    expect(server.commands()).toEqual(['CAPABILITY']);
  });

  test('where STARTTLS was asked for and is not offered', async () => {
    const { fault, server } = await attempt({}, { security: 'starttls' });
    expect(fault).toMatchObject({ code: 'starttls-missing' });
    expect(server.commands()).toEqual(['CAPABILITY']);
  });

  test('where STARTTLS is offered and refused', async () => {
    const { fault, server } = await attempt(
      {
        CAPABILITY: ({ send, ok }) => (send('* CAPABILITY IMAP4rev1 STARTTLS'), ok()),
        STARTTLS: ({ tag, send }) => send(`${tag} NO not now`),
      },
      { security: 'starttls' },
    );
    expect(fault).toMatchObject({ code: 'starttls-missing' });
    expect(server.commands()).not.toContain('LOGIN');
  });

  test('where somebody is signed in already', async () => {
    const { fault, server } = await attempt({}, { greeting: '* PREAUTH welcome back' });
    expect(fault).toMatchObject({ code: 'server-error', detail: 'PREAUTH' });
    expect(server.commands()).not.toContain('LOGIN');
  });

  test('and no encryption means no encryption: STARTTLS is not tried behind anybody’s back', async () => {
    const { fault, server } = await attempt({
      CAPABILITY: ({ send, ok }) => (send('* CAPABILITY IMAP4rev1 STARTTLS'), ok()),
    });
    expect(fault).toBeUndefined();
    expect(server.commands()).not.toContain('STARTTLS');
  });
});

describe('what is not an IMAP server', () => {
  test.each([
    'SSH-2.0-OpenSSH_9.2',
    '220 mail.example.com ESMTP secret-banner',
    '+OK POP3 ready',
    'HTTP/1.1 400 Bad Request',
  ])('%s is left at once, its banner untold', async (greeting) => {
    const { fault, server } = await attempt({}, { greeting });
    expect(fault).toMatchObject({ code: 'not-imap', detail: null });
    expect(server.received).toEqual([]);
  });

  test('a server without TLS at the TLS port', async () => {
    expect((await attempt({}, { security: 'tls' })).fault).toMatchObject({ code: 'tls-handshake' });
  });

  test('a service that says nothing is given up at the deadline', async () => {
    expect((await attempt({}, { greeting: null, connectDeadlineMs: 500 })).fault).toMatchObject({
      code: 'timeout',
    });
  });

  test('a greeting that is a BYE', async () => {
    const { fault } = await attempt({}, { greeting: '* BYE [UNAVAILABLE] try again later' });
    expect(fault).toMatchObject({ code: 'refused-for-now' });
  });
});

describe('the host', () => {
  const settings = { security: 'tls', user: 'anna', password: PASSWORD } as const;

  test('on loopback is not even connected to without being listed', async () => {
    const server = await startFakeImap();
    servers.push(server);
    const strict = makeHostGuard({ allowedHosts: [`127.0.0.1:${server.port + 1}`] });
    for (const host of ['127.0.0.1', 'localhost', '0x7f.1', '2130706433', '::ffff:127.0.0.1', '[::1]']) {
      const attempt = openImap({ ...settings, host, port: 993 }, { guard: strict });
      await expect(attempt).rejects.toMatchObject({ code: 'host-not-allowed' });
    }
    await expect(
      openImap({ ...settings, host: 'localhost', port: server.port }, { guard: strict }),
    ).rejects.toMatchObject({ code: 'host-not-allowed' });
    expect(server.received).toEqual([]);
  });

  test('is resolved once, and the connection goes to the address that was checked', async () => {
    const server = await startFakeImap();
    servers.push(server);
    let asked = 0;
    const connection = await openImap(
      { ...settings, security: 'none', host: 'mail.example.com', port: server.port },
      { guard, resolve: async () => [{ address: asked++ === 0 ? server.host : '192.0.2.1', family: 4 }] },
    );
    await connection.close();
    expect(asked).toBe(1);
  });

  test('with one closed address among open ones is closed', async () => {
    const resolve = async () => ['8.8.8.8', '10.0.0.1'].map((address) => ({ address, family: 4 }));
    const strict = makeHostGuard({ allowedHosts: [] });
    const attempt = openImap(
      { ...settings, host: 'mail.example.com', port: 993 },
      { guard: strict, resolve },
    );
    await expect(attempt).rejects.toMatchObject({ code: 'host-not-allowed' });
  });

  test('that does not exist, and one where nothing listens', async () => {
    await expect(
      openImap({ ...settings, host: 'no-such-host.invalid', port: 993 }, { guard }),
    ).rejects.toMatchObject({
      code: 'unknown-host',
    });
    const server = await startFakeImap();
    await server.stop();
    await expect(
      openImap({ ...settings, host: server.host, port: server.port }, { guard }),
    ).rejects.toMatchObject({
      code: 'unreachable',
    });
  });
});

test('testing a connection answers with the fault instead of throwing it', async () => {
  const server = await startFakeImap({
    EXAMINE: ({ tag, send }) => send(`${tag} NO EXAMINE Unsafe Login. Please contact kefu@188.com for help`),
  });
  servers.push(server);
  const settings = {
    host: server.host,
    port: server.port,
    security: 'none',
    user: 'anna',
    password: PASSWORD,
  } as const;
  expect(await testConnection(settings, { guard })).toMatchObject({
    ok: false,
    fault: { code: 'refused-for-now' },
    capabilities: ['IMAP4rev1', 'IDLE', 'ID'],
  });
});
