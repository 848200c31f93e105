import { benchCustomers } from '../../bench/customers.ts';
import { customersReport } from '../../bench/customers-report.ts';
import { type Command, UsageError } from '../command.ts';

function numbers(name: string, text: unknown): number[] | undefined {
  if (typeof text !== 'string') return undefined;
  const values = text.split(',').map(Number);
  if (values.some((value) => !Number.isSafeInteger(value) || value <= 0))
    throw new UsageError(`--${name} takes whole numbers above 0, not "${text}".`);
  return values;
}

export const benchCustomersCommand: Command = {
  name: 'bench customers',
  usage: '[--sizes 100000,1000000] [--entries 20] [--rounds 200] [--work-dir DIR]',
  summary: 'Time the customer list, the duplicate check and the customer page at sizes that show the growth.',
  help: [
    'Builds the customers in a database of its own in the work folder and keeps it there for the next time:',
    'some 15 minutes and 12 GB for a million customers with 20 timeline entries each. Prints markdown.',
  ],
  options: {
    sizes: { type: 'string' },
    entries: { type: 'string' },
    rounds: { type: 'string' },
    'work-dir': { type: 'string' },
  },
  args: [0, 0],
  async run(context) {
    const { options } = context;
    const sizes = numbers('sizes', options['sizes']);
    const [entriesEach] = numbers('entries', options['entries']) ?? [];
    const [rounds] = numbers('rounds', options['rounds']) ?? [];
    const workDir = options['work-dir'];
    const result = await benchCustomers({
      ...(sizes === undefined ? {} : { sizes }),
      ...(entriesEach === undefined ? {} : { entriesEach }),
      ...(rounds === undefined ? {} : { rounds }),
      ...(typeof workDir === 'string' ? { workDir } : {}),
      progress: (line) => context.progress(line),
    });
    context.print(result, () => [customersReport(result)]);
    return 0;
  },
};
