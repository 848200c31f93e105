/** What the IMAP client hands over is proven, whatever the server claims. */
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { connectToFake, fetchInbox } from '../helpers/fake-imap-client.ts';
import { fetchRow } from '../helpers/fake-imap-server.ts';

describe('what was fetched is proven', () => {
  test('a wrong RFC822.SIZE is believed less than two fetches that agree', async () => {
    const { server, imap } = await connectToFake({
      'UID FETCH': ({ send, ok, args }) => {
        if (args.startsWith('1:3')) send(fetchRow(1, 'one'));
        send(fetchRow(2, 'two!', { size: 999 }));
        ok();
      },
    });
    const { messages, outcome } = await fetchInbox(imap);
    expect(await outcome).toEqual({ delivered: [1, 2], incomplete: [], lyingSize: [2] });
    expect(messages).toEqual([
      [1, 'one'],
      [2, 'two!'],
    ]);
    expect(server.commands().filter((name) => name === 'UID FETCH')).toHaveLength(2);
  });

  test('a message that has another length each time is not delivered', async () => {
    const { imap } = await connectToFake({
      'UID FETCH': ({ send, ok, count }) => (send(fetchRow(2, 'x'.repeat(count), { size: 999 })), ok()),
    });
    const { messages, outcome } = await fetchInbox(imap);
    expect(await outcome).toEqual({ delivered: [], incomplete: [2], lyingSize: [] });
    expect(messages).toEqual([]);
  });

  test('a row without source proves nothing, also where it says it has no octets', async () => {
    const { imap } = await connectToFake({
      'UID FETCH': ({ send, ok }) => {
        send('* 1 FETCH (UID 1 RFC822.SIZE 10 BODY[] NIL)', '* 2 FETCH (UID 2 RFC822.SIZE 10 BODY[] "")');
        ok();
      },
    });
    const { outcome } = await fetchInbox(imap);
    expect(await outcome).toEqual({ delivered: [], incomplete: [1, 2], lyingSize: [] });
  });

  test('UIDs that are left out are in no list', async () => {
    const { imap } = await connectToFake({
      'UID FETCH': ({ send, ok }) => (send(fetchRow(3, 'three')), ok()),
    });
    expect(await (await fetchInbox(imap)).outcome).toEqual({ delivered: [3], incomplete: [], lyingSize: [] });
  });

  test('rows outside of what was asked, twice the same and about flags alone are passed over', async () => {
    const { imap } = await connectToFake({
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
    const { messages, outcome } = await fetchInbox(imap);
    expect(await outcome).toEqual({ delivered: [1], incomplete: [], lyingSize: [] });
    expect(messages).toEqual([[1, 'one']]);
  });

  test('a size that only the server knows ends a file where the server has no more', async () => {
    const body = 'y'.repeat(1_500_000);
    const { imap } = await connectToFake({
      'UID FETCH': ({ send, ok, args }) => {
        const start = Number(/BODY\.PEEK\[\]<(\d+)\./.exec(args)?.[1] ?? 0);
        const chunk = body.slice(start, start + 1_048_576);
        send(`* 1 FETCH (UID 1 RFC822.SIZE 77 BODY[]<${start}> {${chunk.length}}`, Buffer.from(chunk), ')');
        ok();
      },
    });
    const dir = await mkdtemp(path.join(tmpdir(), 'tradepost-imap-'));
    onTestFinished(() => rm(dir, { recursive: true }));
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
