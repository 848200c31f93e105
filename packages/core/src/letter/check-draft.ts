/** A draft as it stands: whether it can go out, and what it would look like. */
import type { LetterCheck } from '@tradepost/contract';
import type { DB } from '@tradepost/db';
import {
  findLetter,
  findSignature,
  type LetterFileRow,
  listLetterFiles,
} from '@tradepost/db/queries/letters';
import { cleanHtml, readerPage } from '@tradepost/mail/html';
import type { Kysely } from 'kysely';
import { imageType } from '../reader/image-type.ts';
import type { HtmlPage } from '../reader/mail-reader.ts';
import type { Author, LetterDeps } from './actor.ts';
import { letterNotFound, lockDraft } from './change.ts';
import { checkLetter } from './check.ts';
import { finalContent } from './final-content.ts';
import { prepareLetter } from './prepare.ts';

/** @throws TradepostError 'not-found'; 'conflict' for one that is no draft. */
export function checkDraft(db: Kysely<DB>, author: Author, id: number): Promise<LetterCheck> {
  return db.transaction().execute(async (tx) => {
    const letter = await lockDraft(tx, author, id, null);
    return checkLetter(tx, author, await prepareLetter(tx, author, letter));
  });
}

type PageDeps = Pick<LetterDeps, 'db' | 'blobs'>;

/** @throws TradepostError 'not-found'. */
export async function previewLetter(deps: PageDeps, userId: number, id: number): Promise<HtmlPage> {
  const letter = await findLetter(deps.db, userId, id);
  if (letter === undefined || letter.state === 'cancelled') throw letterNotFound();
  const signatureHtml = letter.with_signature
    ? await findSignature(deps.db, userId, letter.account_id)
    : null;
  const html =
    letter.final_html ??
    finalContent({ html: letter.html, signatureHtml, quotedHtml: letter.quoted_html }).html;
  return framePage(deps, id, html, letter.subject);
}

/** For a sandboxed frame, with the letter's own pictures in it. Cleaned at each view, as mail is. */
export async function framePage(
  deps: PageDeps,
  letterId: number,
  html: string,
  title: string,
): Promise<HtmlPage> {
  const pictures = new Map<string, string>();
  for (const file of await listLetterFiles(deps.db, letterId)) {
    if (file.content_id === null || !html.includes(`cid:${file.content_id}`)) continue;
    const octets = await readFile(deps, file);
    const type = imageType(octets);
    if (type !== null) pictures.set(file.content_id, `data:${type};base64,${octets.toString('base64')}`);
  }
  const cleaned = cleanHtml(html, {
    inlineImageUrl: (contentId) => pictures.get(contentId) ?? null,
    allowRemoteImages: false,
  });
  return readerPage(cleaned.html, { allowRemoteImages: false, title });
}

const readFile = (deps: PageDeps, file: LetterFileRow): Promise<Buffer> =>
  deps.blobs.read({
    sha256: file.sha256.toString('hex'),
    size: file.blob_size,
    storedSize: file.stored_size,
    codec: file.codec,
    pack: file.pack,
    packOffset: file.pack_offset,
  });
