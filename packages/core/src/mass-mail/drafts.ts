/** Mass mails before anybody gets anything: begun, changed, thrown away. */
import type { FieldValues, MassMailPatch, NewMassMail } from '@tradepost/contract';
import type { DB } from '@tradepost/db';
import { type LockedMassMail, lockMassMail } from '@tradepost/db/queries/mass-mails';
import { cleanLetterHtml } from '@tradepost/mail/html';
import { type Kysely, sql, type Transaction } from 'kysely';
import { cleanText } from '../customers/normalise.ts';
import { notFound, TradepostError } from '../errors.ts';
import { customersOf, type Sender, settleRecipients } from './settle.ts';

/** Of one person. */
const MOST_DRAFTS = 100;

/** @returns its id. @throws TradepostError 'invalid-request' where the selection finds nobody; 'too-large', 'conflict'. */
export async function createMassMail(db: Kysely<DB>, sender: Sender, input: NewMassMail): Promise<number> {
  const ids = await customersOf(db, sender, input.selection);
  if (ids.length === 0) throw new TradepostError('invalid-request', 'No customer that you may change fits.');
  const template = await readTemplate(db, sender.viewer.id, input.templateId ?? null);
  return db.transaction().execute(async (tx) => {
    const { drafts } = await tx
      .selectFrom('mass_mail')
      .select((eb) => eb.fn.countAll<number>().as('drafts'))
      .where('owner_id', '=', sender.viewer.id)
      .where('state', '=', 'draft')
      .executeTakeFirstOrThrow();
    if (drafts >= MOST_DRAFTS)
      throw new TradepostError('conflict', `You have ${MOST_DRAFTS} drafts of mass mails. Remove one first.`);
    const row = await tx
      .insertInto('mass_mail')
      .values({
        name: nameOf(input.name),
        owner_id: sender.viewer.id,
        kind: input.kind ?? template?.kind ?? 'promotion',
        language: input.language ?? template?.language ?? 'en',
        template_id: template?.id ?? null,
        subject: template?.subject ?? '',
        html: template?.html ?? '',
        selection: JSON.stringify(input.selection),
      })
      .returning('id')
      .executeTakeFirstOrThrow();
    return row.id;
  });
}

/**
 * @throws TradepostError 'not-found'; 'conflict' where it is no draft any more, or another window changed it;
 *   'invalid-request', 'too-large' for a selection.
 */
export async function updateMassMail(
  db: Kysely<DB>,
  sender: Sender,
  id: number,
  patch: MassMailPatch,
): Promise<void> {
  if (patch.selection !== undefined && (await customersOf(db, sender, patch.selection)).length === 0)
    throw new TradepostError('invalid-request', 'No customer that you may change fits.');
  const { accountId = null, templateId = null } = patch;
  if (accountId !== null) await assertMaySend(db, sender.viewer.id, accountId);
  const template = await readTemplate(db, sender.viewer.id, templateId);
  await db.transaction().execute(async (tx) => {
    const mail = await lockDraft(tx, sender.viewer.id, id, patch.version);
    await tx
      .updateTable('mass_mail')
      .set({
        ...columnsOf(patch),
        // A template that is put in brings its words along, but for those that are given with it.
        ...(template === null
          ? {}
          : {
              template_id: template.id,
              kind: patch.kind ?? template.kind,
              language: patch.language ?? template.language,
              subject: patch.subject ?? template.subject,
              html: patch.html === undefined ? template.html : cleanMassHtml(patch.html),
            }),
        // Who gets it, and who lacks what the text says, is to be worked out anew.
        ...(CHANGES_RECIPIENTS.some((key) => patch[key] !== undefined) || template !== null
          ? { settled_at: null }
          : {}),
        version: mail.version + 1,
        updated_at: sql<Date>`now()`,
      })
      .where('id', '=', id)
      .execute();
  });
}

const CHANGES_RECIPIENTS = ['selection', 'whom', 'quietDays', 'subject', 'html', 'values'] as const;

function columnsOf(patch: MassMailPatch) {
  const { name, kind, language, subject, html, values, accountId, templateId, selection, whom } = patch;
  return {
    ...(name === undefined ? {} : { name: nameOf(name) }),
    ...(kind === undefined ? {} : { kind }),
    ...(language === undefined ? {} : { language }),
    ...(subject === undefined ? {} : { subject: subjectOf(subject) }),
    ...(html === undefined ? {} : { html: cleanMassHtml(html) }),
    ...(values === undefined ? {} : { field_values: JSON.stringify(cleanValues(values)) }),
    ...(accountId === undefined ? {} : { account_id: accountId }),
    ...(templateId === null ? { template_id: null } : {}),
    ...(selection === undefined ? {} : { selection: JSON.stringify(selection) }),
    ...(whom === undefined ? {} : { whom }),
    ...(patch.quietDays === undefined ? {} : { quiet_days: patch.quietDays }),
    ...(patch.byDay === undefined ? {} : { by_day: patch.byDay }),
  };
}

/** Works out who gets it. @throws as `updateMassMail`. */
export async function settleMassMail(
  db: Kysely<DB>,
  sender: Sender,
  id: number,
  version: number,
): Promise<void> {
  await db.transaction().execute(async (tx) => {
    const mail = await lockDraft(tx, sender.viewer.id, id, version);
    await settleRecipients(tx, sender, mail);
    await tx
      .updateTable('mass_mail')
      .set({ settled_at: sql<Date>`now()`, version: mail.version + 1 })
      .where('id', '=', id)
      .execute();
  });
}

/** By hand, and by hand again: who is left out for another reason stays so. */
export async function leaveOut(
  db: Kysely<DB>,
  ownerId: number,
  id: number,
  recipientId: number,
  leftOut: boolean,
): Promise<void> {
  await db.transaction().execute(async (tx) => {
    const mail = await lockMassMail(tx, [ownerId], id);
    if (mail === undefined) throw notFound('The mass mail');
    const changed = await tx
      .updateTable('mass_mail_recipient')
      .set(leftOut ? { state: 'left-out', left_out: 'by-hand' } : { state: 'waiting', left_out: null })
      .where('mass_mail_id', '=', id)
      .where('id', '=', recipientId)
      .where('state', '=', leftOut ? 'waiting' : 'left-out')
      .$if(!leftOut, (query) => query.where('left_out', '=', 'by-hand'))
      .returning('id')
      .executeTakeFirst();
    if (changed === undefined) throw notFound('The recipient');
  });
}

export async function removeMassMail(db: Kysely<DB>, ownerId: number, id: number): Promise<void> {
  await db.transaction().execute(async (tx) => {
    const mail = await lockMassMail(tx, [ownerId], id);
    if (mail === undefined) throw notFound('The mass mail');
    if (mail.state !== 'draft') throw noDraft();
    await tx.deleteFrom('mass_mail').where('id', '=', id).execute();
  });
}

/** @throws TradepostError 'not-found', 'conflict'. */
export async function lockDraft(
  tx: Transaction<DB>,
  ownerId: number,
  id: number,
  version: number,
): Promise<LockedMassMail> {
  const mail = await lockMassMail(tx, [ownerId], id);
  if (mail === undefined) throw notFound('The mass mail');
  if (mail.state !== 'draft') throw noDraft();
  if (mail.version !== version)
    throw new TradepostError('conflict', 'It was changed in another window. Load it again.', {
      details: { version: mail.version },
    });
  return mail;
}

const noDraft = () =>
  new TradepostError('conflict', 'This mass mail is no draft any more. Pause or end it instead.');

async function readTemplate(db: Kysely<DB>, userId: number, id: number | null) {
  if (id === null) return null;
  const template = await db
    .selectFrom('letter_template')
    .select(['id', 'kind', 'language', 'subject', 'html'])
    .where('id', '=', id)
    .where('archived_at', 'is', null)
    .where((eb) => eb.or([eb('owner_id', 'is', null), eb('owner_id', '=', userId)]))
    .executeTakeFirst();
  if (template === undefined) throw notFound('The template');
  return template;
}

/** His own account, or one that he may write as. */
async function assertMaySend(db: Kysely<DB>, userId: number, accountId: number): Promise<void> {
  const account = await db
    .selectFrom('mail_account as a')
    .select('a.id')
    .where('a.id', '=', accountId)
    .where('a.state', '<>', 'removed')
    .where((eb) =>
      eb.or([
        eb('a.owner_id', '=', userId),
        eb.exists(
          eb
            .selectFrom('account_sender as s')
            .select('s.user_id')
            .whereRef('s.account_id', '=', 'a.id')
            .where('s.user_id', '=', userId),
        ),
      ]),
    )
    .executeTakeFirst();
  if (account === undefined) throw notFound('The mail account');
}

function nameOf(name: string): string {
  const clean = cleanText(name);
  if (clean === null) throw new TradepostError('invalid-request', 'The mass mail needs a name.');
  return clean;
}

/** One line, that Postgres can hold. */
const subjectOf = (subject: string) =>
  subject
    .toWellFormed()
    .replace(/[\p{Cc}\p{Zl}\p{Zp}]+/gu, ' ')
    .trim();

/** No parts of its own: pictures lie elsewhere, or are left out. */
const cleanMassHtml = (html: string) =>
  cleanLetterHtml(html.replaceAll('\0', ''), { contentId: () => null, remoteImages: true });

const cleanValues = (values: FieldValues) =>
  Object.fromEntries(
    Object.entries(values)
      .map(([field, value]) => [field, cleanText(value)] as const)
      .filter(([, value]) => value !== null),
  );
