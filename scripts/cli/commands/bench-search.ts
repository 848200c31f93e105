import { benchSearch } from '../../bench/search.ts';
import { searchReport } from '../../bench/search-report.ts';
import { type Command, UsageError } from '../command.ts';

export const benchSearchCommand: Command = {
  name: 'bench search',
  usage: '[--sizes 100000,1000000,3000000] [--rounds 50] [--only TEXT] [--work-dir DIR]',
  summary: 'Time searches over archives of growing size, as an owner, a manager and a salesperson ask them.',
  help: [
    'Builds each archive in a database of its own in the work folder and keeps it there for the next time.',
    'Prints markdown.',
  ],
  options: {
    sizes: { type: 'string' },
    rounds: { type: 'string' },
    only: { type: 'string' },
    'work-dir': { type: 'string' },
  },
  args: [0, 0],
  async run(context) {
    const { sizes, rounds, only, 'work-dir': workDir } = context.options;
    const numbers = (name: string, text: unknown): number[] | undefined => {
      if (typeof text !== 'string') return undefined;
      const values = text.split(',').map(Number);
      if (values.some((value) => !Number.isSafeInteger(value) || value <= 0))
        throw new UsageError(`--${name} takes whole numbers above 0, not "${text}".`);
      return values;
    };
    const [wantedSizes, wantedRounds] = [numbers('sizes', sizes), numbers('rounds', rounds)?.[0]];
    const result = await benchSearch({
      ...(wantedSizes === undefined ? {} : { sizes: wantedSizes }),
      ...(wantedRounds === undefined ? {} : { rounds: wantedRounds }),
      ...(typeof only === 'string' ? { only } : {}),
      ...(typeof workDir === 'string' ? { workDir } : {}),
      progress: (line) => context.progress(line),
    });
    context.print(result, () => [searchReport(result)]);
    return 0;
  },
};
