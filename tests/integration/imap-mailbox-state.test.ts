/** Opening, listing and watching mailboxes of servers that tell half of it, or tell it wrongly. */
import { describe, expect, test } from 'vitest';
import { connectToFake } from '../helpers/fake-imap-client.ts';

describe('EXAMINE', () => {
  test.each([
    ['is 0', '* OK [UIDNEXT 0] next'],
    ['is missing', '* OK nothing'],
  ])('a UIDNEXT that %s is learnt from the last message', async (_how, line) => {
    const { server, imap } = await connectToFake({
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
    const { imap } = await connectToFake({
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
    const { imap } = await connectToFake({
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
    const { server, imap } = await connectToFake({
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
    const { server, imap } = await connectToFake({
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
    const { mailboxes: listed } = await imap.listMailboxes();
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

  test('names in UTF-8 are sent as they came where the server speaks them', async () => {
    const { server, imap } = await connectToFake({
      CAPABILITY: ({ send, ok }) => (send('* CAPABILITY IMAP4rev1 ENABLE UTF8=ACCEPT'), ok()),
      ENABLE: ({ send, ok }) => (send('* ENABLED UTF8=ACCEPT'), ok()),
      LIST: ({ send, ok }) => (send('* LIST () "/" "客户 R&D"', '* LIST () "/" "&g0l6P3ux-"'), ok()),
    });
    const names = (await imap.listMailboxes()).mailboxes.map((mailbox) => mailbox.path);
    expect(names).toEqual(['客户 R&D', '&g0l6P3ux-']);
    for (const name of names) await imap.examine(name);
    const sent = server.received.map((line) => Buffer.from(line, 'latin1').toString());
    for (const name of names) expect(sent.some((line) => line.endsWith(`EXAMINE "${name}"`))).toBe(true);
  });
});

describe('listUids', () => {
  test('the last window is open, so a UIDNEXT that is too low hides nothing', async () => {
    const { server, imap } = await connectToFake({
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
    const { server, imap } = await connectToFake({
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
    const { imap } = await connectToFake({
      IDLE: ({ send }) => send('+ idling', '* 4 EXISTS', '* BYE maintenance'),
    });
    let changes = 0;
    const watching = imap.watch('INBOX', () => (changes += 1), new AbortController().signal);
    await expect(watching).rejects.toMatchObject({ code: 'connection-lost', detail: 'maintenance' });
    expect(changes).toBeGreaterThan(0);
  });

  test('where IDLE is refused, NOOP brings the news', async () => {
    const { server, imap } = await connectToFake(
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
    const { imap } = await connectToFake({
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
    const { server, imap } = await connectToFake(
      {
        STATUS: ({ send, ok, count }) => (
          send(`* STATUS INBOX (MESSAGES 3 UIDNEXT ${count < 3 ? 4 : 5} UIDVALIDITY 7)`), ok()
        ),
      },
      { host: 'imap.163.com', pollEveryMs: 10 },
    );
    expect(imap.supportsIdle).toBe(false);
    await imap.examine('INBOX');
    const stop = new AbortController();
    await imap.watch('INBOX', () => stop.abort(), stop.signal);
    expect(server.commands().filter((name) => name === 'STATUS')).toHaveLength(3);
    expect(server.commands()).not.toContain('IDLE');
  });

  test('a stopped watch leaves a session that can be used', async () => {
    const stop = new AbortController();
    const { imap } = await connectToFake({ IDLE: ({ send }) => (send('+ idling'), stop.abort()) });
    await imap.watch('INBOX', () => {}, stop.signal);
    expect((await imap.examine('INBOX')).exists).toBe(3);
  });
});
