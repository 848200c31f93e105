/** Who learns of a card: the sender of one that was refused; of a filed one his managers and the owner (S4-A4). */
import type { DB } from '@tradepost/db';
import { listManagersOf, listOwners } from '@tradepost/db/queries/departments';
import { listAddressed, type StaffRow } from '@tradepost/db/queries/unified-staff';
import type { CardKind } from '@tradepost/mail/card';
import { sql, type Transaction } from 'kysely';
import { raiseNotice } from '../notices/raise-notice.ts';
import { queueMail } from '../outbox/queue-mail.ts';
import type { FiledCard } from './customer-card.ts';
import type { CardFault } from './refusal.ts';
import { filedMail, refusedMail } from './words.ts';

export interface CardMail {
  readonly itemId: number;
  readonly messageId: number;
  readonly subject: string;
  readonly rfcMessageId: string | null;
  readonly author: StaffRow;
  /** The address that it came from, which is proved to be the author's. */
  readonly from: string;
  /** All that stand in To and Cc. */
  readonly recipients: readonly string[];
  readonly publicUrl: string;
}

/** Answers to one person in a day: a machine that talks to us in his name ends there. */
const MOST_ANSWERS = 50;

export async function tellRefused(
  tx: Transaction<DB>,
  mail: CardMail,
  kind: CardKind,
  faults: readonly CardFault[],
): Promise<void> {
  const { author, from } = mail;
  await raiseNotice(tx, {
    userIds: [author.id],
    kind: 'card-refused',
    key: `message:${mail.messageId}`,
    subject: { kind: 'unified-item', id: mail.itemId },
    detail: { subject: mail.subject, card: kind },
  });
  const { rows } = await sql<{ n: number }>`
    select count(*)::int as n from outbox_mail
    where to_address = ${from} and kind = 'card-refused' and created_at > now() - interval '1 day'`.execute(
    tx,
  );
  if ((rows[0]?.n ?? 0) >= MOST_ANSWERS) return;
  await queueMail(tx, {
    recipientId: author.id,
    to: from,
    kind: 'card-refused',
    period: String(mail.messageId),
    inReplyTo: mail.rfcMessageId,
    ...refusedMail(kind, faults, mail.subject, author.locale),
  });
}

/** Once per person and mail, and not those who have the card in their own mail already. */
export async function tellFiled(
  tx: Transaction<DB>,
  mail: CardMail,
  cards: readonly FiledCard[],
): Promise<void> {
  const { author } = mail;
  const leaders = [...(await listManagersOf(tx, author.id)), ...(await listOwners(tx))];
  const others = [...new Set(leaders)].filter((id) => id !== author.id);
  const inCopy = await listAddressed(tx, others, mail.recipients);
  const userIds = others.filter((id) => !inCopy.has(id));
  if (userIds.length === 0) return;
  const names = await customerNames(tx, cards);
  const customerIds = [...names.keys()];
  const [first] = cards;
  const told = await raiseNotice(tx, {
    userIds,
    kind: 'card-filed',
    key: `message:${mail.messageId}`,
    customerId: customerIds.length === 1 ? (customerIds[0] ?? null) : null,
    subject: { kind: 'unified-item', id: mail.itemId },
    detail: {
      by: author.name,
      card: first?.kind ?? null,
      made: first?.made ?? false,
      count: cards.length,
      customers: [...names.values()].slice(0, 5),
    },
  });
  const news = {
    by: author.name,
    cards: cards.map(({ kind, made, customerId }) => ({
      kind,
      made,
      customerName: names.get(customerId) ?? '',
    })),
    url: `${mail.publicUrl}/unified/${mail.itemId}`,
  };
  const people = await tx
    .selectFrom('app_user')
    .select(['id', 'email', 'locale'])
    .where('id', 'in', told.length > 0 ? told : [0])
    .execute();
  for (const { id, email, locale } of people)
    await queueMail(tx, {
      recipientId: id,
      to: email,
      kind: 'card-filed',
      period: String(mail.messageId),
      ...filedMail(news, locale),
    });
}

async function customerNames(tx: Transaction<DB>, cards: readonly FiledCard[]): Promise<Map<number, string>> {
  const ids = [...new Set(cards.map(({ customerId }) => customerId))];
  const rows = await tx.selectFrom('customer').select(['id', 'name']).where('id', 'in', ids).execute();
  return new Map(rows.map(({ id, name }) => [id, name]));
}
