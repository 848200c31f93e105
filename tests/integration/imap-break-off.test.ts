/** What the IMAP client does with a server that breaks off, goes silent or is slow. */
import { describe, expect, test } from 'vitest';
import { connectToFake, fetchInbox } from '../helpers/fake-imap-client.ts';
import { fetchRow } from '../helpers/fake-imap-server.ts';

describe('what breaks off is a fault, and nothing partial is handed over', () => {
  test.each([
    ['NO', 'server-error', true],
    ['BAD', 'server-error', true],
  ])('%s in the middle of a fetch keeps what came and the connection', async (word, code, usable) => {
    const { imap } = await connectToFake({
      'UID FETCH': ({ tag, send }) => send(fetchRow(1, 'one'), `${tag} ${word} cannot read the rest`),
    });
    const { messages, outcome } = await fetchInbox(imap);
    await expect(outcome).rejects.toMatchObject({ code, detail: 'cannot read the rest' });
    expect([messages.length, imap.usable]).toEqual([1, usable]);
  });

  test('BYE in the middle of a fetch', async () => {
    const { imap } = await connectToFake({
      'UID FETCH': ({ send, socket }) => (send(fetchRow(1, 'one'), '* BYE going down'), socket.end()),
    });
    const { messages, outcome } = await fetchInbox(imap);
    await expect(outcome).rejects.toMatchObject({ code: 'connection-lost', detail: 'going down' });
    expect([messages.length, imap.usable]).toEqual([1, false]);
  });

  test('a connection cut inside a literal', async () => {
    const { imap } = await connectToFake({
      'UID FETCH': ({ send, socket }) => (
        send(fetchRow(1, 'x'.repeat(10_000)).subarray(0, 5_000)), socket.end()
      ),
    });
    const { messages, outcome } = await fetchInbox(imap);
    await expect(outcome).rejects.toMatchObject({ code: 'connection-lost' });
    expect(messages).toEqual([]);
  });

  test('silence ends at the deadline', async () => {
    const { imap } = await connectToFake({ 'UID FETCH': () => {} }, { deadlineMs: 300 });
    await expect((await fetchInbox(imap)).outcome).rejects.toMatchObject({ code: 'timeout' });
    expect(imap.usable).toBe(false);
  });

  test('a drip of octets is silence', async () => {
    const { imap } = await connectToFake(
      {
        'UID FETCH': ({ socket, send }) => {
          send('* 1 FETCH (UID 1 RFC822.SIZE 100000 BODY[] {100000}');
          const drip = setInterval(() => socket.write('x'), 20);
          socket.on('close', () => clearInterval(drip));
        },
      },
      { deadlineMs: 500 },
    );
    await expect((await fetchInbox(imap)).outcome).rejects.toMatchObject({ code: 'timeout' });
  });

  test('rows about nothing that was asked are silence, too', async () => {
    const { imap } = await connectToFake(
      {
        'UID FETCH': ({ socket }) => {
          const chatter = setInterval(() => socket.write('* 1 FETCH (UID 99 FLAGS ())\r\n'), 20);
          socket.on('close', () => clearInterval(chatter));
        },
      },
      { deadlineMs: 500 },
    );
    await expect((await fetchInbox(imap)).outcome).rejects.toMatchObject({ code: 'timeout' });
  });

  test('a literal beyond the bound ends the connection before it is in memory', async () => {
    const { imap } = await connectToFake(
      {
        'UID FETCH': ({ send }) =>
          send('* 1 FETCH (UID 1 RFC822.SIZE 5 BODY[] {100000000}', Buffer.alloc(70_000)),
      },
      { maxLiteralBytes: 65_536 },
    );
    await expect((await fetchInbox(imap)).outcome).rejects.toMatchObject({ code: 'server-error' });
  });

  test('a throttled fetch says how long to stay away instead of waiting', async () => {
    const { imap } = await connectToFake({
      'UID FETCH': ({ tag, send }) =>
        send(`${tag} BAD Request is throttled. Suggested Backoff Time: 400000 milliseconds`),
    });
    await expect((await fetchInbox(imap)).outcome).rejects.toMatchObject({
      code: 'refused-for-now',
      retryAfterMs: 400_000,
    });
  });

  test('what the receiver of messages throws comes through as it is', async () => {
    const { imap } = await connectToFake({
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
  const { imap } = await connectToFake({
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

test('one operation at a time, also from inside a fetch', async () => {
  const { imap } = await connectToFake({ 'UID FETCH': ({ send, ok }) => (send(fetchRow(1, 'one')), ok()) });
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
  const { imap } = await connectToFake({ LOGOUT: () => {} });
  const began = performance.now();
  await imap.close();
  expect(performance.now() - began).toBeLessThan(60_000);
  expect(imap.usable).toBe(false);
});
