/** A template's words in place of a draft's. */
import type { FieldValues } from '@tradepost/contract';
import type { DB } from '@tradepost/db';
import type { Kysely } from 'kysely';
import type { Author } from './actor.ts';
import { lockDraft, saveDraft } from './change.ts';
import { readTemplate, renderFor } from './render-template.ts';

/** The subject of an answer stays: it is the thread's. @throws TradepostError 'not-found', 'conflict'. */
export async function applyTemplate(
  db: Kysely<DB>,
  author: Author,
  id: number,
  input: { readonly version: number; readonly templateId: number; readonly values?: FieldValues },
): Promise<void> {
  await db.transaction().execute(async (tx) => {
    const letter = await lockDraft(tx, author, id, input.version);
    const template = await readTemplate(tx, author, input.templateId);
    const about = { customerId: letter.customer_id, contactId: letter.contact_id };
    const { subject, html } = await renderFor(tx, author, template, about, input.values ?? {});
    await saveDraft(tx, letter, {
      html,
      template_id: template.id,
      template_kind: template.kind,
      ...(letter.kind === 'new' || letter.subject === '' ? { subject } : {}),
    });
  });
}
