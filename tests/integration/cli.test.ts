/** `scripts/tradepost`, as a process and within the test's own, on the data of a running product. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { allCommands } from '../../scripts/cli/commands/index.ts';
import { runLine } from '../../scripts/cli/run-line.ts';
import { callCli, runCli } from '../helpers/cli.ts';
import { type Company, startCompany } from '../helpers/company.ts';
import type { MailUser } from '../helpers/dovecot.ts';
import { mails, startLyingServer } from '../helpers/lying-server.ts';
import { mail } from '../helpers/mails.ts';
import { addAccount, fillInbox } from '../helpers/oracle.ts';
import { startTcpProxy } from '../helpers/tcp-proxy.ts';

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

const cli = (args: readonly string[], input?: string) => callCli(company.env, args, input);
const add = (user: MailUser, ...more: string[]) =>
  cli(['account', 'add', ...wordsOf(user), ...more], `${user.password}\n`);
const wordsOf = (user: MailUser) => [
  user.address,
  '--imap',
  `127.0.0.1:${company.dovecot.port}`,
  '--security',
  'none',
  '--user',
  user.user,
  '--password-stdin',
];
describe('every command', () => {
  it('has a help that says how it is called, with code 0 and without a running product', async () => {
    const commands = await allCommands();
    expect(commands.length).toBeGreaterThan(30);
    for (const command of commands) {
      let [stdout, stderr] = ['', ''];
      const code = await runLine([...command.name.split(' '), '--help'], {
        stdin: Readable.from([]),
        stdout: { write: (text) => (stdout += text) },
        stderr: { write: (text) => (stderr += text) },
      });
      expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
      expect(stdout).toContain(`Usage: scripts/tradepost ${command.name}`);
      expect(stdout).toContain('[--json]');
      expect(stdout).toContain(command.summary);
    }
    const process = await runCli({}, ['account', 'add', '--help']);
    expect(process).toMatchObject({ code: 0, stderr: '' });
    expect(process.text()).toContain('Usage: scripts/tradepost account add ADDRESS');
  });

  it('that is none is refused with code 2 and a list of those that are', async () => {
    const [none, wrong, help, group] = await Promise.all([
      cli([]),
      cli(['acount', '-h']),
      cli(['--help']),
      cli(['outgoing', '--help']),
    ]);
    expect([none.code, wrong.code, help.code, group.code]).toEqual([2, 2, 0, 0]);
    // Of a word that several begin with, these.
    expect(group.text()).toContain('outgoing test');
    expect(group.text()).not.toContain('account list');
    expect(wrong.stderr).toContain('There is no command "acount -h"');
    for (const command of await allCommands()) expect(help.text()).toContain(command.name);
  });

  it('says in one sentence that the product does not run, or that its database does not answer', async () => {
    const [absent, dead] = await Promise.all([
      runCli({ TRADEPOST_DATA: folder }, ['account', 'list']),
      callCli({ ...company.env, DATABASE_URL: 'postgres://x:y@127.0.0.1:9/z' }, ['account', 'list']),
    ]);
    expect(absent).toMatchObject({
      code: 1,
      stderr: expect.stringMatching(/^Tradepost does not run on .*\n$/),
    });
    expect(dead).toMatchObject({
      code: 1,
      stderr: expect.stringMatching(/^The database does not answer: .*\n$/),
    });
  });
});

describe('account', () => {
  it('add refuses wrong words with code 2 and says which', async () => {
    const base = ['account', 'add', 'x@tradepost.test'];
    const cases: [args: string[], input: string, says: RegExp][] = [
      [['account', 'add'], '', /missing/],
      [[...base, 'y'], '', /Too many words/],
      [[...base, '--imap', 'h:1'], 'p\n', /--password-stdin/],
      [[...base, '--imap', 'nonsense', '--password-stdin'], 'p\n', /HOST:PORT/],
      [[...base, '--imap', 'h:99999', '--password-stdin'], 'p\n', /HOST:PORT/],
      [
        [...base, '--imap', 'h:143', '--security', 'maybe', '--password-stdin'],
        'p\n',
        /none, starttls or tls/,
      ],
      [[...base, '--imap', 'h:143', '--password-stdin'], '', /no password/],
      [[...base, '--unknown'], 'p\n', /--unknown/],
    ];
    for (const [args, input, says] of cases) {
      const refused = await cli(args, input);
      expect(refused).toMatchObject({ code: 2, stderr: expect.stringMatching(says) });
      expect(refused.stderr).toContain('Usage: scripts/tradepost account add');
    }
    const process = await runCli(company.env, [...base, '--imap', 'h:143', '--password-stdin']);
    expect(process).toMatchObject({ code: 2, stderr: expect.stringMatching(/no password/) });
    expect(
      await company.db
        .selectFrom('mail_account')
        .select('id')
        .where('address', '=', 'x@tradepost.test')
        .execute(),
    ).toEqual([]);
  });

  it('add, list, test, pause, resume and remove do what they say, also as JSON', async () => {
    const user = await company.dovecot.createUser();
    await company.dovecot.deliver(user, mail({ from: 'a@acme.example', to: user.address }));
    expect(await add(user, '--owner', 'nobody@tradepost.test')).toMatchObject({
      code: 1,
      stderr: 'There is no active user nobody@tradepost.test.\n',
    });
    const process = ['account', 'add', ...wordsOf(user), '--json'];
    expect((await runCli(company.env, process, `${user.password}\n`)).json()).toMatchObject({
      address: user.address,
      imap: { host: '127.0.0.1' },
    });
    expect(await add(user)).toMatchObject({ code: 1, stderr: `${user.address} is connected already.\n` });
    const waited = await cli(['sync', '--wait', '--account', user.address, '--json']);
    expect(waited.code).toBe(0);
    expect(waited.json()).toMatchObject([{ address: user.address, done: 1, total: 1, error: null }]);
    // Progress is for people: it stands on standard error.
    expect(waited.stderr).toContain(user.address);

    const listed = (await cli(['account', 'list', '--json'])).json<{ address: string; status: string }[]>();
    expect(listed.find((one) => one.address === user.address)).toMatchObject({ status: 'synced' });
    expect((await cli(['account', 'test', user.address.toUpperCase(), '--json'])).json()).toMatchObject({
      ok: true,
    });
    for (const [command, state] of [
      ['pause', 'paused'],
      ['resume', 'active'],
      ['remove', 'removed'],
    ] as const) {
      const changed = await cli(['account', command, user.address, '--json']);
      expect([changed.code, changed.json()]).toMatchObject([0, { address: user.address, state }]);
    }
    expect(await cli(['account', 'test', user.address])).toMatchObject({
      code: 1,
      stderr: expect.stringContaining(user.address),
    });
  });

  it('add says in words what is wrong, with code 1, and saves nothing', async () => {
    const user = await company.dovecot.createUser();
    const { port } = company.dovecot;
    const to = (server: string, security: string) =>
      cli(
        ['account', 'add', user.address, '--imap', server, '--security', security, '--password-stdin'],
        `${user.password}\n`,
      );
    const [password, unreachable, tls] = await Promise.all([
      add({ ...user, password: 'wrong' }),
      to('127.0.0.1:1', 'none'),
      to(`127.0.0.1:${port}`, 'tls'),
    ]);
    expect(password).toMatchObject({
      code: 1,
      stderr: expect.stringMatching(/refuses the user name or the password/),
    });
    expect(unreachable).toMatchObject({ code: 1, stderr: expect.stringMatching(/does not answer/) });
    expect(tls).toMatchObject({ code: 1, stderr: expect.stringMatching(/No encrypted connection/) });
    expect((await cli(['account', 'list', '--json'])).text()).not.toContain(user.address);
  });

  it('add saves untested what it is told to; test then tells a wrong password in words, with code 1', async () => {
    const user = await company.dovecot.createUser();
    const added = await add({ ...user, password: 'wrong' }, '--untested');
    expect(added.code).toBe(0);
    const tested = await cli(['account', 'test', user.address]);
    expect(tested.code).toBe(1);
    expect(tested.text()).toMatch(/refuses the user name or the password/);
    // A fault that only a person can mend ends the waiting.
    const waited = await cli(['sync', '--wait', '--account', user.address, '--json']);
    expect(waited.code).toBe(1);
    expect(waited.json()).toMatchObject([{ address: user.address, error: 'wrong-password' }]);
    await cli(['account', 'remove', user.address]);
  });
});

describe('account password', () => {
  it('takes one that signs in, and no other; the account is at work again at once', async () => {
    const user = await company.dovecot.createUser();
    await fillInbox(company, user, 3);
    await add({ ...user, password: 'old and wrong' }, '--untested');
    const give = (text: string, ...more: string[]) =>
      cli(['account', 'password', user.address, '--password-stdin', ...more], `${text}\n`);
    await cli(['sync', '--wait', '--account', user.address]);
    expect(await give('wrong as well')).toMatchObject({
      code: 1,
      stderr: expect.stringMatching(/Nothing is changed\. The server refuses/),
    });
    const changed = await give(user.password);
    expect([changed.code, changed.text()]).toEqual([0, expect.stringContaining('from now on')]);
    const waited = await cli(['sync', '--wait', '--account', user.address, '--json']);
    expect([waited.code, waited.json()]).toMatchObject([0, [{ done: 4, error: null }]]);
    expect(await cli(['account', 'password', user.address], 'x\n')).toMatchObject({ code: 2 });
    await cli(['account', 'remove', user.address]);
  });
});

describe('sync --wait', () => {
  it('waits through a broken line, and ends with 0 when everything is archived', async () => {
    const user = await company.dovecot.createUser();
    const count = await fillInbox(company, user, 300, { octets: 4_000 });
    const proxy = await startTcpProxy({ port: company.dovecot.port });
    proxy.set({ cutAfterBytes: 700_000 });
    await addAccount(company, { ...user, port: proxy.port });
    const waited = await cli(['sync', '--wait', '--account', user.address, '--json']);
    await proxy.stop();
    expect([waited.code, waited.json()]).toMatchObject([0, [{ done: count, total: count, error: null }]]);
    await cli(['account', 'remove', user.address]);
  });

  it('ends with 1 and names the mailbox that is not handed out; a paused account is refused in words', async () => {
    const liar = await startLyingServer({
      INBOX: { mails: mails(2), uidValidity: 7 },
      Old: { mails: mails(2), uidValidity: 8, refusal: 'the disk is broken' },
    });
    await addAccount(company, { ...liar, user: 'half@tradepost.test' });
    const named = ['--account', 'half@tradepost.test'];
    const waited = await cli(['sync', '--wait', ...named]);
    expect(waited.code).toBe(1);
    expect(waited.text()).toMatch(/half@tradepost\.test 2\/.*\n.*, Old: .*does not hand out.*disk is broken/);
    expect((await cli(['account', 'list'])).text()).toContain('half@tradepost.test, Old: ');
    await cli(['account', 'pause', 'half@tradepost.test']);
    expect(await cli(['sync', '--wait', ...named])).toMatchObject({
      code: 1,
      stderr: expect.stringContaining('half@tradepost.test is paused.'),
    });
    await liar.server.stop();
    await cli(['account', 'remove', 'half@tradepost.test']);
  });
});
