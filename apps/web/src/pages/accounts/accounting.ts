import type { Mailbox } from '@tradepost/contract';

export type Accounting = Mailbox['accounting'];
/** Columns of the sum; what the company left out is a part of the skipped. */
export type Column = Exclude<keyof Accounting, 'leftOutByRule'>;

/** In the order of the sum; what vanished stands apart, for it is no longer on the server. */
export const COLUMNS: readonly Column[] = [
  'server',
  'archived',
  'duplicates',
  'quarantined',
  'skipped',
  'missing',
  'vanished',
];

/** server = archived + duplicates + quarantined + skipped + missing (I6). What is not known yet proves nothing. */
export function addsUp({ accounting: a }: Pick<Mailbox, 'accounting'>): boolean {
  if (a.server === null || a.missing === null) return a.server === null && a.missing === null;
  return a.server === a.archived + a.duplicates + a.quarantined + a.skipped + a.missing;
}

type Counted = Pick<Mailbox, 'accounting' | 'included'>;

/** Column by column; unknown where any part of it is. A mailbox that is left out is not asked, and counts as none. */
export function sum(mailboxes: readonly Counted[]): Accounting {
  const total: Accounting = {
    server: 0,
    archived: 0,
    duplicates: 0,
    quarantined: 0,
    skipped: 0,
    leftOutByRule: 0,
    vanished: 0,
    missing: 0,
  };
  const add = (a: number | null, b: number | null) => (a === null || b === null ? null : a + b);
  for (const { accounting, included } of mailboxes) {
    for (const column of COLUMNS) {
      const own = accounting[column] ?? (included ? null : 0);
      total[column] = add(total[column], own) as number;
    }
    total.leftOutByRule += accounting.leftOutByRule;
  }
  return total;
}
