/** The test files that take longest are begun first, so that at the end no worker waits for one of them. */
import path from 'node:path';
import { BaseSequencer, type TestSpecification } from 'vitest/node';

/** Of tests/integration, longest first; the others follow by size. */
const LONGEST = [
  'visibility',
  'archive-faults',
  'mass-mail',
  'api-bad-input',
  'fault-services-down',
  'fault-network',
  'demo',
  'cli-archive',
  'fault-two-owners',
  'cli-people',
  'follow-up-faults',
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
  'letter-sending',
  'hostile-html',
];

function rank({ moduleId }: TestSpecification): number {
  const at = LONGEST.indexOf(path.basename(moduleId, '.test.ts'));
  return at < 0 ? LONGEST.length : at;
}

export class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const sorted = await super.sort(files);
    // Project by project, the short ones of 'unit' at the end. Stable: within a rank the usual order stays.
    return sorted.toSorted((a, b) => a.project.name.localeCompare(b.project.name) || rank(a) - rank(b));
  }
}
