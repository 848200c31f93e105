/** The benchmark of customers for docs/benchmarks.md and for a terminal. */
import type { CustomersBenchResult } from './customers.ts';

/** The goal: at p95. */
const GOAL_MS = 50;

const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
const ms = (value: number | undefined) => (value === undefined ? '-' : value.toFixed(value < 10 ? 1 : 0));

export function customersReport(result: CustomersBenchResult): string {
  const { sizes, machine, versions, entriesEach, rounds } = result;
  const largest = sizes.at(-1);
  const smallest = sizes[0];
  if (largest === undefined || smallest === undefined) return 'Nothing was measured.';
  const heads = sizes.flatMap(({ customers }) =>
    ['p50', 'p95', 'p99'].map((p) => `${short(customers)} ${p}`),
  );
  const rows = largest.measured.map(({ group, name }, i) => {
    const cells = sizes.flatMap(({ measured }) => {
      const one = measured[i];
      return [ms(one?.p50), ms(one?.p95), ms(one?.p99)];
    });
    const growth = (largest.measured[i]?.p50 ?? 0) / (smallest.measured[i]?.p50 ?? 1);
    return line([`${group}: ${name}`, ...cells, ...(sizes.length > 1 ? [growth.toFixed(1)] : [])]);
  });
  const over = largest.measured.filter(({ p95 }) => p95 > GOAL_MS);
  return [
    `${sizes.map(({ customers, databaseBytes }) => `${customers.toLocaleString('en')} customers with ${(customers * entriesEach).toLocaleString('en')} timeline entries (${(databaseBytes / 1e9).toFixed(1)} GB)`).join('; ')}; ${rounds} questions of each kind, one at a time, milliseconds.`,
    '',
    `Machine: ${Object.values(machine).join(', ')}`,
    '',
    `Versions: ${Object.entries(versions)
      .map(([name, version]) => `${name} ${version}`)
      .join(', ')}`,
    '',
    line(['', ...heads, ...(sizes.length > 1 ? ['growth of p50'] : [])]),
    line(['---', ...heads.map(() => '---:'), ...(sizes.length > 1 ? ['---:'] : [])]),
    ...rows,
    '',
    over.length === 0
      ? `At ${short(largest.customers)} all p95 are under ${GOAL_MS} ms.`
      : `At ${short(largest.customers)} over ${GOAL_MS} ms at p95: ${over.map(({ group, name }) => `${group}: ${name}`).join('; ')}.`,
  ].join('\n');
}

const short = (n: number) => (n >= 1e6 ? `${n / 1e6} M` : `${n / 1e3} k`);
