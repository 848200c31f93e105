/** Templates of letters: one's own, and the company's, which leaders keep. */
import type { LetterTemplatePatch, NewLetterTemplate } from '@tradepost/contract';
import type { DB } from '@tradepost/db';
import { lockTemplate } from '@tradepost/db/queries/letter-templates';
import { cleanLetterHtml } from '@tradepost/mail/html';
import { type Kysely, sql, type Transaction } from 'kysely';
import { appendAudit } from '../audit/append.ts';
import { cleanText } from '../customers/normalise.ts';
import { notFound, TradepostError } from '../errors.ts';
import { isLeader, type Viewer } from '../users/viewer.ts';
import type { Author } from './actor.ts';
import { cleanSubject } from './change.ts';
import { fieldsIn } from './template-fields.ts';

/** More than a list shows. */
const MOST_OWN = 200;
const MOST_COMPANY = 500;

/** The company's are the leaders'; his own are his alone. */
export const mayChangeTemplate = (viewer: Viewer, ownerId: number | null) =>
  ownerId === null ? isLeader(viewer) : ownerId === viewer.id;

/** @returns its id. @throws TradepostError 'forbidden', 'conflict' (name taken), 'unprocessable' (fields that are none). */
export async function createTemplate(
  db: Kysely<DB>,
  author: Author,
  input: NewLetterTemplate,
): Promise<number> {
  const { viewer } = author;
  if (input.companyWide && !isLeader(viewer))
    throw new TradepostError(
      'forbidden',
      'The company’s templates are kept by its leaders. Save it as your own.',
    );
  const ownerId = input.companyWide ? null : viewer.id;
  const content = checked(input);
  return db.transaction().execute(async (tx) => {
    await assertRoom(tx, ownerId);
    const row = await tx
      .insertInto('letter_template')
      .values({ ...content, owner_id: ownerId, created_by: viewer.id, updated_by: viewer.id })
      .onConflict((oc) => oc.doNothing())
      .returning('id')
      .executeTakeFirst();
    if (row === undefined) throw nameTaken();
    if (ownerId === null) await record(tx, viewer, 'letter-template.added', row.id, content.name);
    return row.id;
  });
}

/** @throws TradepostError 'not-found', 'forbidden', 'conflict', 'unprocessable'. */
export async function updateTemplate(
  db: Kysely<DB>,
  author: Author,
  id: number,
  { version, ...patch }: LetterTemplatePatch,
): Promise<void> {
  await db.transaction().execute(async (tx) => {
    const before = await lockFor(tx, author, id);
    if (before.version !== version)
      throw new TradepostError('conflict', 'This template was changed meanwhile. Load it again.', {
        details: { version: before.version },
      });
    const content = checked({ ...before, ...patch });
    const { rows } = await sql<{ taken: boolean }>`
      select exists (select from letter_template where coalesce(owner_id, 0) = ${before.owner_id ?? 0}
        and kind = ${content.kind} and language = ${content.language} and lower(name) = lower(${content.name})
        and archived_at is null and id <> ${id}) as taken`.execute(tx);
    if (rows[0]?.taken === true) throw nameTaken();
    await tx
      .updateTable('letter_template')
      .set({ ...content, version: version + 1, updated_by: author.viewer.id, updated_at: sql<Date>`now()` })
      .where('id', '=', id)
      .execute();
    if (before.owner_id === null)
      await record(tx, author.viewer, 'letter-template.changed', id, content.name);
  });
}

/** @throws TradepostError 'not-found', 'forbidden'. */
export async function removeTemplate(db: Kysely<DB>, author: Author, id: number): Promise<void> {
  await db.transaction().execute(async (tx) => {
    const before = await lockFor(tx, author, id);
    await tx
      .updateTable('letter_template')
      .set({ archived_at: sql<Date>`now()` })
      .where('id', '=', id)
      .execute();
    if (before.owner_id === null) await record(tx, author.viewer, 'letter-template.removed', id, before.name);
  });
}

async function lockFor(tx: Transaction<DB>, { viewer }: Author, id: number) {
  const row = await lockTemplate(tx, viewer.id, id);
  if (row === undefined) throw notFound('The template');
  if (!mayChangeTemplate(viewer, row.owner_id))
    throw new TradepostError('forbidden', 'The company’s templates are kept by its leaders.');
  return row;
}

function checked(input: Pick<NewLetterTemplate, 'kind' | 'language' | 'name' | 'subject' | 'html'>) {
  const name = cleanText(input.name);
  if (name === null) throw new TradepostError('invalid-request', 'Give the template a name.');
  // A template bears no files: its pictures are on the web, if anywhere.
  const html = cleanLetterHtml(input.html.replaceAll('\0', ''), {
    contentId: () => null,
    remoteImages: true,
  });
  const subject = cleanSubject(input.subject);
  const { unknown } = fieldsIn(`${subject}\n${html}`);
  if (unknown.length > 0)
    throw new TradepostError('unprocessable', `There is no field {{${unknown[0]}}}.`, {
      details: { unknown },
    });
  return { kind: input.kind, language: input.language, name, subject, html };
}

const nameTaken = () =>
  new TradepostError('conflict', 'There is a template of this name already, in the same kind and language.');

async function assertRoom(tx: Transaction<DB>, ownerId: number | null): Promise<void> {
  const { rows } = await sql<{ n: number }>`
    select count(*)::int as n from letter_template
    where owner_id is not distinct from ${ownerId} and archived_at is null`.execute(tx);
  const most = ownerId === null ? MOST_COMPANY : MOST_OWN;
  if ((rows[0]?.n ?? 0) >= most)
    throw new TradepostError('conflict', `There are ${most} templates already. Take some away first.`);
}

const record = (tx: Transaction<DB>, viewer: Viewer, action: string, id: number, name: string) =>
  appendAudit(tx, {
    actorId: viewer.id,
    action,
    subjectKind: 'letter-template',
    subjectId: id,
    detail: { name },
  });
