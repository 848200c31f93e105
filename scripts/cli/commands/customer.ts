import { importCustomers } from '@tradepost/core/customers/import-csv';
import type { Command } from '../command.ts';
import { customerFaultWords } from '../customer-fault-words.ts';
import { readText } from '../read-text.ts';
import { ADMINISTRATOR, withRuntime } from '../runtime.ts';

export const customerImport: Command = {
  name: 'customer import',
  usage: 'FILE.csv [--dry-run]',
  summary:
    'Make customers from CSV: name, country, grade, website, source, owner, contact, email, phone, domain.',
  help: ['Chinese or English headers; UTF-8 or GBK. A line that is there already is not made again.'],
  options: { 'dry-run': { type: 'boolean' } },
  args: [1, 1],
  run: (context) =>
    withRuntime(async (runtime) => {
      const csv = await readText(context.args[0] as string);
      const result = await importCustomers(runtime, ADMINISTRATOR, csv, {
        dryRun: context.options['dry-run'] === true,
      });
      context.print(result, () => [
        ...result.rows
          .filter((row) => row.outcome !== 'created')
          .map((row) => {
            const why = row.reason === null ? '' : `: ${customerFaultWords(row.reason)}`;
            return `line ${row.line}: ${row.outcome}${why}`;
          }),
        `${result.created} customers ${result.dryRun ? 'would be made' : 'made'}, ${result.duplicates} there already, ${result.invalid} lines at fault.`,
      ]);
      return result.invalid > 0 ? 1 : 0;
    }),
};
