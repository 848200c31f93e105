/** Files of a draft: attachments, and pictures in its text. */
import { randomBytes } from 'node:crypto';
import { LETTER_LIMITS } from '@tradepost/contract/values';
import type { DB } from '@tradepost/db';
import { listLetterFiles } from '@tradepost/db/queries/letters';
import type { Kysely } from 'kysely';
import { keepFile, storeOctets } from '../blobs/stored-file.ts';
import { notFound, TradepostError } from '../errors.ts';
import { imageType } from '../reader/image-type.ts';
import type { Author, LetterDeps } from './actor.ts';
import { cleanLetter, lockDraft, saveDraft } from './change.ts';

export interface NewLetterFile {
  readonly name: string;
  /** As the browser says; never believed. */
  readonly type: string | null;
  readonly octets: Buffer;
  /** A picture in the text. */
  readonly inline: boolean;
}

/** @throws TradepostError 'not-found', 'conflict', 'too-large'; 'unprocessable' for a picture that is none. */
export async function addLetterFile(
  deps: Pick<LetterDeps, 'db' | 'blobs'>,
  author: Author,
  id: number,
  file: NewLetterFile,
): Promise<void> {
  const picture = file.inline ? imageType(file.octets) : null;
  if (file.inline && picture === null)
    throw new TradepostError(
      'unprocessable',
      'Only PNG, JPEG, GIF, WebP and BMP pictures can stand in the text.',
    );
  // Asked before the octets are written, and again, for good, with the row locked.
  await deps.db.transaction().execute(async (tx) => {
    await lockDraft(tx, author, id, null);
    assertRoom(await listLetterFiles(tx, id), file.octets.length);
  });
  const octets = await storeOctets(deps, file.octets);
  await deps.db.transaction().execute(async (tx) => {
    const letter = await lockDraft(tx, author, id, null);
    const files = await listLetterFiles(tx, id);
    assertRoom(files, file.octets.length);
    const fileId = await keepFile(tx, octets, {
      name: file.name,
      type: picture ?? file.type,
      uploadedBy: author.user.id,
    });
    await tx
      .insertInto('letter_file')
      .values({
        letter_id: id,
        file_id: fileId,
        position: files.length,
        content_id: file.inline ? `img-${randomBytes(9).toString('hex')}` : null,
      })
      .execute();
    await saveDraft(tx, letter, {});
  });
}

/** A picture goes out of the text, too. @throws TradepostError 'not-found', 'conflict'. */
export async function removeLetterFile(
  db: Kysely<DB>,
  author: Author,
  id: number,
  fileId: number,
): Promise<void> {
  await db.transaction().execute(async (tx) => {
    const letter = await lockDraft(tx, author, id, null);
    const files = await listLetterFiles(tx, id);
    const file = files.find((one) => one.id === fileId);
    if (file === undefined) throw notFound('The file');
    await tx.deleteFrom('letter_file').where('letter_id', '=', id).where('file_id', '=', fileId).execute();
    const left = new Set(
      files.flatMap(({ content_id: one }) => (one === null || one === file.content_id ? [] : [one])),
    );
    await saveDraft(
      tx,
      letter,
      file.content_id === null
        ? {}
        : {
            html: cleanLetter(letter.html, left, true),
            quoted_html: cleanLetter(letter.quoted_html, left, false),
          },
    );
  });
}

function assertRoom(files: readonly { readonly size: number }[], octets: number): void {
  if (files.length >= LETTER_LIMITS.files)
    throw new TradepostError('conflict', `A letter takes ${LETTER_LIMITS.files} files. Pack some into one.`);
  if (files.reduce((sum, { size }) => sum + size, octets) > LETTER_LIMITS.octets)
    throw new TradepostError(
      'too-large',
      `The files of a letter may have ${LETTER_LIMITS.octets / 1_048_576} MB together: most servers take no more. Send large ones by a link.`,
    );
}
