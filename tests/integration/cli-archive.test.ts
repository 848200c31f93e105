/** `scripts/tradepost` on mails, customers and timelines. */
import { mkdir, mkdtemp, rm, symlink, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { SearchItem } from '@tradepost/contract';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { callCli, runCli } from '../helpers/cli.ts';
import { type Company, startCompany } from '../helpers/company.ts';
import { mail } from '../helpers/mails.ts';
import { pdfOf } from '../helpers/office-files.ts';
import { look, sha256 } from '../helpers/oracle.ts';
import { waitFor } from '../helpers/wait-for.ts';

let company: Company;
let folder: string;
beforeAll(async () => {
  company = await startCompany();
  folder = await mkdtemp(join(tmpdir(), 'tp-cli-'));
  await company.startServices();
});
afterAll(async () => {
  await company.stop();
  await rm(folder, { recursive: true, force: true });
});

const cli = (args: readonly string[]) => callCli(company.env, args);
/** An account that is synced. */
async function connected(...mails: string[]) {
  const { user, accountId } = await company.connect();
  for (const raw of mails) await company.dovecot.deliver(user, raw);
  await look(company, accountId);
  return { user, accountId };
}
interface Proof {
  complete: boolean;
  accounts: {
    address: string;
    problem: string | null;
    mailboxes: Record<string, number | string | null>[];
  }[];
}

describe('import', () => {
  it('takes .eml, folders, mbox and Maildir; a second time it makes no double', async () => {
    const { user, accountId } = await connected();
    const letter = (n: number) =>
      mail({
        from: 'old@acme.example',
        to: user.address,
        subject: `Old ${n}`,
        messageId: `old-${n}.${user.user}`,
      });
    await writeFile(join(folder, 'one.eml'), letter(1));
    await mkdir(join(folder, 'set', 'inner'), { recursive: true });
    await writeFile(join(folder, 'set', 'two.eml'), letter(2));
    await writeFile(join(folder, 'set', 'inner', 'three.eml'), letter(3));
    // The mail in it has LF only, and a line that begins with "From ".
    const unix = (n: number) => letter(n).replaceAll('\r\n', '\n').replace('Please', 'From here on:\nPlease');
    await writeFile(
      join(folder, 'box.mbox'),
      [4, 5]
        .map(
          (n) =>
            `From old@acme.example Mon Mar  2 09:00:00 2026\n${unix(n).replace(/^From here/m, '>From here')}\n`,
        )
        .join(''),
    );
    for (const part of ['cur', 'new', 'tmp']) await mkdir(join(folder, 'Maildir', part), { recursive: true });
    await writeFile(join(folder, 'Maildir', 'cur', '1.a:2,S'), letter(6));
    await writeFile(join(folder, 'Maildir', 'new', '2.b'), letter(7));
    await writeFile(join(folder, 'Maildir', 'tmp', '3.c'), letter(8));
    const paths = ['one.eml', 'set', 'box.mbox', 'Maildir'].map((name) => join(folder, name));
    const first = await cli(['import', ...paths, '--account', user.address, '--json']);
    expect([first.code, first.json()]).toEqual([
      0,
      { read: 7, imported: 7, known: 0, newMessages: 7, quarantined: 0, skipped: [] },
    ]);
    const again = await cli(['import', ...paths, '--account', user.address, '--json']);
    expect(again.json()).toMatchObject({ read: 7, imported: 0, known: 7, newMessages: 0 });
    // Delivered as well: the same message, in one more place.
    await company.dovecot.deliver(user, letter(1));
    await look(company, accountId);
    const { rows } = await sql<{ subject: string; messages: number }>`
      select subject, count(*) as messages from message where subject like 'Old %' group by 1 order by 1`.execute(
      company.db,
    );
    expect(rows).toEqual([1, 2, 3, 4, 5, 6, 7].map((n) => ({ subject: `Old ${n}`, messages: 1 })));
    const blobs = await sql<{ sha256: string }>`select encode(sha256, 'hex') as sha256 from blob`.execute(
      company.db,
    );
    expect(new Set(blobs.rows.map((row) => row.sha256)).has(sha256(unix(4)))).toBe(true);
  });

  it('is searched like mail, by the same words as in the search box, and a fault of the query shows its place', async () => {
    const { user } = await connected();
    const path = join(folder, 'searched.eml');
    await writeFile(
      path,
      mail({ from: 'zoe@flange.example', to: user.address, subject: 'Kugelhahn DN50 球阀' }),
    );
    await cli(['import', path, '--account', user.address]);
    for (const query of ['kugelhahn', 'from:flange 球阀', 'subject:DN50 -nothing']) {
      const found = await cli(['search', query, '--json']);
      expect(found.json()).toMatchObject({
        items: [
          {
            kind: 'mail',
            title: { text: 'Kugelhahn DN50 球阀' },
            mail: { from: { address: 'zoe@flange.example' } },
          },
        ],
        state: 'complete',
        more: false,
      });
    }
    expect((await cli(['search', 'kugelhahn'])).text()).toContain('zoe@flange.example');
    const faulty = await cli(['search', 'ball "valve', '--json']);
    expect([faulty.code, faulty.stderr]).toEqual([2, expect.stringContaining('ball "valve\n       ^')]);
  });

  it('has its files read and searched soon after it came, by the services themselves', async () => {
    const { user } = await connected();
    const pdf = pdfOf('Ursprungszeugnis 4711').toString('base64').replace(/.{76}/g, '$&\r\n');
    const path = join(folder, 'with-file.eml');
    await writeFile(
      path,
      `From: zoe@flange.example\r\nTo: ${user.address}\r\nSubject: papers\r\nMIME-Version: 1.0\r\n` +
        'Content-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\n\r\nattached\r\n--b\r\nContent-Type: application/pdf\r\n' +
        `Content-Disposition: attachment; filename=o.pdf\r\nContent-Transfer-Encoding: base64\r\n\r\n${pdf}\r\n--b--\r\n`,
    );
    await cli(['import', path, '--account', user.address]);
    const found = await waitFor(async () => {
      const { items } = (await cli(['search', 'ursprungszeugnis', '--json'])).json<{ items: SearchItem[] }>();
      return items[0];
    });
    expect(found.snippets).toContainEqual(
      expect.objectContaining({ place: 'file-text', partPath: '2', text: 'Ursprungszeugnis 4711' }),
    );
    expect((await cli(['attachments', '--json'])).json()).toMatchObject({
      total: 1,
      waiting: 0,
      files: [{ state: 'read', reason: null, count: 1 }],
    });
  });

  it('goes on past a file that cannot be read, says which, and ends with code 1', async () => {
    const { user } = await connected();
    const broken = join(folder, 'broken');
    await mkdir(broken);
    await symlink('nowhere', join(broken, '1.eml'));
    await writeFile(join(broken, '2.eml'), '');
    await truncate(join(broken, '2.eml'), 300 * 1024 * 1024);
    await writeFile(
      join(broken, '3.eml'),
      mail({ from: 'a@acme.example', to: user.address, subject: 'Behind' }),
    );
    const partly = await cli(['import', broken, '--account', user.address, '--json']);
    expect(partly.code).toBe(1);
    expect(partly.json()).toMatchObject({
      read: 1,
      imported: 1,
      skipped: [
        { path: join(broken, '1.eml') },
        { path: join(broken, '2.eml'), reason: expect.stringMatching(/larger/) },
      ],
    });
    const absent = await cli(['import', join(folder, 'absent.eml'), broken, '--account', user.address]);
    expect(absent.code).toBe(1);
    expect(absent.text()).toMatch(
      /absent\.eml is not there[^]*1 mails read: 0 imported \(0 new to the archive\), 1 were/,
    );
    expect(await cli(['import', join(folder, 'one.eml')])).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('--account'),
    });
  });
});

describe('verify', () => {
  it('ends with 0 when all adds up, and with 1 naming what is missing; the next sync heals it', async () => {
    const { user, accountId } = await connected(
      ...[1, 2, 3].map((n) =>
        mail({ from: 'a@acme.example', to: 'x@tradepost.test', subject: `Verify ${n}` }),
      ),
    );
    const whole = await cli(['verify', '--account', user.address, '--json']);
    expect(whole.code).toBe(0);
    const inbox = (result: typeof whole) =>
      result.json<Proof>().accounts[0]?.mailboxes.find((box) => box.path === 'INBOX');
    expect(inbox(whole)).toMatchObject({
      server: 3,
      archived: 3,
      duplicates: 0,
      quarantined: 0,
      skipped: 0,
      vanished: 0,
      missing: 0,
    });
    // As if it had been lost: covered, and not there.
    await sql`
      delete from mailbox_message where uid = 2 and mailbox_id = (
        select id from mailbox where account_id = ${accountId} and path = 'INBOX')`.execute(company.db);
    const broken = await cli(['verify', '--account', user.address, '--json']);
    expect(broken.code).toBe(1);
    expect(broken.json<Proof>().complete).toBe(false);
    expect(inbox(broken)).toMatchObject({ server: 3, archived: 2, missing: 1, lost: 1 });
    await look(company, accountId);
    const healed = await cli(['verify', '--account', user.address, '--json']);
    expect([healed.code, inbox(healed)]).toMatchObject([0, { archived: 3, missing: 0 }]);
  });

  it('waits for mail that has come since the last sync, and does not call it missing', async () => {
    const { user, accountId } = await connected(mail({ from: 'a@acme.example', to: 'x@tradepost.test' }));
    // Nobody watches that one: without a question it would have its turn in two minutes.
    await company.dovecot.deliver(user, mail({ from: 'a@acme.example', to: user.address }), 'Archive');
    const result = await cli(['verify', '--account', user.address, '--json']);
    const box = result.json<Proof>().accounts[0]?.mailboxes.find(({ path }) => path === 'Archive');
    expect([result.code, box]).toMatchObject([0, { server: 1, archived: 1, missing: 0, lost: 0 }]);
    expect(result.stderr).toContain('waiting for 1 mail');
    // A paused account is synced by nobody.
    await sql`update mail_account set state = 'paused' where id = ${accountId}`.execute(company.db);
    expect((await cli(['verify', '--account', user.address])).code).toBe(1);
  });

  it('says why an account could not be compared, and goes on with the others', async () => {
    const good = await connected(mail({ from: 'a@acme.example', to: 'x@tradepost.test' }));
    const bad = await connected();
    await sql`update mail_account set secret = ${Buffer.alloc(60, 1)}, state = 'active' where id = ${bad.accountId}`.execute(
      company.db,
    );
    const result = await cli(['verify', '--json']);
    expect(result.code).toBe(1);
    const { accounts } = result.json<Proof>();
    expect(accounts.find((one) => one.address === bad.user.address)?.problem).toMatch(
      /Restore the right key file/,
    );
    expect(accounts.find((one) => one.address === good.user.address)?.problem).toBeNull();
    await cli(['account', 'remove', bad.user.address]);
  });
});

describe('customer import', () => {
  it('reads what a Chinese Excel writes, says what is wrong by line, and makes nothing twice', async () => {
    const csv =
      '客户名称,国家,等级,邮箱\r\n宁波海通进出口有限公司,CN,A,li@haitong.example\r\nAcero SA,ES,Z,juan@acero.example\r\n';
    // GBK: what the bytes of these characters are there.
    const gbk = Buffer.concat(
      [...csv].map((character) => GBK[character] ?? Buffer.from(character, 'latin1')),
    );
    const file = join(folder, 'customers.csv');
    await writeFile(file, gbk);
    const dry = await cli(['customer', 'import', file, '--dry-run', '--json']);
    expect(dry.json()).toMatchObject({ dryRun: true, created: 1, invalid: 1 });
    const real = await cli(['customer', 'import', file, '--json']);
    expect(real.code).toBe(1);
    expect(real.json()).toMatchObject({ created: 1, invalid: 1 });
    const row = await company.db
      .selectFrom('customer')
      .select(['name', 'country', 'grade'])
      .where('name', 'like', '宁波%')
      .execute();
    expect(row).toEqual([{ name: '宁波海通进出口有限公司', country: 'CN', grade: 'A' }]);
    expect((await cli(['customer', 'import', file, '--json'])).json()).toMatchObject({
      created: 0,
      duplicates: 1,
    });
    expect(await cli(['customer', 'import', join(folder, 'none.csv')])).toMatchObject({
      code: 1,
      stderr: expect.stringMatching(/none\.csv cannot be read \(ENOENT\)\.\n$/),
    });
  });
});

describe('message show and timeline', () => {
  it('give back the octets exactly as they came, and the timeline newest first', async () => {
    const name = `Octet ${Date.now()}`;
    const customer = await company.customer(name, { addresses: ['octet@octet.example'] });
    const odd = Buffer.concat([
      Buffer.from(
        'From: octet@octet.example\r\nTo: x@tradepost.test\r\nDate: Mon, 2 Mar 2026 09:00:00 +0000\r\nSubject: ',
      ),
      Buffer.from([0xb2, 0xe2, 0xca, 0xd4]),
      Buffer.from('\r\nContent-Type: application/octet-stream\r\nContent-Transfer-Encoding: 8bit\r\n\r\n'),
      Buffer.from(
        Array.from({ length: 256 }, (_, index) => (index === 0 || index === 10 || index === 13 ? 1 : index)),
      ),
      Buffer.from('\r\nno end of line'),
    ]);
    const { user, accountId } = await company.connect();
    await company.dovecot.deliver(user, odd);
    await company.dovecot.deliver(
      user,
      mail({
        from: 'octet@octet.example',
        to: user.address,
        subject: 'Later',
        date: new Date('2026-03-05T09:00:00Z'),
      }),
    );
    await look(company, accountId);
    const shown = await cli(['timeline', String(customer), '--json']);
    const { entries } = shown.json<{ entries: { messageId: number; subject: string }[] }>();
    expect(entries).toMatchObject([{ subject: 'Later' }, { subject: expect.any(String) }]);
    const id = String(entries[1]?.messageId);
    const raw = await runCli(company.env, ['message', 'show', id, '--raw']);
    expect(sha256(raw.stdout)).toBe(sha256(odd));
    expect((await cli(['message', 'show', id, '--json'])).json()).toMatchObject({
      subject: entries[1]?.subject,
      size: odd.length,
    });
    expect(
      (await cli(['timeline', name.toLowerCase(), '--limit', '1', '--json'])).json<{ entries: unknown[] }>()
        .entries,
    ).toHaveLength(1);
    const printed = (await cli(['timeline', name])).text();
    expect(printed).toMatch(/Later/);
    // Sent at 09:00 UTC: the company's clock, and the name of it.
    expect(printed).toMatch(/when \(Asia\/Shanghai\)[^]*2026-03-05 17:00/);
  });

  it('say in a sentence what does not exist or is not clear', async () => {
    await company.customer('Twin North', {});
    await company.customer('Twin South', {});
    const [message, customer, twins, notANumber, unlimited] = await Promise.all([
      cli(['message', 'show', '999999']),
      cli(['timeline', 'nobody of that name']),
      cli(['timeline', 'twin']),
      cli(['message', 'show', 'abc']),
      cli(['timeline', 'Twin North', '--limit', 'many']),
    ]);
    expect(message).toMatchObject({ code: 1, stderr: expect.stringMatching(/not found|was not found/) });
    expect(customer).toMatchObject({ code: 1, stderr: 'No customer is called "nobody of that name".\n' });
    expect(twins).toMatchObject({
      code: 1,
      stderr: expect.stringMatching(/Several customers.*Twin North.*Twin South/),
    });
    expect(notANumber.code).toBe(2);
    expect(unlimited).toMatchObject({ code: 2, stderr: expect.stringContaining('--limit') });
  });
});

/** Code page 936, for the characters that the test has. */
const GBK: Record<string, Buffer> = Object.fromEntries(
  Object.entries({
    客: 'bfcd',
    户: 'bba7',
    名: 'c3fb',
    称: 'b3c6',
    国: 'b9fa',
    家: 'bcd2',
    等: 'b5c8',
    级: 'bcb6',
    邮: 'd3ca',
    箱: 'cfe4',
    宁: 'c4fe',
    波: 'b2a8',
    海: 'baa3',
    通: 'cda8',
    进: 'bdf8',
    出: 'b3f6',
    口: 'bfda',
    有: 'd3d0',
    限: 'cfde',
    公: 'b9ab',
    司: 'cbbe',
  }).map(([character, hex]) => [character, Buffer.from(hex, 'hex')]),
);
