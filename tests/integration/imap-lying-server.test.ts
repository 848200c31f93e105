/** What the IMAP client does with a server that lies, breaks off or goes silent. */
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { type ImapConnection, type ImapOptions, makeHostGuard, openImap } from '@tradepost/mail/imap';
import { afterEach, describe, expect, test } from 'vitest';
import {
  type FakeHandler,
  type FakeImapServer,
  fetchRow,
  startFakeImap,
} from '../helpers/fake-imap-server.ts';

const PASSWORD = 'hunter2-canary';
const guard = makeHostGuard({ allowedHosts: [], allowPrivate: true });
const cleanups: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const cleanup of cleanups.splice(0).reverse()) await cleanup();
});

async function connect(
  handlers: Record<string, FakeHandler> = {},
  options: Partial<ImapOptions> = {},
): Promise<{ server: FakeImapServer; imap: ImapConnection }> {
  const server = await startFakeImap(handlers);
  cleanups.push(() => server.stop());
  const { host, port } = server;
  const settings = { host, port, security: 'none', user: 'anna', password: PASSWORD } as const;
  const imap = await openImap(settings, { guard, deadlineMs: 5_000, ...options });
  cleanups.push(() => imap.close());
  return { server, imap };
}

/** Fetches 1:3 of INBOX and says what came, in order. */
async function fetchAll(imap: ImapConnection) {
  await imap.examine('INBOX');
  const messages: [number, string][] = [];
  const onMessage = async (message: { uid: number; source: Buffer }) => {
    messages.push([message.uid, String(message.source)]);
  };
  return { messages, outcome: imap.fetchSources({ first: 1, last: 3 }, { onMessage }) };
}

describe('what was fetched is proven', () => {
  test('a wrong RFC822.SIZE is believed less than two fetches that agree', async () => {
    const { server, imap } = await connect({
      'UID FETCH': ({ send, ok, args }) => {
        if (args.startsWith('1:3')) send(fetchRow(1, 'one'));
        send(fetchRow(2, 'two!', { size: 999 }));
        ok();
      },
    });
    const { messages, outcome } = await fetchAll(imap);
    expect(await outcome).toEqual({ delivered: [1, 2], incomplete: [], lyingSize: [2] });
    expect(messages).toEqual([
      [1, 'one'],
      [2, 'two!'],
    ]);
    expect(server.commands().filter((name) => name === 'UID FETCH')).toHaveLength(2);
  });

  test('a message that has another length each time is not delivered', async () => {
    const { imap } = await connect({
      'UID FETCH': ({ send, ok, count }) => (send(fetchRow(2, 'x'.repeat(count), { size: 999 })), ok()),
    });
    const { messages, outcome } = await fetchAll(imap);
    expect(await outcome).toEqual({ delivered: [], incomplete: [2], lyingSize: [] });
    expect(messages).toEqual([]);
  });

  test('a row without source proves nothing, also where it says it has no octets', async () => {
    const { imap } = await connect({
      'UID FETCH': ({ send, ok }) => {
        send('* 1 FETCH (UID 1 RFC822.SIZE 10 BODY[] NIL)', '* 2 FETCH (UID 2 RFC822.SIZE 10 BODY[] "")');
        ok();
      },
    });
    const { outcome } = await fetchAll(imap);
    expect(await outcome).toEqual({ delivered: [], incomplete: [1, 2], lyingSize: [] });
  });

  test('UIDs that are left out are in no list', async () => {
    const { imap } = await connect({ 'UID FETCH': ({ send, ok }) => (send(fetchRow(3, 'three')), ok()) });
    expect(await (await fetchAll(imap)).outcome).toEqual({ delivered: [3], incomplete: [], lyingSize: [] });
  });

  test('rows outside of what was asked, twice the same and about flags alone are passed over', async () => {
    const { imap } = await connect({
      'UID FETCH': ({ send, ok }) => {
        send(
          '* 1 FETCH (UID 1 FLAGS (\\Seen))',
          fetchRow(900, 'not asked'),
          fetchRow(1, 'one'),
          fetchRow(1, 'one'),
        );
        send('* 1 FETCH (FLAGS (\\Seen))', '* 1 FETCH (UID 1 FLAGS ())');
        ok();
      },
    });
    const { messages, outcome } = await fetchAll(imap);
    expect(await outcome).toEqual({ delivered: [1], incomplete: [], lyingSize: [] });
    expect(messages).toEqual([[1, 'one']]);
  });

  test('a size that only the server knows ends a file where the server has no more', async () => {
    const body = 'y'.repeat(1_500_000);
    const { imap } = await connect({
      'UID FETCH': ({ send, ok, args }) => {
        const start = Number(/BODY\.PEEK\[\]<(\d+)\./.exec(args)?.[1] ?? 0);
        const chunk = body.slice(start, start + 1_048_576);
        send(`* 1 FETCH (UID 1 RFC822.SIZE 77 BODY[]<${start}> {${chunk.length}}`, Buffer.from(chunk), ')');
        ok();
      },
    });
    const dir = await mkdtemp(path.join(tmpdir(), 'tradepost-imap-'));
    cleanups.push(() => rm(dir, { recursive: true }));
    const file = path.join(dir, 'm.eml');
    await imap.examine('INBOX');
    expect(await imap.fetchToFile(1, file, 10_000_000)).toMatchObject({
      status: 'complete',
      size: body.length,
      lyingSize: true,
    });
    expect(await readFile(file, 'utf8')).toBe(body);
    expect(await imap.fetchToFile(1, file, 1_000_000)).toMatchObject({ status: 'too-large' });
    await expect(readFile(file)).rejects.toThrow('ENOENT');
  });
});

describe('what breaks off is a fault, and nothing partial is handed over', () => {
  test.each([
    ['NO', 'server-error', true],
    ['BAD', 'server-error', true],
  ])('%s in the middle of a fetch keeps what came and the connection', async (word, code, usable) => {
    const { imap } = await connect({
      'UID FETCH': ({ tag, send }) => send(fetchRow(1, 'one'), `${tag} ${word} cannot read the rest`),
    });
    const { messages, outcome } = await fetchAll(imap);
    await expect(outcome).rejects.toMatchObject({ code, detail: 'cannot read the rest' });
    expect([messages.length, imap.usable]).toEqual([1, usable]);
  });

  test('BYE in the middle of a fetch', async () => {
    const { imap } = await connect({
      'UID FETCH': ({ send, socket }) => (send(fetchRow(1, 'one'), '* BYE going down'), socket.end()),
    });
    const { messages, outcome } = await fetchAll(imap);
    await expect(outcome).rejects.toMatchObject({ code: 'connection-lost', detail: 'going down' });
    expect([messages.length, imap.usable]).toEqual([1, false]);
  });

  test('a connection cut inside a literal', async () => {
    const { imap } = await connect({
      'UID FETCH': ({ send, socket }) => (
        send(fetchRow(1, 'x'.repeat(10_000)).subarray(0, 5_000)), socket.end()
      ),
    });
    const { messages, outcome } = await fetchAll(imap);
    await expect(outcome).rejects.toMatchObject({ code: 'connection-lost' });
    expect(messages).toEqual([]);
  });

  test('silence ends at the deadline', async () => {
    const { imap } = await connect({ 'UID FETCH': () => {} }, { deadlineMs: 300 });
    await expect((await fetchAll(imap)).outcome).rejects.toMatchObject({ code: 'timeout' });
    expect(imap.usable).toBe(false);
  });

  test('a drip of octets is silence', async () => {
    const { imap } = await connect(
      {
        'UID FETCH': ({ socket, send }) => {
          send('* 1 FETCH (UID 1 RFC822.SIZE 100000 BODY[] {100000}');
          const drip = setInterval(() => socket.write('x'), 20);
          socket.on('close', () => clearInterval(drip));
        },
      },
      { deadlineMs: 500 },
    );
    await expect((await fetchAll(imap)).outcome).rejects.toMatchObject({ code: 'timeout' });
  });

  test('a literal beyond the bound ends the connection before it is in memory', async () => {
    const { imap } = await connect(
      {
        'UID FETCH': ({ send }) =>
          send('* 1 FETCH (UID 1 RFC822.SIZE 5 BODY[] {100000000}', Buffer.alloc(70_000)),
      },
      { maxLiteralBytes: 65_536 },
    );
    await expect((await fetchAll(imap)).outcome).rejects.toMatchObject({ code: 'server-error' });
  });

  test('a throttled fetch says how long to stay away instead of waiting', async () => {
    const { imap } = await connect({
      'UID FETCH': ({ tag, send }) =>
        send(`${tag} BAD Request is throttled. Suggested Backoff Time: 400000 milliseconds`),
    });
    await expect((await fetchAll(imap)).outcome).rejects.toMatchObject({
      code: 'refused-for-now',
      retryAfterMs: 400_000,
    });
  });

  test('what the receiver of messages throws comes through as it is', async () => {
    const { imap } = await connect({
      'UID FETCH': ({ send, ok }) => (send(fetchRow(1, 'one'), fetchRow(2, 'two')), ok()),
    });
    await imap.examine('INBOX');
    const full = new Error('disk full');
    const outcome = imap.fetchSources({ first: 1, last: 3 }, { onMessage: () => Promise.reject(full) });
    await expect(outcome).rejects.toBe(full);
    expect(imap.usable).toBe(false);
  });
});

test('the server is held back while a message is being dealt with', async () => {
  let written = 0;
  const { imap } = await connect({
    'UID FETCH': async ({ send, ok, socket }) => {
      for (let uid = 1; uid <= 100 && !socket.destroyed; uid += 1) {
        send(fetchRow(uid, 'z'.repeat(1_000_000)));
        if (socket.writableNeedDrain) await new Promise((resolve) => socket.once('drain', resolve));
        written = uid;
      }
      ok();
    },
  });
  await imap.examine('INBOX');
  let atFirst = 0;
  const outcome = await imap.fetchSources(
    { first: 1, last: 100 },
    {
      onMessage: async ({ uid }) => {
        if (uid !== 1) return;
        // As long as the server still gets something out, wait; then see how much that was.
        let before = -1;
        while (before !== written) {
          before = written;
          await new Promise((resolve) => setTimeout(resolve, 150));
        }
        atFirst = written;
      },
    },
  );
  expect(outcome.delivered).toHaveLength(100);
  // What is under way fills the socket buffers of both sides and no more.
  expect(atFirst).toBeLessThan(30);
});

describe('EXAMINE', () => {
  test.each([
    ['is 0', '* OK [UIDNEXT 0] next'],
    ['is missing', '* OK nothing'],
  ])('a UIDNEXT that %s is learnt from the last message', async (_how, line) => {
    const { server, imap } = await connect({
      EXAMINE: ({ send, ok }) => (send('* 3 EXISTS', '* OK [UIDVALIDITY 7] v', line), ok('[READ-ONLY] done')),
      FETCH: ({ send, ok }) => (send('* 3 FETCH (UID 41)'), ok()),
    });
    expect(await imap.examine('INBOX')).toEqual({
      uidValidity: 7,
      uidNext: 42,
      exists: 3,
      highestModseq: null,
    });
    expect(server.commands()).not.toContain('SELECT');
  });

  test('a missing UIDVALIDITY is 0, an answer without EXISTS a fault', async () => {
    const { imap } = await connect({
      EXAMINE: ({ send, ok, count }) => (
        count === 1 ? send('* 0 EXISTS') : undefined, ok('[READ-ONLY] done')
      ),
    });
    expect(await imap.examine('INBOX')).toEqual({
      uidValidity: 0,
      uidNext: 1,
      exists: 0,
      highestModseq: null,
    });
    await expect(imap.examine('INBOX')).rejects.toMatchObject({ code: 'server-error' });
  });

  test('a refused mailbox is that mailbox’s fault, and others can still be opened', async () => {
    const { imap } = await connect({
      EXAMINE: ({ tag, args, send, ok }) =>
        args.includes('Broken') ? send(`${tag} NO Mailbox is damaged`) : (send('* 0 EXISTS'), ok()),
    });
    await expect(imap.examine('Broken')).rejects.toMatchObject({
      code: 'mailbox-unreadable',
      detail: 'Mailbox is damaged',
    });
    expect((await imap.examine('INBOX')).exists).toBe(0);
  });

  test('NetEase’s refusal without ID is told from a damaged mailbox; ID goes after LOGIN and before EXAMINE', async () => {
    const { server, imap } = await connect({
      EXAMINE: ({ tag, send }) =>
        send(`${tag} NO EXAMINE Unsafe Login. Please contact kefu@188.com for help`),
    });
    await expect(imap.examine('INBOX')).rejects.toMatchObject({ code: 'refused-for-now' });
    const names = server.commands();
    expect(names.lastIndexOf('ID')).toBeGreaterThan(names.indexOf('LOGIN'));
    expect(names.lastIndexOf('ID')).toBeLessThan(names.indexOf('EXAMINE'));
  });
});

describe('LIST', () => {
  test('a broken name stops nothing and is asked for by its own spelling', async () => {
    const { server, imap } = await connect({
      LIST: ({ send, ok }) => {
        send(
          '* LIST () "/" INBOX',
          '* LIST () "/" "&g0l6P3ux-"',
          '* LIST () "/" "R&D"',
          '* LIST () "/" "A&-B"',
        );
        send(
          '* LIST () "/" "&AGE"',
          '* LIST (\\Noselect) NIL {4}',
          Buffer.from('a"b\\\r\n'),
          '* LIST nonsense',
        );
        ok();
      },
    });
    const listed = await imap.listMailboxes();
    expect(listed.map(({ path: name, skipReason }) => [name, skipReason])).toEqual([
      ['INBOX', null],
      ['草稿箱', 'drafts'],
      ['R&D', null],
      ['A&B', null],
      ['&AGE', null],
      ['a"b\\', 'not-selectable'],
    ]);
    for (const name of ['R&D', 'A&B', '&AGE', '草稿箱']) await imap.examine(name);
    const examined = server.received
      .filter((line) => / EXAMINE /.test(line))
      .map((line) => /EXAMINE "?(.*?)"?$/.exec(line)?.[1]);
    expect(examined).toEqual(['R&D', 'A&-B', '&AGE', '&g0l6P3ux-']);
  });
});

describe('listUids', () => {
  test('the last window is open, so a UIDNEXT that is too low hides nothing', async () => {
    const { server, imap } = await connect({
      EXAMINE: ({ send, ok }) => (send('* 4 EXISTS', '* OK [UIDVALIDITY 7] v', '* OK [UIDNEXT 3] n'), ok()),
      'UID FETCH': ({ send, ok }) => (
        send('* 1 FETCH (UID 2)', '* 2 FETCH (UID 1)', '* 3 FETCH (UID 9)', '* 3 FETCH (UID 9)'), ok()
      ),
    });
    await imap.examine('INBOX');
    expect(await imap.listUids()).toEqual([1, 2, 9]);
    expect(server.received.find((line) => line.includes('UID FETCH'))).toContain('1:* ');
    expect(server.commands()).not.toContain('UID SEARCH');
  });

  test('four thousand million UIDs with three messages take few commands', async () => {
    const there = [5, 70_000, 4_000_000_000];
    const { server, imap } = await connect({
      EXAMINE: ({ send, ok }) => (
        send('* 3 EXISTS', '* OK [UIDVALIDITY 7] v', '* OK [UIDNEXT 4000000001] n'), ok()
      ),
      'UID FETCH': ({ send, ok, args }) => {
        const [, first, last] = /^(\d+):(\d+|\*)/.exec(args) ?? [];
        const end = last === '*' ? Infinity : Number(last);
        there.forEach((uid, index) => {
          if (uid >= Number(first) && uid <= end) send(`* ${index + 1} FETCH (UID ${uid})`);
        });
        ok();
      },
    });
    await imap.examine('INBOX');
    expect(await imap.listUids()).toEqual(there);
    expect(server.commands().filter((name) => name === 'UID FETCH').length).toBeLessThan(30);
  });
});

describe('watch', () => {
  test('news, the end of the session and the reason for it are told', async () => {
    const { imap } = await connect({
      IDLE: ({ send }) => send('+ idling', '* 4 EXISTS', '* BYE maintenance'),
    });
    let changes = 0;
    const watching = imap.watch('INBOX', () => (changes += 1), new AbortController().signal);
    await expect(watching).rejects.toMatchObject({ code: 'connection-lost', detail: 'maintenance' });
    expect(changes).toBeGreaterThan(0);
  });

  test('where IDLE is refused, NOOP brings the news', async () => {
    const { server, imap } = await connect(
      {
        IDLE: ({ tag, send }) => send(`${tag} BAD what?`),
        NOOP: ({ send, ok, count }) => (count === 2 ? send('* 9 EXISTS') : undefined, ok()),
      },
      { pollEveryMs: 20 },
    );
    const stop = new AbortController();
    await imap.examine('INBOX');
    await imap.watch('INBOX', () => stop.abort(), stop.signal);
    expect(server.commands().filter((name) => name === 'NOOP').length).toBeGreaterThanOrEqual(2);
    expect(imap.usable).toBe(true);
    expect((await imap.examine('INBOX')).exists).toBe(3);
  });

  test('what changed since the mailbox was last looked at is told at once, and nothing where nothing did', async () => {
    let exists = 3;
    const { imap } = await connect({
      EXAMINE: ({ send, ok }) => (
        send(`* ${exists} EXISTS`, '* OK [UIDVALIDITY 7] v', '* OK [UIDNEXT 9] n'), ok()
      ),
    });
    const toldWithin = async (): Promise<number> => {
      let told = 0;
      await imap.watch('INBOX', () => (told += 1), AbortSignal.timeout(100));
      return told;
    };
    expect(await toldWithin()).toBe(1);
    expect(await toldWithin()).toBe(0);
    exists = 4;
    expect(await toldWithin()).toBe(1);
  });

  test('NetEase is asked by STATUS, as its IDLE and NOOP tell nothing', async () => {
    const server = await startFakeImap({
      STATUS: ({ send, ok, count }) => (
        send(`* STATUS INBOX (MESSAGES 3 UIDNEXT ${count < 3 ? 4 : 5} UIDVALIDITY 7)`), ok()
      ),
    });
    cleanups.push(() => server.stop());
    const imap = await openImap(
      { host: 'imap.163.com', port: server.port, security: 'none', user: 'anna', password: PASSWORD },
      { guard, pollEveryMs: 10, resolve: async () => [{ address: server.host, family: 4 }] },
    );
    cleanups.push(() => imap.close());
    expect(imap.supportsIdle).toBe(false);
    await imap.examine('INBOX');
    const stop = new AbortController();
    await imap.watch('INBOX', () => stop.abort(), stop.signal);
    expect(server.commands().filter((name) => name === 'STATUS')).toHaveLength(3);
    expect(server.commands()).not.toContain('IDLE');
  });

  test('a stopped watch leaves a session that can be used', async () => {
    const stop = new AbortController();
    const { imap } = await connect({ IDLE: ({ send }) => (send('+ idling'), stop.abort()) });
    await imap.watch('INBOX', () => {}, stop.signal);
    expect((await imap.examine('INBOX')).exists).toBe(3);
  });
});

test('one operation at a time, also from inside a fetch', async () => {
  const { imap } = await connect({ 'UID FETCH': ({ send, ok }) => (send(fetchRow(1, 'one')), ok()) });
  await imap.examine('INBOX');
  let inside: unknown = null;
  await imap.fetchSources(
    { first: 1, last: 1 },
    {
      onMessage: async () => {
        inside = await imap.listUids().catch((error: unknown) => error);
      },
    },
  );
  expect(String(inside)).toContain('while FETCH sources is running');
});

test('close ends in time with a server that ignores LOGOUT', async () => {
  const { imap } = await connect({ LOGOUT: () => {} });
  const began = performance.now();
  await imap.close();
  expect(performance.now() - began).toBeLessThan(4_000);
  expect(imap.usable).toBe(false);
});
