/** What kind of template the next letter to a customer begins with: by the kind of task, the stage, and who spoke last. */
import type { Stage, TaskKind } from '@tradepost/db';

/** Kinds of letter templates (contract: TEMPLATE_KINDS). */
export type SuggestedKind = 'follow-up' | 'quotation' | 'thank-you' | 'general';

const BY_STAGE: Record<Stage, SuggestedKind> = {
  target: 'general',
  'first-contact': 'follow-up',
  negotiation: 'quotation',
  agreement: 'follow-up',
  contract: 'follow-up',
  delivery: 'thank-you',
  'after-sales': 'thank-you',
};

/** An answer fits what was asked, whatever the stage; so does what is said first. */
export function suggestTemplate(
  task: { readonly kind: TaskKind; readonly stage: Stage | null },
  theySaid: { readonly at: Date } | undefined,
  weSaid: { readonly at: Date } | undefined,
): SuggestedKind {
  if (task.kind !== 'follow-up' || task.stage === null) return 'general';
  if (theySaid !== undefined && (weSaid === undefined || theySaid.at > weSaid.at)) return 'general';
  return BY_STAGE[task.stage];
}
