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
  import: (id) => `/imports/${id}`,
};

/** Null where there is nothing to open. */
export function noticeLink({ customerId, subjectKind, subjectId }: Notice): string | null {
  const page = subjectKind === null ? undefined : PAGES[subjectKind];
  if (page !== undefined && subjectId !== null) return page(subjectId);
  return customerId === null ? null : `/customers/${customerId}`;
}
