/** The orders of the customer list; each has an index of its own, word for word. */
import { type RawBuilder, sql } from 'kysely';

interface Order {
  readonly key: RawBuilder<unknown>;
  /** What a cursor's text is read back as. */
  readonly type: 'text' | 'timestamptz' | 'date' | 'smallint';
  /** Unless said otherwise. */
  readonly descending: boolean;
  /** A list to work through, where key accounts come first unless said otherwise. */
  readonly workList: boolean;
}

export const ORDERS = {
  name: { key: sql`lower(c.name)`, type: 'text', descending: false, workList: false },
  'last-mail': {
    key: sql`coalesce(c.last_mail_at, '-infinity')`,
    type: 'timestamptz',
    descending: true,
    workList: false,
  },
  'last-contact': {
    key: sql`coalesce(c.last_contact_at, '-infinity')`,
    type: 'timestamptz',
    descending: true,
    workList: false,
  },
  'next-contact': {
    key: sql`coalesce(c.next_contact_on, 'infinity')`,
    type: 'date',
    descending: false,
    workList: true,
  },
  created: { key: sql`c.created_at`, type: 'timestamptz', descending: true, workList: false },
  completeness: { key: sql`c.completeness`, type: 'smallint', descending: false, workList: false },
  verified: {
    key: sql`coalesce(c.verified_at, c.created_at)`,
    type: 'timestamptz',
    descending: false,
    workList: true,
  },
} as const satisfies Record<string, Order>;

export type OrderName = keyof typeof ORDERS;
