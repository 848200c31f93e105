/** Why somebody of the selection gets no mass mail. Pure: one reason, the one that says most. */
import type { LeftOut } from '@tradepost/db';
import type { PersonRow } from '@tradepost/db/queries/mass-mail-recipients';

export interface Known {
  readonly own: ReadonlySet<string>;
  readonly neverArchived: ReadonlySet<string>;
  readonly byHand: ReadonlySet<string>;
  /** Customers with a complaint that is not settled. */
  readonly complaining: ReadonlySet<number>;
  /** Fields of the text that a record must hold. */
  readonly fields: ReadonlySet<string>;
}

/** The part of a record that a field is filled from. */
const SOURCES: Readonly<Record<string, (person: PersonRow) => string | null>> = {
  'contact.name': ({ name }) => name,
  'contact.title': ({ title }) => title,
  'customer.country': ({ country }) => country,
  product: ({ product }) => product,
};

export function leftOutReason(person: PersonRow, known: Known): LeftOut | null {
  const { address, customer_id: customerId } = person;
  if (address === null) return 'no-contact';
  if (known.byHand.has(address)) return 'by-hand';
  if (known.own.has(address)) return 'internal';
  if (known.neverArchived.has(address)) return 'never-archive';
  if (person.unsubscribed) return 'unsubscribed';
  if (person.invalid) return 'invalid';
  if (known.complaining.has(customerId)) return 'open-complaint';
  if (person.mailed_lately) return 'mailed-lately';
  if (missingFields(person, known.fields).length > 0) return 'missing-fields';
  return null;
}

export const missingFields = (person: PersonRow, fields: ReadonlySet<string>): string[] =>
  [...fields].filter((field) => {
    const source = SOURCES[field];
    return source !== undefined && (source(person) ?? '').trim() === '';
  });

/** Fields that each recipient's record fills, or does not. */
export const isOfRecord = (field: string) => SOURCES[field] !== undefined;
