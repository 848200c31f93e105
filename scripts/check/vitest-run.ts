/** The tests themselves, counted from Vitest's own report. */
import { readFile, rm } from 'node:fs/promises';
import path from 'node:path';
import { memoryFolder } from './memory-folder.ts';
import { runTool } from './run-tool.ts';
import type { Tally } from './static-checks.ts';

/** The part that we use of the report, which has the form of Jest's. */
interface Report {
  numPassedTests: number;
  numFailedTests: number;
  numPendingTests: number;
  numTodoTests: number;
  testResults: { status: 'passed' | 'failed'; assertionResults: { status: string }[] }[];
}

/** @param filters parts of file names; none: all. */
export async function runTests(filters: readonly string[]): Promise<Tally> {
  const dir = await memoryFolder();
  const file = path.join(dir, 'report.json');
  try {
    const { code } = await runTool(
      'vitest',
      ['run', '--reporter=default', '--reporter=json', `--outputFile.json=${file}`, ...filters],
      { show: true, env: { TMPDIR: dir } },
    );
    // No report: Vitest did not get as far as the tests.
    const report = await readFile(file, 'utf8').catch(() => undefined);
    if (report === undefined) return { passed: 0, failed: 1, skipped: 0 };
    return count(JSON.parse(report) as Report, code);
  } finally {
    await rm(dir, { recursive: true, force: true });
  }
}

export function count(report: Report, exitCode: number): Tally {
  // A file that fails before or after its tests (an import, a hook) has no failed test of its own.
  const brokenFiles = report.testResults.filter(
    (file) => file.status === 'failed' && !file.assertionResults.some((test) => test.status === 'failed'),
  ).length;
  const failed = report.numFailedTests + brokenFiles;
  return {
    passed: report.numPassedTests,
    // Something outside of all files, such as an error that nobody caught.
    failed: failed === 0 && exitCode !== 0 ? 1 : failed,
    skipped: report.numPendingTests + report.numTodoTests,
  };
}
