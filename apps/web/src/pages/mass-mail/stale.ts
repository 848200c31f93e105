import type { GetRoute } from '../../api/types.ts';

/** What a change of a mass mail makes stale. */
export const MASS_MAIL_STALE = [
  'getMassMail',
  'listMassMails',
  'listMassMailRecipients',
] as const satisfies readonly GetRoute[];
