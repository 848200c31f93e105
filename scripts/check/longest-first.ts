/** The test files that take longest are begun first, so that at the end no worker waits for one of them. */
import path from 'node:path';
import { BaseSequencer, type TestSpecification } from 'vitest/node';

/**
 * Longest first, of those that compute and those that wait for a server's time-out in turn: when all wait, nobody uses the
 * processor. The others of tests/ follow by size, then those beside the sources. A browser takes a whole core: few at once.
 */
const LONGEST = [
  'visibility',
  'archive-faults',
  'e2e/first-day',
  'fault-network',
  'api-bad-input',
  'fault-services-down',
  'mass-mail',
  'e2e/write-mail',
  'follow-up-faults',
  'search-relevance',
  'sync-rhythm',
  'fault-accounts',
  'e2e/sign-in',
  'fault-storage',
  'fault-killed',
  'demo',
  'fault-two-owners',
  'e2e/owner-on-a-phone',
  'letter-sending',
  'hostile-html',
  'intake-killed',
  'cli',
  'corpora',
  'fault-jobs',
  'attachment-text',
  'fault-odd-mails',
  'customer-list',
  'launcher-lifecycle',
  'e2e/search',
  'without-hands',
  'fault-lying-numbers',
  'unified-senders',
  'fault-other-clients',
  'correspondence/index',
  'cli-archive',
  'e2e/reminders',
  'cli-people',
  'launcher-dovecot',
  'unified-cards',
  'launcher-redis',
  'e2e/editor',
  'follow-up-tasks',
  'fault-lying-server',
  'follow-up-sweep',
  'sync-races',
  'letter-faults',
  'filing-rules',
  'archive-timeline',
  'second-factor',
  'fault-canary',
  'search',
];

function rank({ moduleId }: TestSpecification): number {
  const name = path.basename(moduleId, '.test.ts');
  const folder = path.basename(path.dirname(moduleId));
  const at = LONGEST.indexOf(folder === 'integration' ? name : `${folder}/${name}`);
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
