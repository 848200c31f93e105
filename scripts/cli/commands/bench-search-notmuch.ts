import { benchSearchNotmuch } from '../../bench/search-notmuch.ts';
import { notmuchReport } from '../../bench/search-notmuch-report.ts';
import { type Command, UsageError } from '../command.ts';

export const benchSearchNotmuchCommand: Command = {
  name: 'bench search-notmuch',
  usage: '[--count N] [--rounds N] [--work-dir DIR]',
  summary: 'Search the same mails with notmuch: what each finds, why not the same, and how long it takes.',
  help: [
    'Archives the mailbox of `bench ingest` with the real processes, and has notmuch index what mbsync pulls of it.',
    'Some ten minutes. Prints markdown.',
  ],
  options: { count: { type: 'string' }, rounds: { type: 'string' }, 'work-dir': { type: 'string' } },
  args: [0, 0],
  async run(context) {
    const { count, rounds, 'work-dir': workDir } = context.options;
    const number = (name: string, text: unknown): number | undefined => {
      if (typeof text !== 'string') return undefined;
      const value = Number(text);
      if (!Number.isSafeInteger(value) || value <= 0)
        throw new UsageError(`--${name} takes a whole number above 0, not "${text}".`);
      return value;
    };
    const [wantedCount, wantedRounds] = [number('count', count), number('rounds', rounds)];
    const result = await benchSearchNotmuch({
      ...(wantedCount === undefined ? {} : { count: wantedCount }),
      ...(wantedRounds === undefined ? {} : { rounds: wantedRounds }),
      ...(typeof workDir === 'string' ? { workDir } : {}),
      progress: (text) => context.progress(text),
    });
    context.print(result, () => [notmuchReport(result)]);
    return 0;
  },
};
