/** Who gets a mass mail: all of the selection, each with the reason where he does not. */
import type { MassMailSelection } from '@tradepost/contract';
import { MASS_MAIL_LIMITS } from '@tradepost/contract/values';
import type { DB } from '@tradepost/db';
import { listCustomerIds } from '@tradepost/db/queries/customer-list';
import {
  listLeftOutByHand,
  listPeopleToMail,
  type PersonRow,
  replaceRecipients,
} from '@tradepost/db/queries/mass-mail-recipients';
import type { LockedMassMail } from '@tradepost/db/queries/mass-mails';
import { listNeverArchived } from '@tradepost/db/queries/never-archive';
import { listOwnAddresses } from '@tradepost/db/queries/own-addresses';
import type { Scope } from '@tradepost/db/queries/scope';
import { type Kysely, sql, type Transaction } from 'kysely';
import { zoneOfCustomer } from '../calendar/customer-zone.ts';
import { openComplaints } from '../complaint/open-complaints.ts';
import { readFilter } from '../customer-list/read-filter.ts';
import { TradepostError } from '../errors.ts';
import type { Viewer } from '../users/viewer.ts';
import { fieldsToFill } from './fields.ts';
import { leftOutReason } from './left-out.ts';

export interface Sender {
  readonly viewer: Viewer;
  readonly scope: Scope;
}

/**
 * The customers of the selection that he may change, as they are now.
 * @throws TradepostError 'too-large' for more than a mass mail takes.
 */
export async function customersOf(
  db: Kysely<DB>,
  { viewer, scope }: Sender,
  selection: MassMailSelection,
): Promise<number[]> {
  const changeable: Scope = { ...scope, customer: (alias) => scope.changes(alias) };
  const most = MASS_MAIL_LIMITS.customers;
  const ids =
    'filter' in selection
      ? await listCustomerIds(db, changeable, await readFilter(db, viewer, selection.filter), most + 1)
      : await changeableOf(db, scope, selection.customerIds);
  if (ids.length > most)
    throw new TradepostError(
      'too-large',
      `A mass mail goes to ${most} customers at most. Narrow the filter and do it in parts.`,
    );
  return ids;
}

async function changeableOf(db: Kysely<DB>, scope: Scope, ids: readonly number[]): Promise<number[]> {
  const rows = await db
    .selectFrom('customer as c')
    .select('c.id')
    .where('c.id', '=', sql<number>`any(${[...new Set(ids)]}::bigint[])`)
    .where(scope.changes('c'))
    .execute();
  return rows.map(({ id }) => id);
}

/** Whom a person left out by hand stays left out. */
export async function settleRecipients(
  tx: Transaction<DB>,
  sender: Sender,
  mail: LockedMassMail,
): Promise<void> {
  const customerIds = await customersOf(tx, sender, mail.selection as MassMailSelection);
  const people = await listPeopleToMail(tx, customerIds, {
    everyone: mail.whom === 'everyone',
    quietDays: mail.quiet_days,
    limit: MASS_MAIL_LIMITS.recipients,
  });
  const known = await readKnown(tx, mail, customerIds, people);
  await replaceRecipients(
    tx,
    mail.id,
    people.map((person) => ({
      customer_id: person.customer_id,
      contact_id: person.contact_id,
      address: person.address,
      name: person.name,
      time_zone: zoneOfCustomer(person),
      left_out: leftOutReason(person, known),
    })),
  );
}

async function readKnown(
  db: Kysely<DB>,
  mail: Pick<LockedMassMail, 'id' | 'subject' | 'html' | 'field_values'>,
  customerIds: readonly number[],
  people: readonly PersonRow[],
) {
  const addresses = people.flatMap(({ address }) => (address === null ? [] : [address]));
  const [own, neverArchived, byHand, complaints] = await Promise.all([
    listOwnAddresses(db, addresses),
    listNeverArchived(db, addresses),
    listLeftOutByHand(db, mail.id),
    openComplaints(db, customerIds),
  ]);
  return {
    own,
    neverArchived,
    byHand,
    complaining: new Set(complaints.keys()),
    fields: new Set(fieldsToFill(mail)),
  };
}

/** The same looks at one of them again, just before he gets it: whatever changed since counts. */
export async function reasonNow(
  tx: Transaction<DB>,
  sender: Sender,
  mail: LockedMassMail,
  recipient: { readonly customer_id: number | null; readonly address: string },
) {
  const [customerId] = await changeableOf(tx, sender.scope, [recipient.customer_id ?? 0]);
  if (customerId === undefined) return 'not-yours' as const;
  const people = await listPeopleToMail(tx, [customerId], {
    everyone: true,
    quietDays: mail.quiet_days,
    limit: MASS_MAIL_LIMITS.recipients,
  });
  const person = people.find(({ address }) => address === recipient.address);
  // He is another customer's now, or nobody's.
  if (person === undefined) return 'no-contact' as const;
  return leftOutReason(person, await readKnown(tx, mail, [customerId], [person]));
}
