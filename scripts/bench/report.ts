/** The benchmark's result, for people, for machines and for docs/benchmarks.md. */
import { totalCpu } from './process-meter.ts';
import type { IngestRun } from './tradepost-run.ts';

export interface Round {
  readonly mbsyncSeconds: number | null;
  readonly notmuchSeconds: number | null;
  readonly tradepost: IngestRun;
}

export interface BenchResult {
  readonly messages: number;
  readonly octets: number;
  readonly rounds: readonly Round[];
  readonly machine: Readonly<Record<string, string>>;
  readonly versions: Readonly<Record<string, string>>;
  /** What could not be measured, and what to do. */
  readonly notes: readonly string[];
}

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  const upper = sorted[middle] ?? Number.NaN;
  return sorted.length % 2 === 1 ? upper : ((sorted[middle - 1] ?? Number.NaN) + upper) / 2;
}

const present = (values: readonly (number | null)[]): number[] => values.filter((value) => value !== null);
const spread = (values: readonly number[], digits: number, unit = ''): string[] =>
  values.length === 0
    ? ['-', '-', '-']
    : [Math.min(...values), median(values), Math.max(...values)].map((value) => value.toFixed(digits) + unit);

/** Ratios are taken within a round, whose runs stand next to each other in time: a noisy machine moves both. */
export function summaryRows(result: BenchResult): string[][] {
  const { rounds } = result;
  const runs = rounds.map((round) => round.tradepost);
  const both = (round: Round): number | null =>
    round.mbsyncSeconds === null || round.notmuchSeconds === null
      ? null
      : round.mbsyncSeconds + round.notmuchSeconds;
  const ratio = (of: (round: Round) => number | null) =>
    present(
      rounds.map((round) => ((base) => (base === null ? null : round.tradepost.seconds / base))(of(round))),
    );
  const mb = (bytes: number) => bytes / 1024 / 1024;
  return [
    ['', 'min', 'median', 'max'],
    ['mbsync, first pull, s', ...spread(present(rounds.map((r) => r.mbsyncSeconds)), 1)],
    ['notmuch new, s', ...spread(present(rounds.map((r) => r.notmuchSeconds)), 1)],
    [
      'Tradepost, whole ingest, s',
      ...spread(
        runs.map((r) => r.seconds),
        1,
      ),
    ],
    [
      'ratio to mbsync',
      ...spread(
        ratio((r) => r.mbsyncSeconds),
        2,
      ),
    ],
    ['ratio to mbsync + notmuch', ...spread(ratio(both), 2)],
    [
      'messages/s',
      ...spread(
        runs.map((r) => result.messages / r.seconds),
        0,
      ),
    ],
    [
      'ingest, peak RSS, MiB',
      ...spread(
        runs.map((r) => mb(r.ingest.peakBytes)),
        0,
      ),
    ],
    [
      'Postgres, peak private memory, MiB',
      ...spread(
        runs.map((r) => mb(r.postgres.peakBytes)),
        0,
      ),
    ],
    [
      'quarantined',
      ...spread(
        runs.map((r) => r.quarantined),
        0,
      ),
    ],
  ];
}

/** CPU seconds of the median run, largest first. */
export function cpuRows(result: BenchResult): string[][] {
  const runs = [...result.rounds].map((round) => round.tradepost).sort((a, b) => a.seconds - b.seconds);
  const run = runs[runs.length >> 1];
  if (run === undefined) return [];
  const threads = Object.entries(run.ingest.cpuSeconds).map(
    ([name, seconds]) => [`ingest: ${name}`, seconds] as const,
  );
  const rows = [
    ...threads,
    ['Postgres', totalCpu(run.postgres)] as const,
    ['Dovecot', totalCpu(run.dovecot)] as const,
  ]
    .filter(([, seconds]) => seconds >= 0.1)
    .sort((a, b) => b[1] - a[1]);
  return [
    ['CPU seconds of the median run', ''],
    ...rows.map(([name, seconds]) => [name, seconds.toFixed(1)]),
  ];
}

function plain(rows: readonly (readonly string[])[]): string[] {
  const width = (i: number) => Math.max(...rows.map((row) => (row[i] ?? '').length));
  return rows.map((row) =>
    row
      .map((cell, i) => (i === 0 ? cell.padEnd(width(i)) : cell.padStart(width(i))))
      .join('  ')
      .trimEnd(),
  );
}

function markdown(rows: readonly (readonly string[])[]): string[] {
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
  const [head = [], ...rest] = rows;
  return [line(head), line(head.map((_, i) => (i === 0 ? '---' : '---:'))), ...rest.map(line)];
}

const facts = (result: BenchResult): string[] => [
  `${result.messages.toLocaleString('en')} messages, ${(result.octets / 1e6).toFixed(0)} MB, ${result.rounds.length} round(s)`,
  `Machine: ${Object.values(result.machine).join(', ')}`,
  `Versions: ${Object.entries(result.versions)
    .map(([name, version]) => `${name} ${version}`)
    .join(', ')}`,
  ...result.notes,
];

export const textReport = (result: BenchResult): string =>
  [...facts(result), '', ...plain(summaryRows(result)), '', ...plain(cpuRows(result))].join('\n');

export const markdownReport = (result: BenchResult): string =>
  [
    ...facts(result).flatMap((fact) => [fact, '']),
    ...markdown(summaryRows(result)),
    '',
    ...markdown(cpuRows(result)),
  ].join('\n');
