import { stat } from 'node:fs/promises';
import { basename } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import {
  type CustomerFault,
  DUPLICATE_CHOICES,
  type DuplicateChoice,
  type ImportCounts,
} from '@tradepost/contract';
import { TradepostError } from '@tradepost/core/errors';
import { countOutcomes, startImport, updateImport } from '@tradepost/core/intake/import-runs';
import { faultSentence } from '@tradepost/core/intake/fault-sentence';
import { readImport } from '@tradepost/core/intake/upload';
import { JOB_KINDS } from '@tradepost/core/jobs/kinds';
import { runJob } from '@tradepost/core/jobs/run-job';
import { findImport, type ImportLineRow, listImportLines } from '@tradepost/db/queries/intake-imports';
import { type Command, UsageError } from '../command.ts';
import { type Runtime, withRuntime } from '../runtime.ts';

const LOOK_MS = 300;
/** Lines at fault that are printed; the rest is counted. */
const MOST_PRINTED = 1_000;

export const customerImport: Command = {
  name: 'customer import',
  usage:
    'FILE.{csv,xlsx,vcf} [--batch NAME] [--source TEXT] [--duplicates skip|fill|add-contact] [--dry-run]',
  summary: 'Make customers of a list or of business cards.',
  help: [
    'Columns by their Chinese or English headings, in any encoding; see the import page for all of them.',
    'A line that is a customer already is skipped, unless --duplicates says otherwise. The batch must exist.',
    'Stopped here, it goes on in the running product.',
  ],
  options: {
    'dry-run': { type: 'boolean' },
    batch: { type: 'string' },
    source: { type: 'string' },
    duplicates: { type: 'string' },
  },
  args: [1, 1],
  run: (context) =>
    withRuntime(async (runtime) => {
      const path = context.args[0] as string;
      const dry = context.options['dry-run'] === true;
      const onDuplicate = duplicateChoice(context.options['duplicates']);
      const batchId = await batchOf(runtime, context.options['batch']);
      await stat(path).catch((error: unknown) => {
        throw new TradepostError(
          'not-found',
          `${path} cannot be read (${(error as NodeJS.ErrnoException).code ?? 'unknown fault'}).`,
        );
      });
      const id = await readImport(runtime.db, null, basename(path), path);
      const { source } = context.options;
      await updateImport(runtime.db, null, id, {
        onDuplicate,
        batchId,
        source: typeof source === 'string' ? source : null,
      });
      const jobId = await startImport(runtime, null, id, dry);
      // Here, unless a process of the product was faster; and there, where this one is killed.
      await runJob(runtime.db, JOB_KINDS, jobId, new AbortController().signal, () => {});
      await finished(runtime, id, (done, total) => context.progress(`${done} of ${total} lines`));
      const counts = await countOutcomes(runtime.db, id, dry ? 'planned' : 'outcome');
      const lines = await listImportLines(runtime.db, id, {
        after: 0,
        outcomes: ['duplicate', 'invalid'],
        limit: MOST_PRINTED,
      });
      const rows = lines.map((row) => describe(row, dry));
      const told = {
        dryRun: dry,
        created: counts.created,
        filled: counts.filled,
        contactsAdded: counts['contact-added'],
        duplicates: counts.duplicate,
        invalid: counts.invalid,
        rows,
      };
      context.print(told, () => [
        ...rows.map(({ line, outcome, why }) => `line ${line}: ${outcome}${why === null ? '' : `: ${why}`}`),
        sentence(counts, dry),
      ]);
      return counts.invalid > 0 ? 1 : 0;
    }),
};

function duplicateChoice(text: string | boolean | undefined): DuplicateChoice {
  if (text === undefined) return 'skip';
  const choice = DUPLICATE_CHOICES.find((one) => one === text);
  if (choice === undefined) throw new UsageError('--duplicates is skip, fill or add-contact');
  return choice;
}

async function batchOf({ db }: Runtime, name: string | boolean | undefined): Promise<number | null> {
  if (typeof name !== 'string') return null;
  const rows = await db.selectFrom('batch').select(['id', 'name']).where('archived_at', 'is', null).execute();
  const found = rows.find((row) => row.name.toLowerCase() === name.toLowerCase());
  if (found === undefined) throw new TradepostError('not-found', `There is no batch named "${name}".`);
  return found.id;
}

async function finished(
  { db }: Runtime,
  id: number,
  onProgress: (done: number, total: number) => void,
): Promise<void> {
  for (;;) {
    const run = await findImport(db, null, id);
    if (run === undefined) throw new TradepostError('not-found', 'The import is gone.');
    if (run.state === 'failed') throw new TradepostError('unprocessable', run.error ?? 'The import stopped.');
    if (run.state === 'checked' || run.state === 'done') return;
    onProgress(run.done, run.row_count);
    await delay(LOOK_MS);
  }
}

const describe = ({ line, planned, outcome, fault }: ImportLineRow, dry: boolean) => ({
  line,
  outcome: dry ? planned : outcome,
  why: fault === null ? null : faultSentence(fault as CustomerFault, 'en'),
});

function sentence(counts: ImportCounts, dry: boolean): string {
  const made = dry ? 'would be made' : 'made';
  const added = counts.filled + counts['contact-added'];
  return `${counts.created} customers ${made}, ${added} added to, ${counts.duplicate} there already, ${counts.invalid} lines at fault.`;
}
