/** A customer's contacts as cards for a phone; that they left the product is in the audit log. */
import type { DB } from '@tradepost/db';
import { listContacts } from '@tradepost/db/queries/contacts';
import { findCustomer } from '@tradepost/db/queries/customers';
import type { Scope } from '@tradepost/db/queries/scope';
import { writeVcard } from '@tradepost/mail/vcard';
import type { Kysely } from 'kysely';
import { appendAudit } from '../audit/append.ts';
import { notFound } from '../errors.ts';
import type { Viewer } from '../users/viewer.ts';

/** What is private of a person (birthday, family) stays here. @throws TradepostError 'not-found'. */
export async function exportContacts(
  db: Kysely<DB>,
  viewer: Viewer,
  scope: Scope,
  customerId: number,
): Promise<{ readonly name: string; readonly text: string }> {
  return db.transaction().execute(async (tx) => {
    const customer = await findCustomer(tx, scope, customerId);
    if (customer === undefined) throw notFound('The customer');
    const contacts = await listContacts(tx, scope, customerId);
    const place = {
      street: customer.address,
      city: customer.city,
      region: customer.region,
      code: null,
      country: customer.country,
    };
    const cards = contacts.map((contact) =>
      writeVcard({
        name: contact.name,
        organisation: customer.name,
        department: null,
        title: contact.title,
        emails: contact.addresses,
        numbers: contact.channels,
        places: customer.address === null && customer.country === null ? [] : [place],
        websites: customer.website === null ? [] : [customer.website],
        birthday: null,
        note: null,
      }),
    );
    await appendAudit(tx, {
      actorId: viewer.id,
      action: 'contacts.exported',
      subjectKind: 'customer',
      subjectId: customerId,
      detail: { contacts: cards.length, format: 'vcard' },
    });
    return { name: customer.name, text: cards.join('') };
  });
}
