/** Runs the background work of a test's database to its end, as the workers do. */
import { JOB_KINDS } from '@tradepost/core/jobs/kinds';
import { runJob } from '@tradepost/core/jobs/run-job';
import type { TestApp } from './api-app.ts';

export async function runJobs({ deps }: TestApp): Promise<void> {
  for (;;) {
    const jobs = await deps.db
      .selectFrom('background_job')
      .select('id')
      .where('state', 'in', ['queued', 'running'])
      .orderBy('id')
      .execute();
    if (jobs.length === 0) return;
    for (const { id } of jobs) await runJob(deps.db, JOB_KINDS, id, new AbortController().signal, () => {});
  }
}
