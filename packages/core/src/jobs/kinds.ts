/** Every kind of long job and the one function that does a step of it. */
import { verifyAuditStep } from '../audit/verify.ts';
import { redirectStep } from '../filing/redirect.ts';
import { refileStep } from '../filing/refile.ts';
import { handoverStep } from '../handover/move-step.ts';
import { handoverUndoStep } from '../handover/undo.ts';
import { fetchLeftOutStep } from '../visibility/never-archive.ts';
import type { JobKinds } from './run-job.ts';

export const JOB_KINDS: JobKinds = {
  refile: { step: refileStep },
  redirect: { step: redirectStep },
  'fetch-left-out': { step: fetchLeftOutStep },
  'verify-audit': { step: verifyAuditStep },
  handover: { step: handoverStep },
  'handover-undo': { step: handoverUndoStep },
};
