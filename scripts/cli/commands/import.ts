import { importMail } from '@tradepost/core/import/import-mail';
import { TradepostError } from '@tradepost/core/errors';
import { readMailFiles } from '@tradepost/core/import/mail-files';
import { openParsePool } from '@tradepost/core/ingest/open-pool';
import { type Command, UsageError } from '../command.ts';
import { findAccountId } from '../find-account.ts';
import { withRuntime } from '../runtime.ts';

export const importFiles: Command = {
  name: 'import',
  usage: 'PATH… --account ADDRESS',
  summary: 'Archive mail from files: .eml, folders of .eml, mbox, Maildir.',
  help: [
    'Safe to repeat: what was imported before is recognised.',
    'A path or a file that cannot be read, or is no mail, is named and left out; the exit code is 1 then.',
  ],
  options: { account: { type: 'string' } },
  args: [1, 10_000],
  run: (context) =>
    withRuntime(async (runtime) => {
      const { account } = context.options;
      if (typeof account !== 'string') throw new UsageError('Say whose mail it is: --account ADDRESS.');
      const accountId = await findAccountId(runtime.db, account);
      const pool = openParsePool(runtime.config);
      const skipped: { path: string; reason: string }[] = [];
      try {
        const result = await importMail(
          { ...runtime, pool },
          accountId,
          readAll(context.args, skipped),
          (progress) =>
            context.progress(
              `${progress.read} read, ${progress.imported} imported, ${progress.known} known already`,
            ),
        );
        await runtime.notifier.publish({ type: 'unfiled', accountId });
        context.print({ ...result, skipped }, () => [
          ...skipped.map((file) => file.reason),
          `${result.read} mails read: ${result.imported} imported (${result.newMessages} new to the archive), ${result.known} were there already, ${result.quarantined} quarantined.`,
        ]);
        return skipped.length > 0 ? 1 : 0;
      } finally {
        await pool.close();
      }
    }),
};

async function* readAll(paths: readonly string[], skipped: { path: string; reason: string }[]) {
  for (const path of paths)
    try {
      yield* readMailFiles(path, (file, reason) => skipped.push({ path: file, reason }));
    } catch (error) {
      if (!(error instanceof TradepostError)) throw error;
      skipped.push({ path, reason: error.message });
    }
}
