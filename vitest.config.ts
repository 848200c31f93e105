import { defineConfig } from 'vitest/config';
import { LongestFirst } from './scripts/check/longest-first.ts';

/** Integration and e2e tests talk to real services; a hook may have to start one. Long enough for a busy machine. */
const WITH_SERVICES = {
  globalSetup: ['tests/helpers/global-setup.ts', 'tests/helpers/built-web.ts'],
  testTimeout: 180_000,
  hookTimeout: 180_000,
};

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
    projects: [
      {
        extends: true,
        test: {
          name: 'unit',
          include: ['packages/*/src/**/*.test.ts', 'apps/*/src/**/*.test.{ts,tsx}', 'scripts/**/*.test.ts'],
          exclude: ['**/node_modules/**', '**/dist/**'],
          testTimeout: 20_000,
        },
      },
      {
        extends: true,
        test: {
          // The browsers' tests are of it, too: a process goes from one to the other, and few browsers run at once.
          name: 'integration',
          include: ['tests/{integration,e2e}/**/*.test.ts'],
          exclude: NEEDS_OWN_PROCESS,
          ...WITH_SERVICES,
        },
      },
      {
        extends: true,
        test: {
          name: 'alone',
          include: NEEDS_OWN_PROCESS,
          isolate: true,
          ...WITH_SERVICES,
        },
      },
    ],
  },
});
