import { type AccountProof, verifyAccount } from '@tradepost/core/verify/verify-account';
import type { Command } from '../command.ts';
import { faultWords } from '../fault-words.ts';
import { chooseAccounts } from '../find-account.ts';
import { withRuntime } from '../runtime.ts';
import { table } from '../table.ts';

export const verify: Command = {
  name: 'verify',
  usage: '[--account ADDRESS]',
  summary: 'Prove that the archive is whole: every mailbox compared with its server, UID by UID.',
  help: [
    'server = archived + duplicates + quarantined + skipped + missing; vanished mail is gone from the server',
    'and stays in the archive. Exit code 1 when something is missing or could not be compared.',
  ],
  options: { account: { type: 'string' } },
  args: [0, 0],
  run: (context) =>
    withRuntime(async (runtime) => {
      const proofs: AccountProof[] = [];
      for (const { id, address } of await chooseAccounts(runtime.db, context.options.account)) {
        context.progress(`Comparing ${address} …`);
        proofs.push(
          await verifyAccount({ ...runtime, allowedMailHosts: runtime.config.allowedMailHosts }, id),
        );
      }
      const complete = proofs.every((proof) => proof.complete);
      context.print({ complete, accounts: proofs }, () => [
        ...proofs.flatMap(describe),
        '',
        complete ? 'Complete: nothing is missing.' : 'NOT complete.',
      ]);
      return complete ? 0 : 1;
    }),
};

function describe(proof: AccountProof): string[] {
  const head = [
    'mailbox',
    'server',
    'archived',
    'duplicates',
    'quarantined',
    'skipped',
    'vanished',
    'missing',
    '',
  ];
  const rows = proof.mailboxes.map((box) => [
    box.path,
    box.server,
    box.archived,
    box.duplicates,
    box.quarantined,
    box.skipped,
    box.vanished,
    box.missing,
    box.problem ??
      (box.gone ? 'gone from the server' : (box.skipReason ?? (box.kind === 'imap' ? '' : box.kind))),
  ]);
  const problem = proof.fault === null ? proof.problem : faultWords(proof.fault.code, proof.fault.detail);
  return ['', proof.address, ...(problem === null ? [] : [`  ${problem}`]), ...table(head, rows)];
}
