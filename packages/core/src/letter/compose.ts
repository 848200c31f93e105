/** The octets of a letter: made once, durable before the first attempt, the same in every one. */
import { listLetterFiles } from '@tradepost/db/queries/letters';
import type { LetterRow } from '@tradepost/db/queries/letter-work';
import { composeLetter } from '@tradepost/mail/smtp';
import { type KeptOctets, storeOctets } from '../blobs/stored-file.ts';
import { contentHash } from './final-content.ts';
import type { Account, WorkDeps } from './work-deps.ts';

/** The letter is not what was fixed when its author sent it, and perhaps approved: it does not go out. */
export class ContentChangedError extends Error {
  override readonly name = 'ContentChangedError';
  readonly code = 'content-changed';
}

export interface Composed {
  readonly octets: KeptOctets;
  readonly raw: Buffer;
  readonly composedAt: Date;
}

/** @throws ContentChangedError; RangeError for an address that is none; BlobError. */
export async function composeOctets(
  deps: WorkDeps,
  letter: LetterRow,
  account: Account,
  authorName: string,
): Promise<Composed> {
  const rows = await listLetterFiles(deps.db, letter.id);
  const from = letter.from_address ?? account.address.toLowerCase();
  const html = letter.final_html ?? '';
  const text = letter.final_text ?? '';
  const hash = contentHash({
    html,
    text,
    from,
    to: letter.to_list,
    cc: letter.cc_list,
    bcc: letter.bcc_list,
    subject: letter.subject,
    files: rows.map((file) => ({
      name: file.file_name,
      sha256: file.sha256.toString('hex'),
      contentId: file.content_id,
    })),
  });
  if (letter.content_sha256 === null || letter.rfc_message_id === null || !hash.equals(letter.content_sha256))
    throw new ContentChangedError('The letter is not what was fixed when it was sent.');
  const attachments = [];
  for (const file of rows)
    attachments.push({
      fileName: file.file_name,
      contentType: file.content_type,
      contentId: file.content_id,
      octets: await deps.blobs.read({
        sha256: file.sha256.toString('hex'),
        size: file.blob_size,
        storedSize: file.stored_size,
        codec: file.codec,
        pack: file.pack,
        packOffset: file.pack_offset,
      }),
    });
  const composedAt = new Date();
  const raw = await composeLetter({
    from: { address: from, name: account.display_name ?? authorName },
    to: letter.to_list,
    cc: letter.cc_list,
    messageId: letter.rfc_message_id,
    inReplyTo: letter.in_reply_to,
    references: letter.reference_ids,
    date: composedAt,
    subject: letter.subject,
    text,
    html,
    attachments,
    bulk: letter.bulk ? { unsubscribeUrl: letter.unsubscribe_url } : null,
  });
  return { octets: await storeOctets(deps, raw), raw, composedAt };
}

/** @throws BlobError. */
export async function readComposed(deps: WorkDeps, blobId: number): Promise<Buffer> {
  const blob = await deps.db
    .selectFrom('blob')
    .select(['sha256', 'size', 'stored_size', 'codec', 'pack', 'pack_offset'])
    .where('id', '=', blobId)
    .executeTakeFirstOrThrow();
  return deps.blobs.read({
    sha256: blob.sha256.toString('hex'),
    size: blob.size,
    storedSize: blob.stored_size,
    codec: blob.codec,
    pack: blob.pack,
    packOffset: blob.pack_offset,
  });
}
