/** One letter of a mass mail: to one person, with his own values, and the way to end it. */
import { randomUUID } from 'node:crypto';
import type { DB } from '@tradepost/db';
import type { NextRecipient } from '@tradepost/db/queries/mass-mail-work';
import type { LockedMassMail } from '@tradepost/db/queries/mass-mails';
import { findSignature } from '@tradepost/db/queries/letters';
import { escapeHtml } from '@tradepost/mail/reply';
import { type Selectable, sql, type Transaction } from 'kysely';
import type { Author } from '../letter/actor.ts';
import { contentHash, finalContent } from '../letter/final-content.ts';
import { renderFor } from '../letter/render-template.ts';
import { getCompany } from '../users/company.ts';
import type { MassMailDeps } from './send-tick.ts';
import { unsubscribeUrl } from './unsubscribe.ts';
import { fillWords, isRightToLeft, unsubscribeWords } from './unsubscribe-words.ts';

export type { Author };

/** @returns false where a field of the text is not known for him: he gets nothing. */
export async function makeLetter(
  tx: Transaction<DB>,
  deps: Omit<MassMailDeps, 'db'>,
  author: Author,
  mail: LockedMassMail,
  account: Pick<Selectable<DB['mail_account']>, 'id' | 'address'>,
  recipient: NextRecipient,
): Promise<boolean> {
  const about = { customerId: recipient.customer_id, contactId: recipient.contact_id };
  const rendered = await renderFor(tx, author, mail, about, mail.field_values);
  if (rendered.missing.length > 0) return false;
  const url = unsubscribeUrl(deps, recipient.id);
  const signatureHtml = await findSignature(tx, author.user.id, account.id);
  const content = finalContent({
    html: rendered.html,
    signatureHtml,
    quotedHtml: footer(mail.language, (await getCompany(tx)).name, url),
  });
  const from = account.address.toLowerCase();
  const to = [{ address: recipient.address, name: recipient.name }];
  const { id } = await tx
    .insertInto('letter')
    .values({
      author_id: mail.owner_id,
      written_by: mail.owner_id,
      state: 'queued',
      kind: 'new',
      account_id: account.id,
      from_address: from,
      customer_id: recipient.customer_id,
      contact_id: recipient.contact_id,
      template_id: mail.template_id,
      template_kind: mail.kind,
      to_list: JSON.stringify(to),
      subject: rendered.subject,
      html: rendered.html,
      bulk: true,
      unsubscribe_url: url,
      schedule: 'now',
      due_at: sql<Date>`now()`,
      next_step_at: sql<Date>`now()`,
      submitted_at: sql<Date>`now()`,
      final_html: content.html,
      final_text: content.text,
      content_sha256: contentHash({
        ...content,
        from,
        to,
        cc: [],
        bcc: [],
        subject: rendered.subject,
        files: [],
      }),
      rfc_message_id: `${randomUUID()}@${domainOf(from)}`,
    })
    .returning('id')
    .executeTakeFirstOrThrow();
  await tx
    .insertInto('letter_recipient')
    .values({ letter_id: id, address: recipient.address, role: 'to' })
    .execute();
  await tx
    .updateTable('mass_mail_recipient')
    .set({ state: 'made', letter_id: id, made_at: sql<Date>`now()` })
    .where('id', '=', recipient.id)
    .execute();
  return true;
}

/** RFC 5322 3.6.4: the sender's domain, as other mail of his has it. */
const domainOf = (from: string) =>
  from.slice(from.lastIndexOf('@') + 1).replace(/[^\x21-\x7e]/g, '') || 'tradepost.invalid';

/** Why he gets it, and how he ends it: below everything, in the language of the mail. */
function footer(language: string, company: string, url: string): string {
  const words = unsubscribeWords(language);
  const dir = isRightToLeft(language) ? ' dir="rtl"' : '';
  return (
    `<div${dir} style="color:#667278;font-size:12px">${escapeHtml(fillWords(words.footer, { company }))} ` +
    `<a href="${escapeHtml(url)}" style="color:#667278">${escapeHtml(words.link)}</a></div>`
  );
}
