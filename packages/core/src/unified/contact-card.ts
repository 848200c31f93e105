/** 《客户接触记录卡》: a contact that took place, onto the timeline of its customer. */
import type { DB } from '@tradepost/db';
import { findCardContact } from '@tradepost/db/queries/unified-customers';
import type { CardKey, ReadCard } from '@tradepost/mail/card';
import type { Transaction } from 'kysely';
import { insertActivity } from '../activity/add.ts';
import type { Actor } from '../customers/create.ts';
import { contactMode } from './contact-mode.ts';
import { addressesOf, numberOf } from './customer-values.ts';
import type { FiledCard } from './customer-card.ts';
import { findCardCustomer } from './find-customer.ts';
import { parseWhen, toInstant } from './parse-when.ts';
import { type CardFault, cardFault, CardRefusal, refusing } from './refusal.ts';

export interface CardAuthor extends Actor {
  readonly name: string;
  readonly timeZone: string;
}

/** Characters, as an activity holds them. */
const MOST: Partial<Record<CardKey, number>> = {
  place: 300,
  mode: 200,
  person: 300,
  content: 20_000,
  result: 20_000,
};
/** A day without an hour is that day, wherever its clocks stand. */
const DAY_SLACK_MS = 14 * 3_600_000;

/** @param sent the mail's own time. @throws CardRefusal. */
export async function fileContactCard(
  tx: Transaction<DB>,
  author: CardAuthor,
  card: ReadCard,
  messageId: number,
  sent: Date,
): Promise<FiledCard> {
  const read = readValues(card, author.timeZone, sent);
  const file = card.fileName;
  if (author.viewer?.role === 'reader') throw new CardRefusal([cardFault(file, null, 'not-allowed')]);
  const { values } = card;
  const customer = await findCardCustomer(tx, author, { file, country: null, ...read.customer });
  if (customer === null)
    throw new CardRefusal([cardFault(file, 'name', 'unknown', values.name ?? values.email ?? null)]);
  const contactId = await findCardContact(tx, customer.id, read.customer.addresses, values.person ?? null);
  const done = { kind: read.mode.kind, doneAt: read.doneAt, content: values.content as string };
  if (!(await isKnown(tx, customer.id, author.viewer?.id ?? null, done)))
    await refusing(file, () =>
      insertActivity(
        tx,
        author,
        customer.id,
        {
          kind: done.kind,
          state: 'done',
          doneAt: read.doneAt.toISOString(),
          channel: read.mode.channel,
          way: values.mode ?? null,
          place: values.place ?? null,
          contactId,
          person: values.person ?? null,
          content: done.content,
          result: values.result ?? null,
          nextDate: read.nextDate,
        },
        messageId,
      ),
    );
  return { kind: 'contact', customerId: customer.id, made: false, jobIds: [] };
}

function readValues({ values, fileName }: ReadCard, timeZone: string, sent: Date) {
  const faults: CardFault[] = [];
  const blame = (key: CardKey, code: CardFault['code'], value: string | null = null) =>
    faults.push(cardFault(fileName, key, code, value));
  for (const key of ['time', 'mode', 'content'] as const)
    if (values[key] === undefined) blame(key, 'missing');
  for (const [key, most] of Object.entries(MOST) as [CardKey, number][])
    if ((values[key]?.length ?? 0) > most) blame(key, 'too-long', String(most));
  const number = numberOf(values.number);
  if (number === undefined) blame('number', 'wrong', values.number ?? null);
  const addresses = addressesOf(values.email);
  if (addresses === null) blame('email', 'wrong', values.email ?? null);
  if (values.name === undefined && typeof number !== 'number' && !addresses?.length) blame('name', 'missing');
  const mode = values.mode === undefined ? null : contactMode(values.mode);
  if (values.mode !== undefined && mode === null) blame('mode', 'wrong', values.mode);
  const when = values.time === undefined ? null : parseWhen(values.time, sent, timeZone);
  if (values.time !== undefined && when === null) blame('time', 'wrong', values.time);
  const next = values.nextDate === undefined ? null : parseWhen(values.nextDate, sent, timeZone);
  if (values.nextDate !== undefined && next === null) blame('nextDate', 'wrong', values.nextDate);
  const now = Date.now();
  let doneAt = when === null ? new Date(now) : toInstant(when, timeZone);
  if (when !== null && doneAt.getTime() > now) {
    if (when.minutes === null && doneAt.getTime() < now + DAY_SLACK_MS)
      doneAt = new Date(Math.min(now, sent.getTime()));
    else blame('time', 'future', values.time ?? null);
  }
  if (when !== null && next !== null && next.day < when.day)
    blame('nextDate', 'before-contact', values.nextDate ?? null);
  if (faults.length > 0 || mode === null) throw new CardRefusal(faults);
  return {
    customer: { number: number ?? null, addresses: addresses ?? [], name: values.name ?? null },
    mode,
    doneAt,
    nextDate: next?.day ?? null,
  };
}

/** The same contact was told before, by a mail that was sent again. */
async function isKnown(
  tx: Transaction<DB>,
  customerId: number,
  authorId: number | null,
  { kind, doneAt, content }: { kind: string; doneAt: Date; content: string },
): Promise<boolean> {
  const same = await tx
    .selectFrom('activity')
    .select('id')
    .where('customer_id', '=', customerId)
    .where('created_by', '=', authorId)
    .where('message_id', 'is not', null)
    .where('state', '=', 'done')
    .where('kind', '=', kind as never)
    .where('done_at', '=', doneAt)
    .where('content', '=', content)
    .limit(1)
    .executeTakeFirst();
  return same !== undefined;
}
