import { BENCH_FLAGS, benchIngest, benchOptions } from '../../bench/ingest.ts';
import { markdownReport, textReport } from '../../bench/report.ts';
import { type Command, UsageError } from '../command.ts';

const { json: _, ...options } = BENCH_FLAGS;

export const bench: Command = {
  name: 'bench ingest',
  usage:
    '[--count N] [--scale X] [--rounds N] [--work-dir DIR] [--timeout SECONDS] [--only tradepost] [--markdown]',
  summary: 'Time the whole ingest of a large mailbox beside mbsync and notmuch on the same machine.',
  help: [
    'Works on a data folder of its own and leaves the running product alone; the generated mailbox (1.1 GB)',
    'is kept in the work folder for the next time.',
  ],
  options,
  args: [0, 0],
  async run(context) {
    let wanted: ReturnType<typeof benchOptions>;
    try {
      wanted = benchOptions(context.options);
    } catch (error) {
      if (error instanceof RangeError) throw new UsageError(error.message);
      throw error;
    }
    const result = await benchIngest({ ...wanted, progress: (line) => context.progress(line) });
    context.print(result, () => [
      context.options.markdown === true ? markdownReport(result) : textReport(result),
    ]);
    return 0;
  },
};
