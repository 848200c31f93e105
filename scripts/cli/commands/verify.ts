import { type AccountProof, verifyAccount } from '@tradepost/core/verify/verify-account';
import type { Command } from '../command.ts';
import { faultWords } from '../fault-words.ts';
import { chooseAccounts } from '../find-account.ts';
import { NotRunningError, type Runtime, withRuntime } from '../runtime.ts';
import { table } from '../table.ts';
import { askForSync, databaseTime, waitForSync } from '../wait-for-sync.ts';

/** Mail that came since the last sync is waited for so often, and no longer than this. */
const ROUNDS = 3;
const PATIENCE_MS = 60_000;
const IDLE_MS = 15_000;
/** More than that is no mail of the last minutes but an archive that has still to come. */
const MOST_BEHIND = 100;

export const verify: Command = {
  name: 'verify',
  usage: '[--account ADDRESS]',
  summary: 'Prove that the archive is whole: every mailbox compared with its server, UID by UID.',
  help: [
    'server = archived + duplicates + quarantined + skipped + missing; vanished mail is gone from the server',
    'and stays in the archive. Mail that came since the last sync is waited for.',
    'Exit code 1 when something is missing or could not be compared.',
  ],
  options: { account: { type: 'string' } },
  args: [0, 0],
  run: (context) =>
    withRuntime(async (runtime) => {
      const proofs: AccountProof[] = [];
      for (const { id, address } of await chooseAccounts(runtime.db, context.options.account)) {
        context.progress(`Comparing ${address} …`);
        proofs.push(await prove(runtime, id, (text) => context.progress(text)));
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

/** A mailbox goes on while it is compared: what came since its last sync is not missing, only not there yet. */
async function prove(
  runtime: Runtime,
  accountId: number,
  progress: (text: string) => void,
): Promise<AccountProof> {
  const deps = { ...runtime, allowedMailHosts: runtime.config.allowedMailHosts };
  let proof = await verifyAccount(deps, accountId);
  for (let round = 1; round < ROUNDS && behind(proof) > 0; round++) {
    const mails = behind(proof) === 1 ? '1 mail that has' : `${behind(proof)} mails that have`;
    progress(`${proof.address}: waiting for ${mails} come since its last sync …`);
    const since = await databaseTime(runtime);
    await askForSync(runtime, accountId);
    const signal = AbortSignal.timeout(PATIENCE_MS);
    try {
      await waitForSync(runtime, new Set([accountId]), since, { idleMs: IDLE_MS, signal });
    } catch (error) {
      if (!signal.aborted && !(error instanceof NotRunningError)) throw error;
      // Nobody syncs, or it takes too long: then it stands as it was found.
      return proof;
    }
    proof = await verifyAccount(deps, accountId);
  }
  return proof;
}

/** Mails that are not archived yet; 0 where there is worse than that, which waiting would hide. */
function behind(proof: AccountProof): number {
  if (proof.problem !== null || proof.mailboxes.some((box) => box.lost > 0 || box.problem !== null)) return 0;
  const missing = proof.mailboxes.reduce((sum, box) => sum + Math.max(box.missing ?? 0, 0), 0);
  return missing <= MOST_BEHIND ? missing : 0;
}

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
