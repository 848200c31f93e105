import Type from 'typebox';
import { LONGEST_QUERY } from '../query/parse-query.ts';
import { Body, Id, IdParams, Nothing } from '../resources/common.ts';
import { Filing, Message } from '../resources/message.ts';
import { route, STAFF } from './route.ts';

const tag = 'messages';
/** A search, whose words are marked. */
const find = Type.Optional(Type.String({ maxLength: LONGEST_QUERY * 4 }));
const PartParams = Type.Object({
  id: Id,
  partPath: Type.String({ pattern: '^[0-9]+([.][0-9]+)*$', maxLength: 200 }),
});

export const messageRoutes = {
  getMessage: route({
    method: 'GET',
    path: '/api/v1/messages/:id',
    tag,
    access: 'signed-in',
    summary: 'One message: headers, text, attachments, filings, places',
    params: IdParams,
    query: Type.Object({ find }),
    reply: Message,
  }),
  getMessageHtml: route({
    method: 'GET',
    path: '/api/v1/messages/:id/html',
    tag,
    access: 'signed-in',
    summary: 'The cleaned HTML as a page for a sandboxed frame; remote images only when asked for',
    params: IdParams,
    query: Type.Object({ images: Type.Optional(Type.Boolean()), find }),
    produces: 'text/html',
  }),
  getMessageRaw: route({
    method: 'GET',
    path: '/api/v1/messages/:id/raw',
    tag,
    access: 'signed-in',
    summary: 'The original octets (.eml)',
    params: IdParams,
    produces: 'message/rfc822',
  }),
  getAttachment: route({
    method: 'GET',
    path: '/api/v1/messages/:id/parts/:partPath',
    tag,
    access: 'signed-in',
    summary: 'An attachment, always as a download',
    params: PartParams,
    produces: 'application/octet-stream',
  }),
  getInlineImage: route({
    method: 'GET',
    path: '/api/v1/messages/:id/inline/:partPath',
    tag,
    access: 'signed-in',
    summary: 'An inline picture of the message (PNG, JPEG, GIF, WebP, BMP only)',
    params: PartParams,
    produces: 'image/*',
  }),
  retryParse: route({
    method: 'POST',
    path: '/api/v1/messages/:id/retry',
    tag,
    access: STAFF,
    summary: 'Read a quarantined message again',
    params: IdParams,
    reply: Message,
  }),
  fileMessage: route({
    method: 'POST',
    path: '/api/v1/messages/:id/filings',
    tag: 'filing',
    access: STAFF,
    summary: 'File a message to a customer by hand',
    params: IdParams,
    body: Body({ customerId: Id }),
    reply: Filing,
  }),
  undoFiling: route({
    method: 'DELETE',
    path: '/api/v1/filings/:id',
    tag: 'filing',
    access: STAFF,
    summary: 'Undo a filing; the rules will not repeat it',
    params: IdParams,
    reply: Nothing,
  }),
  liveEvents: route({
    method: 'GET',
    path: '/api/v1/events',
    tag: 'live',
    access: 'signed-in',
    summary: 'Server-sent events: ids of what changed',
    produces: 'text/event-stream',
  }),
};
