/** The mail as one recipient gets it, before he does. */
import type { MassMailPreview } from '@tradepost/contract';
import type { DB } from '@tradepost/db';
import type { RecipientRow } from '@tradepost/db/queries/mass-mail-recipients';
import type { MassMailRow } from '@tradepost/db/queries/mass-mails';
import type { Kysely } from 'kysely';
import { renderFor } from '../letter/render-template.ts';
import type { Author } from './make-letter.ts';

export async function previewFor(
  db: Kysely<DB>,
  author: Author,
  mail: MassMailRow,
  recipient: RecipientRow,
): Promise<MassMailPreview> {
  const about = { customerId: recipient.customer_id, contactId: recipient.contact_id };
  const { subject, html, missing } = await renderFor(db, author, mail, about, mail.field_values);
  const to = recipient.name === null ? recipient.address : `${recipient.name} <${recipient.address}>`;
  return { to, subject, html, missing };
}
