import { describe, expect, it } from 'vitest';
import { type BenchResult, cpuRows, markdownReport, median, type Round, summaryRows } from './report.ts';

const round = (mbsyncSeconds: number | null, notmuchSeconds: number | null, seconds: number): Round => ({
  mbsyncSeconds,
  notmuchSeconds,
  tradepost: {
    seconds,
    messages: 1000,
    quarantined: 0,
    ingest: { peakBytes: 200 * 1024 * 1024, cpuSeconds: { MainThread: 3, WorkerThread: 8 } },
    postgres: { peakBytes: 0, cpuSeconds: { postgres: 5 } },
    dovecot: { peakBytes: 0, cpuSeconds: { imap: 0.04 } },
  },
});

const result = (rounds: readonly Round[]): BenchResult => ({
  messages: 1000,
  octets: 5e7,
  rounds,
  machine: { cpu: '2 cores' },
  versions: { Node: '24' },
  notes: [],
});

const row = (of: BenchResult, name: string) =>
  summaryRows(of)
    .find(([label]) => label === name)
    ?.slice(1);

describe('the report of a benchmark', () => {
  it('takes the middle value, or the mean of the two in the middle', () => {
    expect(median([9, 1, 5])).toBe(5);
    expect(median([4, 1, 2, 9])).toBe(3);
  });

  it('takes ratios within a round, so that a slow spell of the machine moves both sides', () => {
    const of = result([round(1, 9, 5), round(2, 18, 10), round(4, 36, 20)]);
    expect(row(of, 'ratio to mbsync')).toEqual(['5.00', '5.00', '5.00']);
    expect(row(of, 'ratio to mbsync + notmuch')).toEqual(['0.50', '0.50', '0.50']);
  });

  it('leaves blank what was not measured', () => {
    const of = result([round(null, null, 5)]);
    expect(row(of, 'mbsync, first pull, s')).toEqual(['-', '-', '-']);
    expect(row(of, 'ratio to mbsync + notmuch')).toEqual(['-', '-', '-']);
  });

  it('tells where the time goes, the greatest first, without what costs nothing', () => {
    const names = cpuRows(result([round(1, 1, 5)])).map(([name]) => name);
    expect(names).toEqual([
      'CPU seconds of the median run',
      'ingest: WorkerThread',
      'Postgres',
      'ingest: MainThread',
    ]);
  });

  it('writes tables that Markdown understands', () => {
    expect(markdownReport(result([round(1, 1, 5)]))).toContain('| --- | ---: | ---: | ---: |');
  });
});
