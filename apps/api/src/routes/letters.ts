/** Writing mail: drafts, sending, signatures. */
import type { Readable } from 'node:stream';
import { type Letter, LETTER_LIMITS, type letterRoutes } from '@tradepost/contract';
import { readUpload, tooLarge } from '@tradepost/core/activity/files';
import { notFound } from '@tradepost/core/errors';
import { applyTemplate } from '@tradepost/core/letter/apply-template';
import { decidingOf } from '@tradepost/core/letter/approval';
import { discardLetter, letterNotFound, updateLetter } from '@tradepost/core/letter/change';
import { checkDraft, previewLetter } from '@tradepost/core/letter/check-draft';
import { createLetter } from '@tradepost/core/letter/create';
import { addLetterFile, removeLetterFile } from '@tradepost/core/letter/files';
import { sendLetter, settleLetter, undoLetter } from '@tradepost/core/letter/send';
import { setSignature } from '@tradepost/core/letter/signatures';
import { countApprovals } from '@tradepost/db/queries/letter-approvals';
import { listSenders } from '@tradepost/db/queries/letter-senders';
import {
  countLetters,
  findLetter,
  type LetterFileRow,
  listLetterFiles,
  listLetters,
  listSignatures,
} from '@tradepost/db/queries/letters';
import { cutPage, DEFAULT_LIMIT, decodeIdCursor } from '../cursor.ts';
import type { ApiDeps } from '../deps.ts';
import { downloadHeaders, FRAME_HEADERS, inlineImageHeaders } from '../download.ts';
import type { Caller, HandlersOf } from '../handlers.ts';
import { describeLetter, describeLetterLine, describeSender } from './describe-letter.ts';

export const authorOf = ({ viewer, scope, user }: Caller) => ({ viewer, scope, user });

async function readLetter(deps: ApiDeps, caller: Caller, id: number): Promise<Letter> {
  const letter = await findLetter(deps.db, caller.user.id, id);
  if (letter === undefined || letter.state === 'cancelled') throw letterNotFound();
  return describeLetter(deps, letter);
}

async function readFile(deps: ApiDeps, caller: Caller, id: number, fileId: number): Promise<LetterFileRow> {
  await readLetter(deps, caller, id);
  const file = (await listLetterFiles(deps.db, id)).find((one) => one.id === fileId);
  if (file === undefined) throw notFound('The file');
  return file;
}

export const octetsOfFile = (deps: ApiDeps, file: LetterFileRow): Promise<Buffer> =>
  deps.blobs.read({
    sha256: file.sha256.toString('hex'),
    size: file.blob_size,
    storedSize: file.stored_size,
    codec: file.codec,
    pack: file.pack,
    packOffset: file.pack_offset,
  });

const signatures = async (deps: ApiDeps, caller: Caller) => ({
  items: (await listSignatures(deps.db, caller.user.id)).map((row) => ({
    accountId: row.account_id,
    html: row.html,
    updatedAt: row.updated_at.toISOString(),
  })),
});

export const letterHandlers: HandlersOf<typeof letterRoutes> = {
  listLetterSenders: async ({ deps, caller }) => ({
    items: (await listSenders(deps.db, caller.user.id)).map((row) => describeSender(row, caller.user.id)),
  }),
  listSignatures: ({ deps, caller }) => signatures(deps, caller),
  setSignature: async ({ deps, caller, body }) => {
    await setSignature(deps.db, authorOf(caller), body.accountId, body.html);
    return signatures(deps, caller);
  },

  listLetters: async ({ deps, caller, query }) => {
    const limit = query.limit ?? DEFAULT_LIMIT;
    const found = await listLetters(deps.db, caller.user.id, {
      box: query.box,
      customerId: query.customerId ?? null,
      beforeId: decodeIdCursor(query.cursor),
      limit: limit + 1,
    });
    const { rows, nextCursor } = cutPage(found, limit, (row) => [row.id]);
    return { items: rows.map(describeLetterLine), nextCursor };
  },
  countLetters: async ({ deps, caller }) => {
    const deciding = decidingOf(caller.viewer);
    const [counts, approvals] = await Promise.all([
      countLetters(deps.db, caller.user.id),
      deciding === null ? 0 : countApprovals(deps.db, deciding),
    ]);
    return { ...counts, approvals };
  },
  createLetter: async ({ deps, caller, body, reply }) => {
    // The octets of the mail that is answered, and of the files that come along.
    if (body.messageId !== undefined)
      await reply.server.octets.hold(reply, caller.user.id, LETTER_LIMITS.octets);
    return readLetter(deps, caller, await createLetter(deps, authorOf(caller), body));
  },
  getLetter: ({ deps, caller, params }) => readLetter(deps, caller, params.id),
  updateLetter: async ({ deps, caller, params, body }) => {
    await updateLetter(deps.db, authorOf(caller), params.id, body);
    return readLetter(deps, caller, params.id);
  },
  discardLetter: async ({ deps, caller, params }) => {
    await discardLetter(deps.db, authorOf(caller), params.id);
    return null;
  },

  addLetterFile: async ({ deps, caller, params, query, request, reply }) => {
    const declared = Number(request.headers['content-length'] ?? LETTER_LIMITS.octets);
    if (declared > LETTER_LIMITS.octets) throw tooLarge();
    // The octets and their compressed form.
    await reply.server.octets.hold(reply, caller.user.id, 2 * declared);
    await addLetterFile(deps, authorOf(caller), params.id, {
      name: query.name,
      type: query.type ?? null,
      octets: await readUpload(request.body as Readable),
      inline: query.inline ?? false,
    });
    return readLetter(deps, caller, params.id);
  },
  removeLetterFile: async ({ deps, caller, params }) => {
    await removeLetterFile(deps.db, authorOf(caller), params.id, params.fileId);
    return readLetter(deps, caller, params.id);
  },
  getLetterFile: async ({ deps, caller, params, reply }) => {
    const file = await readFile(deps, caller, params.id, params.fileId);
    await reply.server.octets.hold(reply, caller.user.id, file.size);
    return reply
      .headers(downloadHeaders(file.file_name))
      .type('application/octet-stream')
      .send(await octetsOfFile(deps, file));
  },
  getLetterPicture: async ({ deps, caller, params, reply }) => {
    const file = await readFile(deps, caller, params.id, params.fileId);
    await reply.server.octets.hold(reply, caller.user.id, file.size);
    const octets = await octetsOfFile(deps, file);
    const headers = inlineImageHeaders(octets);
    if (headers === null) throw notFound('The picture');
    return reply.headers(headers).send(octets);
  },

  applyTemplate: async ({ deps, caller, params, body }) => {
    await applyTemplate(deps.db, authorOf(caller), params.id, body);
    return readLetter(deps, caller, params.id);
  },
  checkLetter: ({ deps, caller, params }) => checkDraft(deps.db, authorOf(caller), params.id),
  previewLetter: async ({ deps, caller, params, reply }) => {
    await reply.server.octets.hold(reply, caller.user.id, LETTER_LIMITS.octets);
    const page = await previewLetter(deps, caller.user.id, params.id);
    return reply
      .headers({ ...FRAME_HEADERS, 'content-security-policy': page.csp })
      .type('text/html; charset=utf-8')
      .send(page.html);
  },
  sendLetter: async ({ deps, caller, params, body }) => {
    await sendLetter(deps.db, authorOf(caller), params.id, body);
    return readLetter(deps, caller, params.id);
  },
  undoLetter: async ({ deps, caller, params }) => {
    await undoLetter(deps.db, authorOf(caller), params.id);
    return readLetter(deps, caller, params.id);
  },
  settleLetter: async ({ deps, caller, params, body }) => {
    await settleLetter(deps.db, authorOf(caller), params.id, body.decision);
    return readLetter(deps, caller, params.id);
  },
};
