/** Writing mail: drafts, sending, signatures. */
import Type from 'typebox';
import { Body, Id, IdParams, Nothing, Nullable, Page, PageQuery } from '../resources/common.ts';
import { LETTER_BOXES, Letter, LetterLine, LetterPatch, NewLetter } from '../resources/letter.ts';
import { LetterCheck, SendLetter } from '../resources/letter-check.ts';
import { LetterSender, Signature } from '../resources/letter-sender.ts';
import { FieldValues } from '../resources/letter-template.ts';
import { route, STAFF } from './route.ts';

const tag = 'letters';
const FileParams = Type.Object({ id: Id, fileId: Id });

export const letterRoutes = {
  listLetterSenders: route({
    method: 'GET',
    path: '/api/v1/letter-senders',
    tag,
    access: STAFF,
    summary: 'Mail accounts that one may write as',
    reply: Type.Object({ items: Type.Array(LetterSender) }),
  }),
  listSignatures: route({
    method: 'GET',
    path: '/api/v1/signatures',
    tag,
    access: STAFF,
    summary: 'One’s signatures: for an account, or for all',
    reply: Type.Object({ items: Type.Array(Signature) }),
  }),
  setSignature: route({
    method: 'POST',
    path: '/api/v1/signatures',
    tag,
    access: STAFF,
    summary:
      'Set one’s signature for an account, or (null) for all that have none of their own; empty takes it away',
    body: Body({ accountId: Nullable(Id), html: Type.String({ maxLength: 20_000 }) }),
    reply: Type.Object({ items: Type.Array(Signature) }),
  }),

  listLetters: route({
    method: 'GET',
    path: '/api/v1/letters',
    tag,
    access: STAFF,
    summary:
      'One’s letters: drafts (once something was done to them), on their way, in trouble, sent; the last changed first',
    query: Type.Object({
      ...PageQuery,
      box: Type.Enum(LETTER_BOXES),
      customerId: Type.Optional(Id),
    }),
    reply: Page(LetterLine),
  }),
  countLetters: route({
    method: 'GET',
    path: '/api/v1/letters/counts',
    tag,
    access: STAFF,
    summary:
      'How many of one’s letters are in each box, counted up to 100; and how many approvals wait for one',
    reply: Type.Object({
      drafts: Type.Integer(),
      outbox: Type.Integer(),
      trouble: Type.Integer(),
      approvals: Type.Integer(),
    }),
  }),
  createLetter: route({
    method: 'POST',
    path: '/api/v1/letters',
    tag,
    access: STAFF,
    summary: 'Begin a draft: new to a contact, or a reply, a reply to all or a forward of a mail',
    body: NewLetter,
    reply: Letter,
  }),
  getLetter: route({
    method: 'GET',
    path: '/api/v1/letters/:id',
    tag,
    access: STAFF,
    summary: 'One of one’s letters',
    params: IdParams,
    reply: Letter,
  }),
  updateLetter: route({
    method: 'PATCH',
    path: '/api/v1/letters/:id',
    tag,
    access: STAFF,
    summary: 'Save a draft; it says which version was seen',
    params: IdParams,
    body: LetterPatch,
    reply: Letter,
  }),
  discardLetter: route({
    method: 'DELETE',
    path: '/api/v1/letters/:id',
    tag,
    access: STAFF,
    summary: 'Throw a draft, or what failed, away',
    params: IdParams,
    reply: Nothing,
  }),
  addLetterFile: route({
    method: 'POST',
    path: '/api/v1/letters/:id/files',
    tag,
    access: STAFF,
    summary: 'Add a file to a draft: its octets as the body; all together at most 25 MB',
    params: IdParams,
    query: Type.Object({
      name: Type.String({ minLength: 1, maxLength: 255 }),
      /** Media type, as the browser knows it. */
      type: Type.Optional(Type.String({ maxLength: 100 })),
      /** A picture in the text: it gets a Content-ID. PNG, JPEG, GIF, WebP. */
      inline: Type.Optional(Type.Boolean()),
    }),
    consumes: 'application/octet-stream',
    reply: Letter,
  }),
  removeLetterFile: route({
    method: 'DELETE',
    path: '/api/v1/letters/:id/files/:fileId',
    tag,
    access: STAFF,
    summary: 'Take a file off a draft',
    params: FileParams,
    reply: Letter,
  }),
  getLetterFile: route({
    method: 'GET',
    path: '/api/v1/letters/:id/files/:fileId',
    tag,
    access: STAFF,
    summary: 'A file of a letter, as a download',
    params: FileParams,
    produces: 'application/octet-stream',
  }),
  getLetterPicture: route({
    method: 'GET',
    path: '/api/v1/letters/:id/pictures/:fileId',
    tag,
    access: STAFF,
    summary: 'A picture in a letter’s text (PNG, JPEG, GIF, WebP, BMP only)',
    params: FileParams,
    produces: 'image/*',
  }),
  applyTemplate: route({
    method: 'POST',
    path: '/api/v1/letters/:id/template',
    tag,
    access: STAFF,
    summary: 'Put a template’s subject and text in place of a draft’s; fields nobody knows stay as {{field}}',
    params: IdParams,
    body: Body({
      version: Type.Integer({ minimum: 1 }),
      templateId: Id,
      values: Type.Optional(FieldValues),
    }),
    reply: Letter,
  }),
  checkLetter: route({
    method: 'GET',
    path: '/api/v1/letters/:id/check',
    tag,
    access: STAFF,
    summary:
      'What keeps a draft from going out, what its author should know, and whether a leader looks at it first',
    params: IdParams,
    reply: LetterCheck,
  }),
  previewLetter: route({
    method: 'GET',
    path: '/api/v1/letters/:id/html',
    tag,
    access: STAFF,
    summary: 'The letter as it goes out, as a page for a sandboxed frame',
    params: IdParams,
    produces: 'text/html',
  }),
  sendLetter: route({
    method: 'POST',
    path: '/api/v1/letters/:id/send',
    tag,
    access: STAFF,
    summary: 'Send it: now (with 10 seconds to undo), at a moment, or at the customer’s morning',
    params: IdParams,
    body: SendLetter,
    reply: Letter,
  }),
  undoLetter: route({
    method: 'POST',
    path: '/api/v1/letters/:id/undo',
    tag,
    access: STAFF,
    summary: 'Take a letter back that is not on the wire yet: a draft again',
    params: IdParams,
    reply: Letter,
  }),
  settleLetter: route({
    method: 'POST',
    path: '/api/v1/letters/:id/settle',
    tag,
    access: STAFF,
    summary:
      'Of one whose fate is unknown: it was sent, or send it again; of a failed one: try again, or back to a draft',
    params: IdParams,
    body: Body({ decision: Type.Enum(['was-sent', 'send-again', 'to-draft'] as const) }),
    reply: Letter,
  }),
};
