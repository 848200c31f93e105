import type { Notice } from '@tradepost/contract';

/** The page of what a notice is about, by the kind of its subject. */
const PAGES: Readonly<Record<string, (id: number) => string>> = {
  customer: (id) => `/customers/${id}`,
  message: (id) => `/messages/${id}`,
  collision: (id) => `/collisions/${id}`,
  handover: (id) => `/handovers/${id}`,
  'pool-claim': () => '/pool/claims',
  'unified-item': (id) => `/unified/${id}`,
  inquiry: () => '/inquiries',
  complaint: (id) => `/complaints/${id}`,
  'quote-conflict': () => '/collisions/quotes',
  import: (id) => `/imports/${id}`,
  'outgoing-mail': () => '/settings/outgoing',
  'outgoing-server': () => '/settings/outgoing',
  'mass-mail': (id) => `/mass-mails/${id}`,
  task: (id) => `/tasks/${id}`,
  letter: (id) => `/letters/${id}`,
  'letter-approval': (id) => `/letters/approvals/${id}`,
};

/** Null where there is nothing to open. */
export function noticeLink({ kind, customerId, subjectKind, subjectId }: Notice): string | null {
  // Who received customers has a page of his own for them; the hand-over itself is its makers'.
  if (kind === 'customers-handed-over' && subjectKind === 'handover') return '/handovers/received';
  if (kind === 'calendar-missing') return '/settings/calendar';
  const page = subjectKind === null ? undefined : PAGES[subjectKind];
  if (page !== undefined && subjectId !== null) return page(subjectId);
  return customerId === null ? null : `/customers/${customerId}`;
}
