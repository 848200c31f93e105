/** 《客户资料卡》: makes the customer, or fills into its record what the card gives. */
import type { ContactInput } from '@tradepost/contract';
import type { DB } from '@tradepost/db';
import { findContact } from '@tradepost/db/queries/contacts';
import { findCardContact, findPeople } from '@tradepost/db/queries/unified-customers';
import type { CardKey, ReadCard } from '@tradepost/mail/card';
import type { Transaction } from 'kysely';
import { insertContact, updateContact } from '../customers/contacts.ts';
import { type Actor, insertCustomer } from '../customers/create.ts';
import { faultOf } from '../customers/fault.ts';
import { updateCustomer } from '../customers/update.ts';
import type { TradepostError } from '../errors.ts';
import { addEvent } from '../timeline/add-event.ts';
import { type CustomerValues, customerValues } from './customer-values.ts';
import { findCardCustomer } from './find-customer.ts';
import { joinTransaction } from './join-transaction.ts';
import { cardFault, type CardFaultCode, CardRefusal, refusing } from './refusal.ts';

export interface FiledCard {
  readonly kind: 'customer' | 'contact';
  readonly customerId: number;
  /** The customer is new. */
  readonly made: boolean;
  /** Jobs that were asked for: to be enqueued after the commit. */
  readonly jobIds: readonly number[];
}

/** @throws CardRefusal. */
export async function fileCustomerCard(
  tx: Transaction<DB>,
  actor: Actor & { readonly name: string },
  card: ReadCard,
  messageId: number,
): Promise<FiledCard> {
  const values = customerValues(card);
  const file = card.fileName;
  if (actor.viewer?.role === 'reader') throw new CardRefusal([cardFault(file, null, 'not-allowed')]);
  const owner = await findOwner(tx, values, file);
  const found = await findCardCustomer(tx, actor, {
    file,
    number: values.number,
    addresses: values.contact?.addresses ?? [],
    name: values.name,
    country: values.patch.country ?? null,
    localName: values.patch.localName ?? null,
  });
  const jobIds: number[] = [];
  let customerId: number;
  if (found === null) {
    const made = await refusing(
      file,
      () =>
        insertCustomer(tx, actor, {
          name: values.name as string,
          ...values.patch,
          ...owner,
          ...(values.contact === null ? {} : { contacts: [values.contact] }),
        }),
      blame,
    );
    customerId = made.customerId;
    if (made.jobId !== null) jobIds.push(made.jobId);
  } else {
    if (!found.may_change) throw new CardRefusal([cardFault(file, 'name', 'not-allowed', found.name)]);
    customerId = found.id;
    const joined = joinTransaction(tx);
    // Only who names the number means to rename.
    const name = values.number !== null && values.name !== null ? { name: values.name } : {};
    await refusing(
      file,
      () => updateCustomer(joined.deps, actor, customerId, { ...name, ...values.patch, ...owner }),
      blame,
    );
    if (values.contact !== null) {
      const contact = values.contact;
      await refusing(file, () => fillContact(tx, actor, customerId, contact, joined), blame);
    }
    jobIds.push(...joined.jobIds);
  }
  await addEvent(tx, {
    customerId,
    event: 'card-filed',
    detail: { card: 'customer', made: found === null, by: actor.name, messageId },
    actorId: actor.viewer?.id ?? null,
  });
  return { kind: 'customer', customerId, made: found === null, jobIds };
}

async function findOwner(tx: Transaction<DB>, { owner }: CustomerValues, file: string | null) {
  if (owner === null) return {};
  const people = await findPeople(tx, owner);
  const [id] = people;
  if (id === undefined || people.length > 1)
    throw new CardRefusal([cardFault(file, 'owner', id === undefined ? 'unknown' : 'ambiguous', owner)]);
  return { ownerId: id };
}

/** Adds to the contact whom the card means, or makes it. */
async function fillContact(
  tx: Transaction<DB>,
  actor: Actor,
  customerId: number,
  contact: ContactInput & {
    readonly addresses: string[];
    readonly channels: NonNullable<ContactInput['channels']>;
  },
  joined: ReturnType<typeof joinTransaction>,
): Promise<void> {
  const id = await findCardContact(tx, customerId, contact.addresses, contact.name ?? null);
  const before = id === null ? undefined : await findContact(tx, actor.scope, id);
  if (id === null || before === undefined) {
    const { jobId } = await insertContact(tx, actor, customerId, contact);
    if (jobId !== null) joined.jobIds.push(jobId);
    return;
  }
  const known = before.channels;
  const added = contact.channels.filter(
    (one) => !known.some((old) => old.kind === one.kind && old.value === one.value),
  );
  await updateContact(joined.deps, actor, id, {
    ...contact,
    addresses: [...new Set([...before.addresses, ...contact.addresses])],
    channels: [...known.map(({ kind, value }) => ({ kind, value })), ...added],
  });
}

/** Which field of the card a refusal of the record is about. */
const FIELD_OF: Partial<Record<string, CardKey>> = {
  'name-missing': 'name',
  'name-too-long': 'name',
  'name-known': 'name',
  'not-a-country': 'country',
  'not-a-grade': 'grade',
  'not-an-address': 'email',
  'platform-address': 'email',
  'shared-domain': 'email',
  'own-address': 'email',
  'of-customer': 'email',
  'of-colleague': 'email',
  'seen-elsewhere': 'email',
  'never-archived': 'email',
  'unknown-owner': 'owner',
  'owner-not-allowed': 'owner',
};

function blame(error: TradepostError): { key: CardKey | null; code: CardFaultCode } {
  const { code } = faultOf(error);
  const key = FIELD_OF[code] ?? null;
  if (code === 'of-colleague' || code === 'owner-not-allowed')
    return { key, code: code === 'of-colleague' ? 'of-colleague' : 'not-allowed' };
  return { key, code: error.code === 'forbidden' || error.code === 'not-found' ? 'not-allowed' : 'other' };
}
