/** The server for outgoing mail, and what became of what was sent. */
import { OUTGOING_STATES, type OutgoingServerInput, type OutgoingState } from '@tradepost/contract';
import { sendTestMail } from '@tradepost/core/outbox/send-test';
import { chooseOutgoingAccount, readOutgoingAccounts } from '@tradepost/core/outbox/choose-account';
import { type ServerDeps, setOutgoingServer } from '@tradepost/core/outbox/server';
import { describeWayOut, findWayOut } from '@tradepost/core/outbox/way-out';
import { countOutboxMail, listOutboxMail } from '@tradepost/db/queries/outbox';
import { type Command, type CommandContext, UsageError } from '../command.ts';
import { readPassword } from '../read-password.ts';
import { ADMINISTRATOR, type Runtime, withRuntime } from '../runtime.ts';
import { table } from '../table.ts';

const depsOf = ({ db, secrets, config }: Runtime): ServerDeps => ({
  db,
  secrets,
  allowedMailHosts: config.allowedMailHosts,
});

const text = (value: unknown) => (typeof value === 'string' && value.trim() !== '' ? value : null);

function readServer(context: CommandContext): Omit<OutgoingServerInput, 'password'> {
  const match = /^(.+):(\d{1,5})$/.exec(context.args[0] as string);
  const port = Number(match?.[2]);
  if (match === null || port < 1 || port > 65_535)
    throw new UsageError('The server is HOST:PORT, for example smtp.example.com:465.');
  const security = context.options.security ?? (port === 465 ? 'tls' : 'starttls');
  if (security !== 'none' && security !== 'starttls' && security !== 'tls')
    throw new UsageError('--security is none, starttls or tls.');
  const from = text(context.options.from);
  if (from === null || !/^[^@\s]+@[^@\s]+$/.test(from))
    throw new UsageError('--from is the sender’s address.');
  return {
    host: match[1] as string,
    port,
    security,
    user: text(context.options.user),
    fromAddress: from,
    fromName: text(context.options['from-name']),
  };
}

const set: Command = {
  name: 'outgoing set',
  usage:
    'HOST:PORT --from ADDRESS [--from-name NAME] [--security none|starttls|tls] [--user NAME --password-stdin]',
  summary: 'Set the server for outgoing mail; the password is read from standard input.',
  help: ['Hosts on this machine and private networks are allowed here.'],
  options: {
    from: { type: 'string' },
    'from-name': { type: 'string' },
    security: { type: 'string' },
    user: { type: 'string' },
    'password-stdin': { type: 'boolean' },
  },
  args: [1, 1],
  run: (context) =>
    withRuntime(async (runtime) => {
      const server = readServer(context);
      const given = context.options['password-stdin'] === true;
      const input = given ? { ...server, password: await readPassword(context.stdin) } : server;
      const row = await setOutgoingServer(depsOf(runtime), input, {
        actorId: null,
        privateHostAllowed: true,
      });
      context.print({ host: row.host, port: row.port, from: row.from_address }, () => [
        `Mail goes out through ${row.host}:${row.port} as ${row.from_address}. Try it with "scripts/tradepost outgoing test ADDRESS".`,
      ]);
      return 0;
    }),
};

const use: Command = {
  name: 'outgoing use',
  usage: 'ACCOUNT [--from-name NAME]',
  summary: 'Send through a connected mail account, by its address: nobody’s, or an administrator’s.',
  options: { 'from-name': { type: 'string' } },
  args: [1, 1],
  run: (context) =>
    withRuntime(async ({ db }) => {
      const address = (context.args[0] as string).toLowerCase();
      const { scope } = ADMINISTRATOR;
      const accounts = await readOutgoingAccounts(db, scope);
      const account = accounts.find((one) => one.address.toLowerCase() === address);
      if (account === undefined)
        throw new UsageError(
          `Not one of the accounts that fit: ${accounts.map((one) => one.address).join(', ') || 'there are none'}.`,
        );
      const fromName = text(context.options['from-name']);
      await chooseOutgoingAccount(db, scope, { accountId: account.id, fromName }, null);
      context.print({ account: account.address }, () => [
        `Mail goes out through the account ${account.address}. Try it with "scripts/tradepost outgoing test ADDRESS".`,
      ]);
      return 0;
    }),
};

const test: Command = {
  name: 'outgoing test',
  usage: 'ADDRESS',
  summary: 'Send a test mail now and say what became of it.',
  args: [1, 1],
  run: (context) =>
    withRuntime(async (runtime) => {
      const email = context.args[0] as string;
      const mail = await sendTestMail(depsOf(runtime), { id: null, email, locale: 'en' });
      context.print({ state: mail.state, code: mail.error_code, detail: mail.error_detail }, () => [
        mail.state === 'sent'
          ? `The server took the mail for ${email}.`
          : `${mail.state}: ${mail.error_code ?? ''} ${mail.error_detail ?? ''}`.trim(),
      ]);
      return mail.state === 'sent' ? 0 : 1;
    }),
};

const list: Command = {
  name: 'outgoing list',
  usage: '[--state STATE] [--limit N]',
  summary: 'Mail of the product’s own, newest first, and whether the server works.',
  options: { state: { type: 'string' }, limit: { type: 'string' } },
  args: [0, 0],
  run: (context) =>
    withRuntime(async ({ db }) => {
      const limit = Number(context.options.limit ?? 50);
      if (!Number.isInteger(limit) || limit < 1 || limit > 1_000)
        throw new UsageError('--limit is a number from 1 to 1000.');
      const state = OUTGOING_STATES.find((one): one is OutgoingState => one === context.options.state);
      if (context.options.state !== undefined && state === undefined)
        throw new UsageError(`--state is one of ${OUTGOING_STATES.join(', ')}.`);
      const way = await findWayOut(db);
      const server = way === undefined ? null : describeWayOut(way);
      const counts = await countOutboxMail(db);
      const mails = await listOutboxMail(db, { state: state ?? null, beforeId: null, limit });
      const host = server === null ? null : (server.account?.address ?? `${server.host}:${server.port}`);
      context.print({ server: host, fault: server?.fault?.code ?? null, counts, mails }, () => [
        host === null
          ? `No server is set: ${counts.queued} mails wait.`
          : `Server ${host}: ${server?.fault?.code ?? 'no fault'}; ${counts.queued} wait, ${counts.failed} failed, ${counts.unknown} of unknown fate.`,
        ...table(
          ['id', 'state', 'kind', 'to', 'subject', 'attempts', 'fault'],
          mails.map((mail) => [
            mail.id,
            mail.state,
            mail.kind,
            mail.to_address,
            mail.subject,
            mail.attempts,
            [mail.error_code, mail.error_detail].filter(Boolean).join(': '),
          ]),
        ),
      ]);
      return 0;
    }),
};

export const outgoingCommands: readonly Command[] = [set, use, test, list];
