/** The test files that take longest are begun first, so that at the end no worker waits for one of them. */
import path from 'node:path';
import { BaseSequencer, type TestSpecification } from 'vitest/node';

/**
 * Of tests/integration and tests/e2e, longest first; the others of tests/ follow by size, then those beside the sources. A
 * browser takes a whole core: few at once.
 */
const LONGEST = [
  'visibility',
  'e2e/first-day',
  'archive-faults',
  'mass-mail',
  'e2e/write-mail',
  'api-bad-input',
  'fault-services-down',
  'e2e/sign-in',
  'fault-network',
  'search-relevance',
  'demo',
  'e2e/owner-on-a-phone',
  'cli-archive',
  'fault-two-owners',
  'e2e/search',
  'cli-people',
  'follow-up-faults',
  'e2e/reminders',
  'fault-storage',
  'fault-jobs',
  'fault-killed',
  'launcher-lifecycle',
  'launcher-dovecot',
  'launcher-redis',
  'fault-odd-mails',
  'cli',
  'fault-accounts',
  'intake-killed',
  'e2e/editor',
  'letter-sending',
  'hostile-html',
];

function rank({ moduleId }: TestSpecification): number {
  const name = path.basename(moduleId, '.test.ts');
  const at = LONGEST.indexOf(moduleId.includes('/tests/e2e/') ? `e2e/${name}` : name);
  if (at >= 0) return at;
  return moduleId.includes('/tests/') ? LONGEST.length : LONGEST.length + 1;
}

export class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const sorted = await super.sort(files);
    // The project of its own process first: it would be the last to end. Stable: within a rank the usual order stays.
    return sorted.toSorted((a, b) => a.project.name.localeCompare(b.project.name) || rank(a) - rank(b));
  }
}
