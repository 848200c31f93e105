import { benchFollowUp, followUpReport } from '../../bench/follow-up.ts';
import type { Command } from '../command.ts';

export const benchFollowUpCommand: Command = {
  name: 'bench follow-up',
  usage: '[--sizes 100000,1000000] [--work-dir DIR]',
  summary: 'Time the sweep that raises due follow-ups, and an idle one, at sizes that show the growth.',
  help: ['Builds the customers in a database of its own in the work folder. Prints markdown.'],
  options: { sizes: { type: 'string' }, 'work-dir': { type: 'string' } },
  args: [0, 0],
  async run(context) {
    const { sizes, 'work-dir': workDir } = context.options;
    const result = await benchFollowUp({
      ...(typeof sizes === 'string' ? { sizes: sizes.split(',').map(Number) } : {}),
      ...(typeof workDir === 'string' ? { workDir } : {}),
      progress: (line) => context.progress(line),
    });
    context.print(result, () => [followUpReport(result)]);
    return 0;
  },
};
