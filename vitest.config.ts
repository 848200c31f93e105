import { defineConfig } from 'vitest/config';
import { LongestFirst } from './scripts/check/longest-first.ts';

/** They look at the memory of their process, or change its environment. */
const NEEDS_OWN_PROCESS = ['tests/integration/intake-bounds.test.ts'];

export default defineConfig({
  test: {
    // Made for two cores: most tests wait for Postgres, Redis and Dovecot, which need their share; with three, a fifth of
    // the time nobody had anything to do.
    maxWorkers: 4,
    // One group of all projects: between groups the workers would wait for the last of each.
    sequence: { sequencer: LongestFirst },
    pool: 'forks',
    // Files share a process: loading the product anew for each took as long as the tests themselves.
    isolate: false,
    passWithNoTests: true,
    // Each starts what the files of this run ask for. For all projects.
    globalSetup: ['tests/helpers/global-setup.ts', 'tests/helpers/built-web.ts'],
    // A test or a hook may have to start a service. Long enough for a busy machine.
    testTimeout: 180_000,
    hookTimeout: 180_000,
    projects: [
      {
        extends: true,
        test: {
          // One for all: each project has processes of its own, and each process loads the product. Of the browsers, few
          // run at once.
          name: 'shared',
          include: [
            'packages/*/src/**/*.test.ts',
            'apps/*/src/**/*.test.{ts,tsx}',
            'scripts/**/*.test.ts',
            'tests/{integration,e2e}/**/*.test.ts',
          ],
          exclude: ['**/node_modules/**', '**/dist/**', ...NEEDS_OWN_PROCESS],
        },
      },
      {
        extends: true,
        test: { name: 'alone', include: NEEDS_OWN_PROCESS, isolate: true },
      },
    ],
  },
});
