/** The web app, built once before any browser opens it: a build during the tests would change it under their feet. */
import type { TestProject } from 'vitest/node';
import { buildWeb } from '../../scripts/launch/web-build.ts';

/** @public Vitest calls it. */
export default async function setup({ vitest }: TestProject): Promise<void> {
  if (vitest.state.getPaths().some((file) => file.includes('/tests/e2e/')))
    await buildWeb(refuseFault, new AbortController().signal);
}

/** A start goes on with the app of an earlier build; tests of that one would say nothing of this. */
function refuseFault(line: string): void {
  if (line.includes('could not be built')) throw new Error(line);
}
