/**
 * What cannot wait for the morning: told in the product at once, and by mail a minute later, so that ten things in a
 * minute are one mail. Who has read it in the product by then gets no mail.
 */
import type { InstantKind, NoticeKind } from '@tradepost/contract';

/** Seconds that others are waited for. */
export const DEBOUNCE_SECONDS = 60;

/**
 * Notices that are told by mail as well, and as which kind of reminder. `task-escalated` bears taskId, taskKind, userName
 * (whose task it is), level, dueOn, and what it is about in `subject`; its customer is the notice's.
 */
const INSTANT: Partial<
  Record<NoticeKind, (detail: Readonly<Record<string, unknown>>) => InstantKind | null>
> = {
  'inquiry-assigned': () => 'inquiry',
  'off-list-mail': () => 'inquiry',
  collision: () => 'collision',
  // What was decided of it can wait.
  'quote-conflict': ({ settled }) => (settled === true ? null : 'collision'),
  complaint: ({ step }) =>
    step === 'opened' || step === 'reopened' || step === 'assigned' ? 'complaint' : null,
  'task-escalated': ({ taskKind }) => (taskKind === 'answer' ? 'breach' : 'escalation'),
};

/** @returns null for what can wait. */
export const instantKindOf = (kind: string, detail: Readonly<Record<string, unknown>>): InstantKind | null =>
  Object.hasOwn(INSTANT, kind) ? (INSTANT[kind as NoticeKind]?.(detail) ?? null) : null;
