/** What a mail of the staff becomes: cards, a forwarded mail, or market information; all in one transaction. */
import type { DB } from '@tradepost/db';
import { listStaffAddresses, type StaffRow } from '@tradepost/db/queries/unified-staff';
import type { Claimed, ItemFacts } from '@tradepost/db/queries/unified-work';
import type { ReadCard, Submission } from '@tradepost/mail/card';
import type { Kysely, Transaction } from 'kysely';
import { findOwnAddresses } from '../ingest/own-addresses.ts';
import { loadViewer } from '../users/load-viewer.ts';
import { scopeOf } from '../visibility/scope.ts';
import { type CardAuthor, fileContactCard } from './contact-card.ts';
import { fileCustomerCard, type FiledCard } from './customer-card.ts';
import type { UnifiedDeps } from './deps.ts';
import { customersOf, fileForwarded } from './forwarded.ts';
import { tagsOf } from './item-tags.ts';
import { tellCustomer, toLinks } from './market-information.ts';
import { findNamed } from './mentions.ts';
import { cardFault, CardRefusal } from './refusal.ts';
import { searchTerms } from './search-terms.ts';
import { linkItem, lockWaiting, settle } from './settle.ts';
import { type CardMail, tellFiled, tellRefused } from './tell.ts';

export interface Proved {
  readonly item: Claimed;
  readonly facts: ItemFacts;
  readonly submission: Submission;
  readonly author: StaffRow;
  readonly from: string;
}

/** To be done after the commit. */
interface After {
  readonly jobIds: readonly number[];
  readonly customerIds: readonly number[];
}
const NOTHING: After = { jobIds: [], customerIds: [] };
/** Characters that a timeline shows of a text. */
const PREVIEW = 200;

export async function fileSubmission(deps: UnifiedDeps, mail: Proved): Promise<After> {
  const what = await classify(deps.db, mail);
  if (what.kind === 'cards') return fileCards(deps, mail);
  // Looked up before the transaction: it reads only, and takes the longest.
  const text = `${mail.facts.subject}\n${mail.submission.text}`;
  const named = await findNamed(deps.db, text);
  return deps.db.transaction().execute(async (tx) => {
    if (!(await lockWaiting(tx, mail.item.id))) return NOTHING;
    const about =
      what.kind === 'copy'
        ? await customersOf(tx, mail.item.message_id)
        : await fileForwarded(tx, mail.item.message_id, what.correspondents);
    if (about.length > 0 || what.kind === 'copy') {
      await linkItem(
        tx,
        mail.item.id,
        about.map((one) => ({ ...one, how: 'forwarded' as const, sure: true })),
      );
      await settle(tx, mail.item.id, { state: 'filed', kind: 'forwarded', authorId: mail.author.id });
      return { jobIds: [], customerIds: about.map(({ customerId }) => customerId) };
    }
    await linkItem(tx, mail.item.id, toLinks(named));
    const customerIds = named.flatMap((one) => (one.sure && one.customerId !== null ? [one.customerId] : []));
    for (const customerId of customerIds) await tellCustomer(tx, informationOf(mail), customerId);
    await settle(tx, mail.item.id, {
      state: 'filed',
      kind: 'market-information',
      authorId: mail.author.id,
      terms: searchTerms(text),
      tags: tagsOf(mail.facts.subject),
    });
    return { jobIds: [], customerIds };
  });
}

const informationOf = ({ item, facts, author, submission }: Proved) => ({
  itemId: item.id,
  messageId: item.message_id,
  subject: facts.subject,
  preview: submission.newText.replace(/\s+/g, ' ').trim().slice(0, PREVIEW).toWellFormed(),
  authorId: author.id,
  authorName: author.name,
  occurredAt: facts.occurred_at,
});

type Class =
  | { readonly kind: 'cards' }
  | { readonly kind: 'copy' }
  | { readonly kind: 'text'; readonly correspondents: readonly (readonly string[])[] };

/**
 * A card must be sent to the mailbox itself: a mail to a customer that is sent there blind, or that somebody sends on
 * as it is, orders nothing. Nor does a form in a mail of a stranger that one of the staff forwards.
 */
async function classify(db: Kysely<DB>, { facts, submission }: Proved): Promise<Class> {
  const recipients = recipientsOf(facts);
  const forwarded = submission.forwarded ?? [];
  const outside = await findOutsiders(db, [...recipients, ...forwarded.flat()]);
  const addressed =
    recipients.includes(facts.address) || facts.aliases.some((alias) => recipients.includes(alias));
  const foreign = forwarded[0]?.some((address) => outside.has(address)) === true;
  const abroad = recipients.some((address) => outside.has(address));
  if (submission.cards.length > 0 && (addressed || !abroad) && !foreign) return { kind: 'cards' };
  if (abroad) return { kind: 'copy' };
  const correspondents = forwarded.map((mail) => mail.filter((address) => outside.has(address)));
  return { kind: 'text', correspondents };
}

const recipientsOf = (facts: ItemFacts) =>
  facts.people.filter(({ role }) => role === 'to' || role === 'cc').map(({ address }) => address);

async function findOutsiders(db: Kysely<DB>, addresses: readonly string[]): Promise<Set<string>> {
  const asked = new Set(addresses);
  const isOurs = await findOwnAddresses(db, asked);
  const staff = await listStaffAddresses(db, [...asked]);
  return new Set([...asked].filter((address) => !isOurs(address) && !staff.has(address)));
}

async function fileCards(deps: UnifiedDeps, mail: Proved): Promise<After> {
  const { item, facts, submission, author } = mail;
  const about: CardMail = {
    itemId: item.id,
    messageId: item.message_id,
    subject: facts.subject,
    rfcMessageId: facts.rfc_message_id,
    author,
    from: mail.from,
    recipients: recipientsOf(facts),
    publicUrl: deps.publicUrl,
  };
  // A customer before the contact with it.
  const cards = [...submission.cards].sort(
    (a, b) => Number(b.kind === 'customer') - Number(a.kind === 'customer'),
  );
  const kind = cards[0]?.kind ?? 'customer';
  const itemKind = kind === 'customer' ? ('card-customer' as const) : ('card-contact' as const);
  try {
    return await deps.db.transaction().execute(async (tx) => {
      if (!(await lockWaiting(tx, item.id))) return NOTHING;
      const filed = await fileEach(tx, mail, cards);
      await linkItem(tx, item.id, linksOf(filed));
      await tellFiled(tx, about, filed);
      await settle(tx, item.id, {
        state: 'filed',
        kind: itemKind,
        authorId: author.id,
        customerCards: filed.filter((one) => one.kind === 'customer').length,
        contactCards: filed.filter((one) => one.kind === 'contact').length,
        tags: tagsOf(facts.subject),
      });
      return {
        jobIds: filed.flatMap((one) => one.jobIds),
        customerIds: [...new Set(filed.map((one) => one.customerId))],
      };
    });
  } catch (error) {
    if (!(error instanceof CardRefusal)) throw error;
    await deps.db.transaction().execute(async (tx) => {
      if (!(await lockWaiting(tx, item.id))) return;
      await tellRefused(tx, about, kind, error.faults);
      await settle(tx, item.id, {
        state: 'refused',
        kind: itemKind,
        authorId: author.id,
        faults: error.faults,
      });
    });
    return NOTHING;
  }
}

/** All that is wrong with any of the cards is said at once. */
async function fileEach(tx: Transaction<DB>, mail: Proved, cards: readonly ReadCard[]): Promise<FiledCard[]> {
  const viewer = await loadViewer(tx, mail.author);
  const actor: CardAuthor = {
    viewer,
    scope: scopeOf(viewer),
    name: mail.author.name,
    timeZone: mail.author.time_zone,
  };
  const unreadable = cards.filter((card) => card.unreadable);
  if (unreadable.length > 0)
    throw new CardRefusal(unreadable.map((card) => cardFault(card.fileName, null, 'unreadable')));
  const filed: FiledCard[] = [];
  for (const card of cards)
    filed.push(
      card.kind === 'customer'
        ? await fileCustomerCard(tx, actor, card, mail.item.message_id)
        : await fileContactCard(tx, actor, card, mail.item.message_id, mail.facts.occurred_at),
    );
  return filed;
}

const linksOf = (filed: readonly FiledCard[]) =>
  [...new Set(filed.map((one) => one.customerId))].map((customerId) => ({
    customerId,
    how: 'card' as const,
    evidence: null,
    sure: true,
  }));
