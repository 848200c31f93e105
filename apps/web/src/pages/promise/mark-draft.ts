import type { MarkKind, ProposedPromise, ProposedQuote } from '@tradepost/contract';

/** What the form begins with: words that were selected, or what was found. */
export interface MarkDraft {
  readonly kind: MarkKind;
  readonly text: string;
  readonly quote?: ProposedQuote;
  readonly promise?: ProposedPromise;
}

/** What shows marks. */
export const MARK_ANSWERS = [
  'listMessageMarks',
  'listMarks',
  'listLastQuotes',
  'listQuoteConflicts',
  'getTimeline',
] as const;
