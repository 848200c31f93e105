/** Beginning a draft. */
import type { LetterParty, NewLetter } from '@tradepost/contract';
import type { DB } from '@tradepost/db';
import { findContact } from '@tradepost/db/queries/contacts';
import { findAccountOfMessage } from '@tradepost/db/queries/letters';
import { findSender, listSenders } from '@tradepost/db/queries/letter-senders';
import { listFilings, type MessageRow } from '@tradepost/db/queries/messages';
import type { Kysely, Transaction } from 'kysely';
import { keepFile } from '../blobs/stored-file.ts';
import { lockForChange } from '../customers/lock-for-change.ts';
import { normaliseAddress } from '../customers/normalise.ts';
import { notFound, TradepostError } from '../errors.ts';
import { openMessage } from '../reader/open-message.ts';
import type { Author, LetterDeps } from './actor.ts';
import { zoneOfReader } from './morning.ts';
import { type Answer, answerTo } from './quote.ts';
import { readTemplate, renderFor } from './render-template.ts';

/** More drafts than anybody minds: a program that makes them without end stops here. */
const MOST_DRAFTS = 1_000;

/** @returns the draft's id. @throws TradepostError 'not-found', 'forbidden', 'invalid-request', 'too-large', 'conflict'. */
export async function createLetter(deps: LetterDeps, author: Author, input: NewLetter): Promise<number> {
  const { db } = deps;
  const message = await sourceOf(deps, author, input);
  const customerId = await customerOf(db, author, input, message);
  const answer =
    message === null || input.kind === 'new'
      ? null
      : await answerTo(
          deps,
          author,
          message,
          input.kind,
          await zoneOfReader(db, customerId, author.user.time_zone),
        );
  const to = await recipientsOf(db, author, input, answer);
  const account = await accountOf(db, author, input.accountId, message, answer);
  return db.transaction().execute(async (tx) => {
    if (customerId !== null) await lockForChange(tx, author.scope, customerId);
    await assertRoom(tx, author.user.id);
    const contactId = input.contactId ?? (await contactOf(tx, customerId, to[0]?.address));
    const template = await templateOf(tx, author, input, { customerId, contactId });
    const { id } = await tx
      .insertInto('letter')
      .values({
        author_id: author.user.id,
        written_by: author.user.id,
        kind: input.kind,
        account_id: account.id,
        from_address: account.alias,
        customer_id: customerId,
        contact_id: contactId,
        source_message_id: message?.id ?? null,
        template_id: template?.id ?? null,
        template_kind: template?.kind ?? null,
        to_list: JSON.stringify(to),
        cc_list: JSON.stringify(answer?.cc ?? []),
        subject: (template !== null && answer === null ? template.subject : answer?.subject) ?? '',
        html: template?.html ?? '',
        quoted_html: answer?.quotedHtml ?? '',
        in_reply_to: answer?.inReplyTo ?? null,
        reference_ids: answer?.references ?? [],
      })
      .returning('id')
      .executeTakeFirstOrThrow();
    for (const [position, file] of (answer?.files ?? []).entries()) {
      const fileId = await keepFile(tx, file.octets, { ...file, uploadedBy: author.user.id });
      await tx
        .insertInto('letter_file')
        .values({ letter_id: id, file_id: fileId, position, content_id: file.contentId })
        .execute();
    }
    return id;
  });
}

async function sourceOf(deps: LetterDeps, author: Author, input: NewLetter): Promise<MessageRow | null> {
  if (input.kind === 'new') return null;
  if (input.messageId === undefined)
    throw new TradepostError('invalid-request', 'Say which mail is answered or forwarded (`messageId`).');
  return openMessage(deps.db, author.viewer, author.scope, input.messageId);
}

/** The one from whose page it is written; else, of those to whom the mail is filed, the first that he may change. */
async function customerOf(
  db: Kysely<DB>,
  author: Author,
  input: NewLetter,
  message: MessageRow | null,
): Promise<number | null> {
  if (input.customerId !== undefined) return input.customerId;
  if (input.contactId) {
    const contact = await findContact(db, author.scope, input.contactId);
    if (contact === undefined) throw notFound('The contact');
    return contact.customer_id;
  }
  if (message === null) return null;
  const filings = await listFilings(db, author.scope, { messageId: message.id });
  const ids = filings.filter(({ undone_at: undone }) => undone === null).map((row) => row.customer_id);
  if (ids.length === 0) return null;
  const row = await db
    .selectFrom('customer as c')
    .select('c.id')
    .where('c.id', 'in', ids)
    .where('c.merged_into_id', 'is', null)
    .where(author.scope.changes('c'))
    .orderBy('c.id')
    .limit(1)
    .executeTakeFirst();
  return row?.id ?? null;
}

async function recipientsOf(
  db: Kysely<DB>,
  author: Author,
  input: NewLetter,
  answer: Answer | null,
): Promise<{ address: string; name: string | null }[]> {
  if (input.to !== undefined) return input.to.map(asParty);
  if (input.contactId) {
    const contact = await findContact(db, author.scope, input.contactId);
    if (contact === undefined) throw notFound('The contact');
    return contact.addresses.slice(0, 1).map((address) => ({ address, name: contact.name }));
  }
  return answer?.to ?? [];
}

/** @throws TradepostError 'invalid-request' for what is no address. */
export const asParty = ({ address, name }: LetterParty) => ({
  address: normaliseAddress(address),
  name:
    name
      ?.replace(/[\p{Cc}\p{Zl}\p{Zp}]+/gu, ' ')
      .toWellFormed()
      .trim() || null,
});

async function contactOf(
  tx: Transaction<DB>,
  customerId: number | null,
  address: string | undefined,
): Promise<number | null> {
  if (customerId === null || address === undefined) return null;
  const row = await tx
    .selectFrom('contact_address')
    .select('contact_id')
    .where('address', '=', address)
    .where('customer_id', '=', customerId)
    .executeTakeFirst();
  return row?.contact_id ?? null;
}

/** The account that the mail came to, under the address that it names; else the writer's first. */
async function accountOf(
  db: Kysely<DB>,
  author: Author,
  asked: number | null | undefined,
  message: MessageRow | null,
  answer: Answer | null,
): Promise<{ id: number | null; alias: string | null }> {
  if (asked) {
    const account = await findSender(db, author.user.id, asked);
    if (account === undefined || account.state === 'removed') throw notFound('The mail account');
    return { id: asked, alias: null };
  }
  const ofMessage = message === null ? null : await findAccountOfMessage(db, author.user.id, message.id);
  const senders = await listSenders(db, author.user.id);
  const account = senders.find(({ id }) => id === ofMessage) ?? senders[0];
  if (account === undefined) return { id: null, alias: null };
  const alias = account.aliases.find((one) => one === answer?.writtenTo) ?? null;
  return { id: account.id, alias };
}

async function templateOf(
  tx: Transaction<DB>,
  author: Author,
  input: NewLetter,
  about: { readonly customerId: number | null; readonly contactId: number | null },
) {
  if (!input.templateId) return null;
  const template = await readTemplate(tx, author, input.templateId);
  const { subject, html } = await renderFor(tx, author, template, about, {});
  return { id: template.id, kind: template.kind, subject, html };
}

async function assertRoom(tx: Transaction<DB>, userId: number): Promise<void> {
  const { n } = await tx
    .selectFrom((eb) =>
      eb
        .selectFrom('letter')
        .select('id')
        .where('author_id', '=', userId)
        .where('state', '=', 'draft')
        .limit(MOST_DRAFTS)
        .as('d'),
    )
    .select((eb) => eb.fn.countAll<number>().as('n'))
    .executeTakeFirstOrThrow();
  if (Number(n) >= MOST_DRAFTS)
    throw new TradepostError('conflict', `You have ${MOST_DRAFTS} drafts. Throw some away first.`);
}
