import { expect, test } from 'vitest';
import { count } from './vitest-run.ts';

const NOTHING = {
  numPassedTests: 0,
  numFailedTests: 0,
  numPendingTests: 0,
  numTodoTests: 0,
  testResults: [],
};

test('tests are counted by outcome', () => {
  const report = { ...NOTHING, numPassedTests: 5, numPendingTests: 1, numTodoTests: 1 };
  expect(count(report, 0)).toEqual({ passed: 5, failed: 0, skipped: 2 });
});

test('a file that does not load counts as a failure', () => {
  const report = { ...NOTHING, testResults: [{ status: 'failed' as const, assertionResults: [] }] };
  expect(count(report, 1)).toEqual({ passed: 0, failed: 1, skipped: 0 });
});

test('a failed test is not counted a second time for its file', () => {
  const report = {
    ...NOTHING,
    numFailedTests: 1,
    testResults: [{ status: 'failed' as const, assertionResults: [{ status: 'failed' }] }],
  };
  expect(count(report, 1)).toEqual({ passed: 0, failed: 1, skipped: 0 });
});

test('an exit code that no test explains is a failure', () => {
  expect(count({ ...NOTHING, numPassedTests: 3 }, 1)).toEqual({ passed: 3, failed: 1, skipped: 0 });
});
