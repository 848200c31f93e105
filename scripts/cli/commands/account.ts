import { addMailAccount } from '@tradepost/core/accounts/add';
import { pauseMailAccount, removeMailAccount, resumeMailAccount } from '@tradepost/core/accounts/change';
import type { AccountDeps } from '@tradepost/core/accounts/deps';
import { makeMailProbe } from '@tradepost/core/accounts/make-probe';
import { describeAccount } from '@tradepost/core/accounts/status';
import { testMailAccount } from '@tradepost/core/accounts/test';
import { TradepostError } from '@tradepost/core/errors';
import type { ImapSettings } from '@tradepost/contract';
import { normaliseAddress } from '@tradepost/core/customers/normalise';
import type { DB } from '@tradepost/db';
import { findAccount, listAccounts } from '@tradepost/db/queries/accounts';
import { type Kysely, sql } from 'kysely';
import { type Command, type CommandContext, UsageError } from '../command.ts';
import { companyClock } from '../company-clock.ts';
import { faultWords } from '../fault-words.ts';
import { findAccountId } from '../find-account.ts';
import { listMailboxFaults, mailboxFaultLine } from '../mailbox-faults.ts';
import { assertPasswordComes, readPassword } from '../read-password.ts';
import { ADMINISTRATOR, type Runtime, withRuntime } from '../runtime.ts';
import { assertSignInWorks } from '../sign-in-works.ts';
import { table } from '../table.ts';

const depsOf = (runtime: Runtime): AccountDeps => ({ ...runtime, probe: makeMailProbe(runtime.config) });

const add: Command = {
  name: 'account add',
  usage:
    'ADDRESS [--imap HOST:PORT --security none|starttls|tls] [--user NAME] --password-stdin [--owner EMAIL] [--untested]',
  summary: 'Connect a mail account; the password is read from standard input.',
  help: [
    'Without --imap the settings are looked up: presets of providers, autoconfig, SRV.',
    'Hosts on this machine and private networks are allowed here.',
    'It signs in first and saves nothing when that fails; --untested saves what was given, for a server that is down now.',
  ],
  options: {
    imap: { type: 'string' },
    security: { type: 'string' },
    user: { type: 'string' },
    'password-stdin': { type: 'boolean' },
    owner: { type: 'string' },
    untested: { type: 'boolean' },
  },
  args: [1, 1],
  run: (context) =>
    withRuntime(async (runtime) => {
      const address = context.args[0] as string;
      assertPasswordComes(context);
      const deps = depsOf(runtime);
      const imap = await settings(context, deps, address);
      const password = await readPassword(context.stdin);
      const ownerId = await findOwner(runtime, context.options.owner);
      if (context.options.untested !== true) {
        await assertNew(runtime.db, address);
        context.progress(`Signing in at ${imap.host}:${imap.port} …`);
        await assertSignInWorks(deps, imap, password, {
          otherwise: 'Not connected.',
          privateHostAllowed: true,
        });
      }
      const id = await addMailAccount(
        deps,
        { address, password, imap, ...(ownerId === null ? {} : { ownerId }) },
        { viewer: null, privateHostAllowed: true },
      );
      context.print({ id, address, imap }, () => [
        `${address} is connected (${imap.host}:${imap.port}); its archive begins now.`,
      ]);
      return 0;
    }),
};

/** Before its server is asked; that an address is connected once only is the constraint's word. */
async function assertNew(db: Kysely<DB>, address: string): Promise<void> {
  const known = await db
    .selectFrom('mail_account')
    .select('id')
    .where((eb) => eb(eb.fn('lower', ['address']), '=', normaliseAddress(address)))
    .where('state', '<>', 'removed')
    .executeTakeFirst();
  if (known !== undefined) throw new TradepostError('conflict', `${address} is connected already.`);
}

async function settings(context: CommandContext, deps: AccountDeps, address: string): Promise<ImapSettings> {
  const user = typeof context.options.user === 'string' ? context.options.user : null;
  if (typeof context.options.imap !== 'string') {
    const found = (await deps.probe.lookup(address)).imap;
    if (found === null) throw new UsageError(`No settings were found for ${address}: give --imap HOST:PORT.`);
    return { ...found, user: user ?? found.user };
  }
  const match = /^(.+):(\d{1,5})$/.exec(context.options.imap);
  const port = Number(match?.[2]);
  if (match === null || port < 1 || port > 65_535)
    throw new UsageError('--imap is HOST:PORT, for example imap.example.com:993.');
  const security = context.options.security ?? (port === 993 ? 'tls' : 'starttls');
  if (security !== 'none' && security !== 'starttls' && security !== 'tls')
    throw new UsageError('--security is none, starttls or tls.');
  return { host: match[1] as string, port, security, user: user ?? address };
}

async function findOwner(runtime: Runtime, email: unknown): Promise<number | null> {
  if (typeof email !== 'string') return null;
  const { rows } = await sql<{ id: number }>`
    select id from app_user where lower(email) = lower(${email}) and disabled_at is null`.execute(runtime.db);
  if (rows[0] === undefined) throw new TradepostError('not-found', `There is no active user ${email}.`);
  return rows[0].id;
}

const list: Command = {
  name: 'account list',
  usage: '',
  summary: 'Mail accounts with their health and progress.',
  args: [0, 0],
  run: (context) =>
    withRuntime(async (runtime) => {
      const accounts = (await listAccounts(runtime.db, ADMINISTRATOR.scope)).map((row) =>
        describeAccount(row),
      );
      const faults = await listMailboxFaults(
        runtime.db,
        accounts.map(({ id }) => id),
      );
      const clock = await companyClock(runtime.db);
      context.print(accounts, () =>
        accounts.length === 0
          ? ['No mail account is connected yet. Connect one with "scripts/tradepost account add".']
          : [
              ...table(
                ['address', 'status', 'archived', 'of', `last success (${clock.timeZone})`, 'owner'],
                accounts.map((account) => [
                  account.address,
                  account.status,
                  account.progress.done,
                  account.progress.total,
                  account.lastSuccessAt === null ? 'never' : clock.second(account.lastSuccessAt),
                  account.ownerName ?? '',
                ]),
              ),
              ...accounts
                .filter((account) => account.fault !== null)
                .map(
                  (account) =>
                    `${account.address}: ${faultWords(account.fault?.code ?? null, account.fault?.detail ?? null)}`,
                ),
              ...faults.map((fault) =>
                mailboxFaultLine(accounts.find(({ id }) => id === fault.accountId)?.address ?? '', fault),
              ),
            ],
      );
      return 0;
    }),
};

const test: Command = {
  name: 'account test',
  usage: 'ADDRESS',
  summary: 'Sign in with the saved settings and say what works, or what is wrong and what to do.',
  args: [1, 1],
  run: (context) =>
    withRuntime(async (runtime) => {
      const id = await findAccountId(runtime.db, context.args[0] as string);
      const result = await testMailAccount(depsOf(runtime), ADMINISTRATOR, id);
      context.print(result, () => [
        result.ok
          ? `Works: ${result.mailboxes} mailboxes to archive, ${result.messages ?? 'an unknown number of'} mails in them, ${result.idle ? 'tells of new mail at once' : 'is asked for new mail'}.`
          : faultWords(result.fault?.code ?? 'internal', result.fault?.detail ?? null),
      ]);
      return result.ok ? 0 : 1;
    }),
};

type Change = (deps: AccountDeps, actor: typeof ADMINISTRATOR, id: number) => Promise<void>;

const changing = (name: string, summary: string, done: string, change: Change): Command => ({
  name: `account ${name}`,
  usage: 'ADDRESS',
  summary,
  args: [1, 1],
  run: (context) =>
    withRuntime(async (runtime) => {
      const address = context.args[0] as string;
      const id = await findAccountId(runtime.db, address);
      await change(depsOf(runtime), ADMINISTRATOR, id);
      const row = await findAccount(runtime.db, ADMINISTRATOR.scope, id);
      context.print({ id, address, state: row?.state ?? 'removed' }, () => [`${address} ${done}`]);
      return 0;
    }),
});

export const accountCommands: readonly Command[] = [
  add,
  list,
  test,
  changing('pause', 'Stop syncing for now.', 'is paused.', pauseMailAccount),
  changing('resume', 'Go on syncing.', 'is synced again.', resumeMailAccount),
  changing(
    'remove',
    'Disconnect: the saved password is wiped, the archive stays.',
    'is disconnected; its archive stays.',
    removeMailAccount,
  ),
];
