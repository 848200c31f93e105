/** Every kind of long job and the one function that does a step of it. */
import { verifyAuditStep } from '../audit/verify.ts';
import { changeCustomersStep } from '../customer-list/bulk-step.ts';
import { redirectStep } from '../filing/redirect.ts';
import { refileStep } from '../filing/refile.ts';
import { handoverStep } from '../handover/move-step.ts';
import { handoverUndoStep } from '../handover/undo.ts';
import { mergeStep } from '../merge/job.ts';
import { fetchLeftOutStep } from '../visibility/never-archive.ts';
import { refreshRecordsStep } from '../record/refresh-records.ts';
import { importStep } from '../intake/import-step.ts';
import { inquiryStep } from '../intake/inquiry-step.ts';
import { unifiedPastStep } from '../unified/mark-account.ts';
import { fillStep } from '../search/fill-index.ts';
import type { JobKinds } from './run-job.ts';

export const JOB_KINDS: JobKinds = {
  'refresh-records': { step: refreshRecordsStep },
  import: { step: importStep },
  inquiry: { step: inquiryStep },
  refile: { step: refileStep },
  redirect: { step: redirectStep },
  'unified-past': { step: unifiedPastStep },
  'fetch-left-out': { step: fetchLeftOutStep },
  'change-customers': { step: changeCustomersStep },
  'verify-audit': { step: verifyAuditStep },
  handover: { step: handoverStep },
  'handover-undo': { step: handoverUndoStep },
  merge: { step: mergeStep },
  'index-search': { step: fillStep },
};
