import { updateMailAccount } from '@tradepost/core/accounts/change';
import { makeMailProbe } from '@tradepost/core/accounts/make-probe';
import { notFound } from '@tradepost/core/errors';
import { findAccount } from '@tradepost/db/queries/accounts';
import type { Command } from '../command.ts';
import { findAccountId } from '../find-account.ts';
import { assertPasswordComes, readPassword } from '../read-password.ts';
import { ADMINISTRATOR, withRuntime } from '../runtime.ts';
import { assertSignInWorks } from '../sign-in-works.ts';

const password: Command = {
  name: 'account password',
  usage: 'ADDRESS --password-stdin [--untested]',
  summary: 'Give a mail account another password; it is read from standard input.',
  help: [
    'It signs in first and changes nothing when that fails; --untested saves it all the same, for a server that is down now.',
    'A server for sending that has a password of its own keeps it: see account sending.',
  ],
  options: { 'password-stdin': { type: 'boolean' }, untested: { type: 'boolean' } },
  args: [1, 1],
  run: (context) =>
    withRuntime(async (runtime) => {
      const address = context.args[0] as string;
      assertPasswordComes(context);
      const id = await findAccountId(runtime.db, address);
      const row = await findAccount(runtime.db, ADMINISTRATOR.scope, id);
      if (row === undefined) throw notFound('The mail account');
      const given = await readPassword(context.stdin);
      const deps = { ...runtime, probe: makeMailProbe(runtime.config) };
      const { imap_host: host, imap_port: port, imap_security: security, imap_user: user } = row;
      if (context.options.untested !== true) {
        context.progress(`Signing in at ${host}:${port} …`);
        await assertSignInWorks(deps, { host, port, security, user }, given, {
          otherwise: 'Nothing is changed.',
          privateHostAllowed: row.private_host_allowed,
        });
      }
      await updateMailAccount(deps, ADMINISTRATOR, id, { password: given });
      context.print({ id, address: row.address, state: row.state }, () => [
        `${row.address} signs in with the new password${row.state === 'paused' ? ' when it is resumed' : ' from now on'}.`,
      ]);
      return 0;
    }),
};

export const accountPasswordCommands: readonly Command[] = [password];
