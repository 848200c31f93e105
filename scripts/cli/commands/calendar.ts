import { importCalendar } from '@tradepost/core/calendar/import';
import type { Command } from '../command.ts';
import { readText } from '../read-text.ts';
import { withRuntime } from '../runtime.ts';

export const calendarImport: Command = {
  name: 'calendar import',
  usage: 'FILE.csv [--dry-run]',
  summary: 'Add days off and make-up days of countries: country, day, name_en, name_zh, kind, yearly.',
  help: [
    'kind is holiday (the usual) or makeup; yearly is yes for a day that is off in every year.',
    'All of the file or nothing; a day that is there already is replaced.',
  ],
  options: { 'dry-run': { type: 'boolean' } },
  args: [1, 1],
  run: (context) =>
    withRuntime(async (runtime) => {
      const csv = await readText(context.args[0] as string);
      const result = await importCalendar(runtime, null, csv, context.options['dry-run'] === true);
      context.print(result, () => [
        ...result.faults.map(({ line, value }) => `line ${line}: "${value}" is not right`),
        result.faults.length > 0
          ? 'Nothing was changed.'
          : `${result.added} days ${result.dryRun ? 'would be added' : 'added'}, ${result.changed} replaced.`,
      ]);
      return result.faults.length > 0 ? 1 : 0;
    }),
};
