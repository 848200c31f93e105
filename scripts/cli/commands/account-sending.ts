/** How a mail account sends: naming the server, and testing it. */
import type { SubmissionInput } from '@tradepost/contract';
import { updateMailAccount } from '@tradepost/core/accounts/change';
import type { AccountDeps } from '@tradepost/core/accounts/deps';
import { makeMailProbe } from '@tradepost/core/accounts/make-probe';
import { testAccountSending } from '@tradepost/core/accounts/senders';
import { describeAccount } from '@tradepost/core/accounts/status';
import { findAccount } from '@tradepost/db/queries/accounts';
import { type Command, type CommandContext, UsageError } from '../command.ts';
import { findAccountId } from '../find-account.ts';
import { readPassword } from '../read-password.ts';
import { ADMINISTRATOR, type Runtime, withRuntime } from '../runtime.ts';
import { sendingFaultWords } from '../sending-fault-words.ts';

const depsOf = (runtime: Runtime): AccountDeps => ({ ...runtime, probe: makeMailProbe(runtime.config) });

const sending: Command = {
  name: 'account sending',
  usage:
    'ADDRESS [--smtp HOST:PORT [--security none|starttls|tls] [--user NAME | --no-sign-in] [--password-stdin]] [--preset] [--append yes|no|auto]',
  summary: 'Say how a mail account sends, or show it.',
  help: [
    'The password is the one of IMAP unless another is given on standard input.',
    '--preset takes a named server away again: the provider’s is used, where it is known.',
    '--append: whether a copy of what is sent is put into Sent; auto: as the provider needs it.',
    'Hosts on this machine and private networks are allowed here.',
  ],
  options: {
    smtp: { type: 'string' },
    security: { type: 'string' },
    user: { type: 'string' },
    'no-sign-in': { type: 'boolean' },
    'password-stdin': { type: 'boolean' },
    preset: { type: 'boolean' },
    append: { type: 'string' },
  },
  args: [1, 1],
  run: (context) =>
    withRuntime(async (runtime) => {
      const address = context.args[0] as string;
      const id = await findAccountId(runtime.db, address);
      const smtp = await serverOf(context, address);
      const appendSent = appendOf(context);
      if (smtp !== undefined || appendSent !== undefined)
        await updateMailAccount(depsOf(runtime), ADMINISTRATOR, id, {
          ...(smtp === undefined ? {} : { smtp }),
          ...(appendSent === undefined ? {} : { appendSent }),
        });
      const row = await findAccount(runtime.db, ADMINISTRATOR.scope, id);
      const now = row === undefined ? null : describeAccount(row).smtp;
      context.print(now, () =>
        now === null
          ? [`${address} has no server for sending. Name one with --smtp HOST:PORT.`]
          : [
              `${address} sends by ${now.host}:${now.port} (${now.security}${now.user === null ? ', no sign-in' : `, as ${now.user}`}${now.source === 'preset' ? ', the provider’s' : ''}).`,
              ...(now.fault === null ? [] : [sendingFaultWords(now.fault.code, now.fault.detail)]),
            ],
      );
      return 0;
    }),
};

async function serverOf(
  context: CommandContext,
  address: string,
): Promise<SubmissionInput | null | undefined> {
  const { smtp, user, security: asked } = context.options;
  if (context.options['preset'] === true) return null;
  if (typeof smtp !== 'string') return undefined;
  const match = /^(.+):(\d{1,5})$/.exec(smtp);
  const port = Number(match?.[2]);
  if (match === null || port < 1 || port > 65_535)
    throw new UsageError('--smtp is HOST:PORT, for example smtp.example.com:465.');
  const security = asked ?? (port === 465 ? 'tls' : 'starttls');
  if (security !== 'none' && security !== 'starttls' && security !== 'tls')
    throw new UsageError('--security is none, starttls or tls.');
  const password =
    context.options['password-stdin'] === true
      ? { password: await readPassword(context.stdin) }
      : { password: null };
  const signIn = context.options['no-sign-in'] !== true;
  return {
    host: match[1] as string,
    port,
    security,
    user: signIn ? (typeof user === 'string' ? user : address) : null,
    ...password,
  };
}

function appendOf(context: CommandContext): boolean | null | undefined {
  const { append } = context.options;
  if (append === undefined) return undefined;
  if (append === 'auto') return null;
  if (append === 'yes' || append === 'no') return append === 'yes';
  throw new UsageError('--append is yes, no or auto.');
}

const testSending: Command = {
  name: 'account test-sending',
  usage: 'ADDRESS',
  summary:
    'Sign in to the server for sending, and say what works, or what is wrong and what to do. Sends nothing.',
  args: [1, 1],
  run: (context) =>
    withRuntime(async (runtime) => {
      const id = await findAccountId(runtime.db, context.args[0] as string);
      const result = await testAccountSending(depsOf(runtime), ADMINISTRATOR, id);
      context.print(result, () => [
        result.ok
          ? `Works${result.maxSize === null ? '' : `: the server takes mails of up to ${Math.floor(result.maxSize / 1_048_576)} MB`}.`
          : sendingFaultWords(result.fault?.code ?? null, result.fault?.detail ?? null),
      ]);
      return result.ok ? 0 : 1;
    }),
};

export const accountSendingCommands: readonly Command[] = [sending, testSending];
