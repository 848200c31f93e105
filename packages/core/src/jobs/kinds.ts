/** Every kind of long job and the one function that does a step of it. */
import { redirectStep } from '../filing/redirect.ts';
import { refileStep } from '../filing/refile.ts';
import type { JobKinds } from './run-job.ts';

export const JOB_KINDS: JobKinds = {
  refile: { step: refileStep },
  redirect: { step: redirectStep },
};
