/** The benchmark of searches for docs/benchmarks.md and for a terminal. */
import type { MeasuredSearch, SearchBenchResult } from './search.ts';

/** Of first pages, at p95. */
const GOAL_MS = 30;
const MOST_OF_DEEP = 2;
const MOST_GROWTH = 1.5;

const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
const ms = (value: number | undefined) => (value === undefined ? '-' : value.toFixed(value < 10 ? 1 : 0));
const short = (n: number) => (n >= 1e6 ? `${n / 1e6} M` : `${n / 1e3} k`);
const gb = (bytes: number) => `${(bytes / 1e9).toFixed(2)} GB`;

/** The same question to another archive, which may have none of a kind: a page 50 of what has no thousand matches. */
const same = (measured: readonly MeasuredSearch[], { kind, name, query, who }: MeasuredSearch) =>
  measured.find((one) => one.kind === kind && one.name === name && one.query === query && one.who === who);

export function searchReport({ sizes, rounds, machine }: SearchBenchResult): string {
  const largest = sizes.at(-1);
  if (largest === undefined) return 'Nothing was measured.';
  const heads = sizes.flatMap(({ mails }) => ['p50', 'p95', 'p99'].map((p) => `${short(mails)} ${p}`));
  const rows = largest.measured.map((one) =>
    line([
      `${one.kind === 'page 50' ? 'page 50: ' : ''}${one.name}`,
      `\`${one.query}\``,
      one.who,
      ...sizes.flatMap(({ measured }) => {
        const there = same(measured, one);
        return [ms(there?.p50), ms(there?.p95), ms(there?.p99)];
      }),
    ]),
  );
  return [
    `${rounds} searches of each kind, one at a time, milliseconds; with permissions, snippets and the record of a leader's search.`,
    '',
    line(['mails', 'rows written, s', 'index made, s', 'index', 'rows with their terms']),
    line(['---:', '---:', '---:', '---:', '---:']),
    ...sizes.map(({ mails, build, indexBytes, docBytes }) =>
      line([short(mails), build.rows.toFixed(0), build.index.toFixed(0), gb(indexBytes), gb(docBytes)]),
    ),
    '',
    `Machine: ${Object.values(machine).join(', ')}`,
    '',
    line(['', 'search', 'who', ...heads]),
    line(['---', '---', '---', ...heads.map(() => '---:')]),
    ...rows,
    '',
    ...sizes.map(({ mails, measured }) => verdict(short(mails), measured)),
    ...(sizes.length > 1 ? [growth(sizes)] : []),
  ].join('\n');
}

function verdict(size: string, measured: readonly MeasuredSearch[]): string {
  const slow = measured.filter(({ kind, p95 }) => kind === 'first page' && p95 > GOAL_MS);
  const deep = measured.filter((one) => {
    const first = measured.find(({ kind, name }) => kind === 'first page' && name === one.name);
    return one.kind === 'page 50' && first !== undefined && one.p50 > MOST_OF_DEEP * first.p50;
  });
  const said = (what: string, ones: readonly MeasuredSearch[]) =>
    ones.length === 0 ? `no ${what}` : `${what}: ${ones.map(({ name }) => name).join('; ')}`;
  return `${size}: ${said(`first page over ${GOAL_MS} ms at p95`, slow)}; ${said(`page 50 over ${MOST_OF_DEEP} times the first`, deep)}.`;
}

function growth(sizes: SearchBenchResult['sizes']): string {
  const [before, last] = [sizes.at(-2), sizes.at(-1)];
  const grown = (last?.measured ?? []).filter(
    (one) => one.p50 > MOST_GROWTH * (same(before?.measured ?? [], one)?.p50 ?? Number.POSITIVE_INFINITY),
  );
  return grown.length === 0
    ? `From ${short(before?.mails ?? 0)} to ${short(last?.mails ?? 0)} none is slower than ${MOST_GROWTH} times.`
    : `From ${short(before?.mails ?? 0)} to ${short(last?.mails ?? 0)} slower than ${MOST_GROWTH} times: ${grown.map(({ name }) => name).join('; ')}.`;
}
