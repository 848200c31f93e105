import { readFileTexts } from '@tradepost/core/attachment-text/progress';
import type { Command } from '../command.ts';
import { withRuntime } from '../runtime.ts';
import { table } from '../table.ts';

export const attachments: Command = {
  name: 'attachments',
  usage: '',
  summary: 'How many files of the archive were read for the search, how many wait, and why some were not.',
  args: [0, 0],
  run: (context) =>
    withRuntime(async ({ db }) => {
      const texts = await readFileTexts(db);
      context.print(texts, () => [
        `${texts.total - texts.waiting} of ${texts.total} files are done.`,
        ...table(
          ['state', 'reason', 'files'],
          texts.files.map(({ state, reason, count }) => [state, reason, count]),
        ),
      ]);
      return 0;
    }),
};
