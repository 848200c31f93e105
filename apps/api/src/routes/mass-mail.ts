/** Mass mail, who gets it, and who wants none. */
import type { MassMail, massMailRoutes } from '@tradepost/contract';
import { notFound } from '@tradepost/core/errors';
import { mayDecide } from '@tradepost/core/letter/approval';
import { controlMassMail, decideMassMail, startMassMail } from '@tradepost/core/mass-mail/control';
import {
  createMassMail,
  leaveOut,
  removeMassMail,
  settleMassMail,
  updateMassMail,
} from '@tradepost/core/mass-mail/drafts';
import { setPace } from '@tradepost/core/mass-mail/pace';
import { previewFor } from '@tradepost/core/mass-mail/preview';
import {
  readUnsubscribe,
  subscribeAgain,
  unsubscribeByLink,
  unsubscribeByPerson,
} from '@tradepost/core/mass-mail/unsubscribe';
import { UNSUBSCRIBE_CSP, unsubscribePage } from '@tradepost/core/mass-mail/unsubscribe-page';
import { whoseMassMail } from '@tradepost/core/mass-mail/whose';
import { getCompany } from '@tradepost/core/users/company';
import { listRecipients } from '@tradepost/db/queries/mass-mail-recipients';
import { findMassMail, listMassMails } from '@tradepost/db/queries/mass-mails';
import { listUnsubscribed } from '@tradepost/db/queries/unsubscribes';
import type { FastifyReply } from 'fastify';
import { cutPage, decodeIdCursor, decodeTimeAddressCursor, DEFAULT_LIMIT } from '../cursor.ts';
import type { ApiDeps } from '../deps.ts';
import type { Caller, HandlersOf } from '../handlers.ts';
import { describeLine, describeMassMail, describeRecipient } from './describe-mass-mail.ts';

const senderOf = ({ viewer, scope, user }: Caller) => ({ viewer, scope, user, userName: user.name });

async function read(deps: ApiDeps, caller: Caller, id: number): Promise<MassMail> {
  const row = await findMassMail(deps.db, whoseMassMail(caller.viewer), id);
  if (row === undefined) throw notFound('The mass mail');
  return describeMassMail(deps.db, row, {
    mine: row.owner_id === caller.user.id,
    mayDecide: row.state === 'waiting-approval' && mayDecide(caller.viewer, row.owner_id),
  });
}

async function assertSeen(deps: ApiDeps, caller: Caller, id: number) {
  const row = await findMassMail(deps.db, whoseMassMail(caller.viewer), id);
  if (row === undefined) throw notFound('The mass mail');
  return row;
}

/** The page of the link, in the language of the mail; where the link is none of ours, in the company's words. */
async function replyWithPage(
  deps: ApiDeps,
  reply: FastifyReply,
  asked: { readonly language: string; readonly address: string; readonly done: boolean } | null,
): Promise<FastifyReply> {
  const { name } = await getCompany(deps.db);
  const page = unsubscribePage({
    language: asked?.language ?? 'en',
    company: name,
    address: asked?.address ?? null,
    done: asked?.done ?? false,
  });
  return reply
    .code(asked === null ? 404 : 200)
    .headers({ 'content-security-policy': UNSUBSCRIBE_CSP, 'cache-control': 'no-store' })
    .type('text/html; charset=utf-8')
    .serializer(String)
    .send(page);
}

const control =
  (step: 'pause' | 'resume' | 'cancel') =>
  async ({ deps, caller, params }: { deps: ApiDeps; caller: Caller; params: { id: number } }) => {
    await controlMassMail(deps.db, whoseMassMail(caller.viewer), caller.user.id, params.id, step);
    return read(deps, caller, params.id);
  };

export const massMailHandlers: HandlersOf<typeof massMailRoutes> = {
  listMassMails: async ({ deps, caller, query }) => {
    const limit = query.limit ?? DEFAULT_LIMIT;
    const found = await listMassMails(deps.db, whoseMassMail(caller.viewer), {
      beforeId: decodeIdCursor(query.cursor),
      limit: limit + 1,
      waiting: query.waiting ?? false,
    });
    const { rows, nextCursor } = cutPage(found, limit, ({ id }) => [id]);
    return { items: rows.map(describeLine), nextCursor };
  },
  createMassMail: async ({ deps, caller, body }) =>
    read(deps, caller, await createMassMail(deps.db, senderOf(caller), body)),
  getMassMail: ({ deps, caller, params }) => read(deps, caller, params.id),
  updateMassMail: async ({ deps, caller, params, body }) => {
    await updateMassMail(deps.db, senderOf(caller), params.id, body);
    return read(deps, caller, params.id);
  },
  removeMassMail: async ({ deps, caller, params }) => {
    await removeMassMail(deps.db, caller.user.id, params.id);
    return null;
  },
  settleMassMail: async ({ deps, caller, params, body }) => {
    await settleMassMail(deps.db, senderOf(caller), params.id, body.version);
    return read(deps, caller, params.id);
  },
  listMassMailRecipients: async ({ deps, caller, params, query }) => {
    await assertSeen(deps, caller, params.id);
    const limit = query.limit ?? DEFAULT_LIMIT;
    const found = await listRecipients(deps.db, params.id, {
      afterId: decodeIdCursor(query.cursor),
      limit: limit + 1,
      state: query.state ?? null,
      leftOut: query.leftOut ?? null,
      result: query.result ?? null,
    });
    const { rows, nextCursor } = cutPage(found, limit, ({ id }) => [id]);
    return { items: rows.map(describeRecipient), nextCursor };
  },
  leaveOutRecipient: async ({ deps, caller, params, body }) => {
    await leaveOut(deps.db, caller.user.id, params.id, params.recipientId, body.leftOut);
    return read(deps, caller, params.id);
  },
  previewMassMail: async ({ deps, caller, params }) => {
    const mail = await assertSeen(deps, caller, params.id);
    const [recipient] = await listRecipients(deps.db, mail.id, {
      afterId: null,
      limit: 1,
      state: null,
      leftOut: null,
      result: null,
      id: params.recipientId,
    });
    if (recipient === undefined) throw notFound('The recipient');
    return previewFor(deps.db, senderOf(caller), mail, recipient);
  },
  startMassMail: async ({ deps, caller, params, body }) => {
    await startMassMail(deps.db, senderOf(caller), params.id, body.version);
    return read(deps, caller, params.id);
  },
  pauseMassMail: control('pause'),
  resumeMassMail: control('resume'),
  cancelMassMail: control('cancel'),
  decideMassMail: async ({ deps, caller, params, body }) => {
    await decideMassMail(deps.db, caller.viewer, params.id, { ...body, note: body.note ?? null });
    return read(deps, caller, params.id);
  },
  setMassMailPace: async ({ deps, caller, params, body }) => {
    await setPace(deps.db, { userId: caller.user.id, scope: caller.scope }, params.id, body);
    return body;
  },
  listUnsubscribed: async ({ deps, caller, query }) => {
    const limit = query.limit ?? DEFAULT_LIMIT;
    const found = await listUnsubscribed(deps.db, caller.scope, {
      before: decodeTimeAddressCursor(query.cursor),
      limit: limit + 1,
      customerId: query.customerId ?? null,
    });
    const { rows, nextCursor } = cutPage(found, limit, (row) => [row.at_text, row.address]);
    return {
      items: rows.map((row) => ({
        address: row.address,
        at: row.at.toISOString(),
        way: row.way,
        massMailName: row.mass_mail_name,
        byName: row.by_name,
        note: row.note,
        customerId: row.customer_id,
        customerName: row.customer_name,
      })),
      nextCursor,
    };
  },
  addUnsubscribed: async ({ deps, caller, body }) => {
    await unsubscribeByPerson(deps.db, senderOf(caller), {
      address: body.address,
      note: body.note?.trim() || null,
    });
    return null;
  },
  removeUnsubscribed: async ({ deps, caller, body }) => {
    await subscribeAgain(deps.db, senderOf(caller), body);
    return null;
  },
  showUnsubscribe: async ({ deps, params, reply }) =>
    replyWithPage(deps, reply, await readUnsubscribe(deps.db, deps.secrets, params.token)),
  unsubscribe: async ({ deps, params, request, reply }) => {
    // RFC 8058 3.2: a mail program posts this field; the page's own button another.
    const said = typeof request.body === 'string' ? request.body : '';
    const way = /List-Unsubscribe[\s\S]{0,100}One-Click/.test(said) ? 'one-click' : 'page';
    return replyWithPage(deps, reply, await unsubscribeByLink(deps.db, deps.secrets, params.token, way));
  },
};
