/** One message: its view, its safe HTML, its octets, its parts; filing by hand; live events. */
import type { Message, messageRoutes, Routes } from '@tradepost/contract';
import { notFound } from '@tradepost/core/errors';
import { fileByHand, undoFiling } from '@tradepost/core/filing/by-hand';
import { reparseMessage } from '@tradepost/core/ingest/reparse';
import { openMessage, readOctets } from '@tradepost/core/reader/open-message';
import { findLookalike } from '@tradepost/core/reader/find-lookalike';
import { replyElsewhere } from '@tradepost/core/reader/reply-elsewhere';
import { findNeedles } from '@tradepost/core/search/find-needles';
import { rangesIn } from '@tradepost/core/search/highlight';
import type { Needle } from '@tradepost/core/search/needles';
import {
  findAttachment,
  isInAccountOf,
  listAttachments,
  listFilings,
  listMessageAddresses,
  listPlaces,
  listThread,
  type MessageRow,
} from '@tradepost/db/queries/messages';
import type { ApiDeps } from '../deps.ts';
import { downloadHeaders, FRAME_HEADERS, inlineImageHeaders } from '../download.ts';
import type { Caller, Context, HandlersOf } from '../handlers.ts';
import { openEventStream } from '../live/event-stream.ts';
import { describeFileText, describeFiling, iso, party } from './describe.ts';

type Opener = Pick<Context<Routes['getMessage']>, 'deps' | 'caller' | 'reply'>;

/** The message, and room for its octets in memory until the reply is out. */
async function open({ deps, caller, reply }: Opener, id: number): Promise<MessageRow> {
  const row = await openMessage(deps.db, caller.viewer, caller.scope, id);
  await reply.server.octets.hold(reply, caller.user.id, row.blob_size);
  return row;
}

const readPart = async (deps: ApiDeps, row: MessageRow, partPath: string) =>
  deps.reader.part((await readOctets(deps.blobs, row)).octets, partPath);

async function describeMessage(
  deps: ApiDeps,
  caller: Caller,
  row: MessageRow,
  needles: readonly Needle[] = [],
): Promise<Message> {
  const { db } = deps;
  const { scope } = caller;
  const [people, attachments, filings, places, thread, mine, looksLike, parts] = await Promise.all([
    listMessageAddresses(db, row.id),
    listAttachments(db, row.id),
    listFilings(db, scope, { messageId: row.id }),
    listPlaces(db, scope, row.id),
    listThread(db, scope, row.thread_id),
    isInAccountOf(db, caller.user.id, row.id),
    row.direction === 'inbound' && row.automatic !== 'list' && row.from_address !== null
      ? findLookalike(db, scope, row.from_address, row.occurred_at)
      : null,
    readOctets(deps.blobs, row).then(({ octets }) => deps.reader.describe(octets)),
  ]);
  const inRole = (role: string) =>
    people.filter((person) => person.role === role).map(({ address, name }) => ({ address, name }));
  const from = party(row.from_address, row.from_name);
  const replyTo = inRole('reply-to');
  return {
    id: row.id,
    threadId: row.thread_id,
    rfcMessageId: row.rfc_message_id,
    subject: row.subject,
    sentAt: iso(row.sent_at),
    occurredAt: row.occurred_at.toISOString(),
    direction: row.direction,
    automatic: row.automatic,
    language: row.language,
    from,
    replyTo,
    replyElsewhere: replyElsewhere({ ...row, from, replyTo }),
    looksLike,
    to: inRole('to'),
    cc: inRole('cc'),
    bcc: parts.bcc.map(({ address, name }) => ({ address, name })),
    text: row.body ?? '',
    textTruncated: row.truncated ?? false,
    found: rangesIn(row.body ?? '', needles),
    hasHtml: row.has_html,
    hasRemoteImages: parts.hasRemoteImages,
    headers: parts.headers,
    attachments: attachments.map((file) => ({
      partPath: file.part_path,
      fileName: file.file_name,
      contentType: file.content_type,
      size: file.size,
      inline: file.inline,
      text: describeFileText(file),
    })),
    size: row.size,
    parseTier: row.parse_tier,
    quarantineReason: row.quarantine_reason,
    quarantineDetail: row.quarantine_detail,
    authResults: row.auth_results,
    privateAt: iso(row.private_at),
    isMine: mine,
    filings: filings.map(describeFiling),
    places: places.map((place) => ({
      accountId: place.account_id,
      accountAddress: place.account_address,
      mailboxPath: place.path,
      uid: place.uid,
      vanishedAt: iso(place.vanished_at),
    })),
    thread: thread.map((mate) => ({
      id: mate.id,
      subject: mate.subject,
      occurredAt: mate.occurred_at.toISOString(),
      direction: mate.direction,
      from: party(mate.from_address, mate.from_name),
    })),
  };
}

const needlesFor = ({ deps, caller }: Pick<Opener, 'deps' | 'caller'>, typed: string | undefined) =>
  findNeedles(deps.db, typed, caller.user.time_zone);

const filingActor = (caller: Caller) => ({ userId: caller.user.id, scope: caller.scope });

export const messageHandlers: HandlersOf<typeof messageRoutes> = {
  getMessage: async ({ deps, caller, params, query, reply }) => {
    const row = await open({ deps, caller, reply }, params.id);
    return describeMessage(deps, caller, row, await needlesFor({ deps, caller }, query.find));
  },

  getMessageHtml: async ({ deps, caller, params, query, reply }) => {
    const row = await open({ deps, caller, reply }, params.id);
    const { octets } = await readOctets(deps.blobs, row);
    const page = await deps.reader.html(octets, {
      images: query.images ?? false,
      title: row.subject,
      needles: await needlesFor({ deps, caller }, query.find),
    });
    if (page === null) throw notFound('HTML in this message');
    return reply
      .headers({ ...FRAME_HEADERS, 'content-security-policy': page.csp })
      .type('text/html; charset=utf-8')
      .send(page.html);
  },

  getMessageRaw: async ({ deps, caller, params, reply }) => {
    const row = await open({ deps, caller, reply }, params.id);
    const { octets, bccRemoved } = await readOctets(deps.blobs, row);
    const name = row.subject.trim() === '' ? `message-${row.id}` : row.subject.slice(0, 100);
    return reply
      .headers(downloadHeaders(`${name}${bccRemoved ? ' (without Bcc)' : ''}.eml`))
      .type('message/rfc822')
      .send(octets);
  },

  getAttachment: async ({ deps, caller, params, reply }) => {
    const row = await open({ deps, caller, reply }, params.id);
    const file = await findAttachment(deps.db, row.id, params.partPath);
    const part = file === undefined ? null : await readPart(deps, row, params.partPath);
    if (file === undefined || part === null) throw notFound('The attachment');
    return reply
      .headers(downloadHeaders(file.file_name ?? `part-${params.partPath}`))
      .type('application/octet-stream')
      .send(part.octets);
  },

  getInlineImage: async ({ deps, caller, params, reply }) => {
    const row = await open({ deps, caller, reply }, params.id);
    const file = await findAttachment(deps.db, row.id, params.partPath);
    const part = file === undefined ? null : await readPart(deps, row, params.partPath);
    const headers = part === null ? null : inlineImageHeaders(part.octets);
    if (part === null || headers === null) throw notFound('The picture');
    return reply.headers(headers).send(part.octets);
  },

  retryParse: async ({ deps, caller, params, reply }) => {
    await open({ deps, caller, reply }, params.id);
    const id = await reparseMessage(deps, params.id);
    return describeMessage(deps, caller, await open({ deps, caller, reply }, id));
  },

  fileMessage: async ({ deps, caller, params, body }) =>
    describeFiling(await fileByHand(deps, filingActor(caller), params.id, body.customerId)),

  undoFiling: async ({ deps, caller, params }) => {
    await undoFiling(deps, filingActor(caller), params.id);
    return null;
  },

  liveEvents: ({ deps, caller, request, reply }) => openEventStream(deps, caller, request, reply),
};
