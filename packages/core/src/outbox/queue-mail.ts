/** Mail that the product sends itself: a row first (I8), sent by the scheduler's processes after the commit. */
import { randomUUID } from 'node:crypto';
import type { OutgoingKind } from '@tradepost/contract';
import type { DB } from '@tradepost/db';
import { insertOutboxMails } from '@tradepost/db/queries/outbox';
import type { Transaction } from 'kysely';

export interface NewMail {
  /** The person of the company who gets it, where it is one. */
  readonly recipientId: number | null;
  readonly to: string;
  readonly kind: OutgoingKind;
  /** Which one of its kind: a day, a link's id. The same recipient, kind and period get no second mail. */
  readonly period: string;
  readonly subject: string;
  readonly text: string;
  readonly html?: string | null;
  /** Message-ID that it answers, without angle brackets. */
  readonly inReplyTo?: string | null;
}

/** The part after @ of our Message-IDs (RFC 5322 3.6.4): reserved by RFC 2606, so nobody else makes the same. */
export const MESSAGE_ID_DOMAIN = 'tradepost.invalid';

/** @returns the row's id; null where this mail was queued before. */
export async function queueMail(tx: Transaction<DB>, mail: NewMail): Promise<number | null> {
  const [id] = await queueMails(tx, [mail]);
  return id ?? null;
}

/** @returns the rows' ids in the order of the mails; null for each that was queued before. */
export async function queueMails(tx: Transaction<DB>, mails: readonly NewMail[]): Promise<(number | null)[]> {
  const rows = mails.map((mail) => ({
    recipient_id: mail.recipientId,
    to_address: mail.to.toLowerCase(),
    kind: mail.kind,
    period: mail.period,
    rfc_message_id: `${randomUUID()}@${MESSAGE_ID_DOMAIN}`,
    in_reply_to: mail.inReplyTo ?? null,
    subject: mail.subject,
    body_text: mail.text,
    body_html: mail.html ?? null,
  }));
  const made = await insertOutboxMails(tx, rows);
  return rows.map(({ rfc_message_id }) => made.get(rfc_message_id) ?? null);
}
