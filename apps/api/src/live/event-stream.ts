/** Server-sent events (HTML 9.2) of one signed-in user: ids of what changed and may be seen. */
import { isDeepStrictEqual } from 'node:util';
import { PassThrough } from 'node:stream';
import type { LiveEvent } from '@tradepost/contract';
import { TradepostError } from '@tradepost/core/errors';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { authenticate } from '../auth/authenticate.ts';
import type { ApiDeps } from '../deps.ts';
import type { Caller } from '../handlers.ts';
import { makeEventFilter } from './event-filter.ts';

/** Tabs of one person; a browser has six connections to a host anyway. */
const MOST_STREAMS = 10;
/**
 * Keeps proxies from closing a quiet connection, and finds the dead ones. An event and not a comment: a page
 * hears of no comment, so it could not tell a quiet server from one that is gone.
 */
const HEARTBEAT = 'event: ping\ndata:\n\n';
export const HEARTBEAT_MS = 25_000;
/** A reader this far behind is gone, or will ask anew when it comes back. */
const MOST_BUFFERED = 256 * 1024;
/** Events held while one is being looked at; beyond it the client asks for everything anew. */
const MOST_WAITING = 500;
/** After this the browser connects again, perhaps to a process that has less to do. */
const LIFETIME_MS = 10 * 60_000;

/** @throws TradepostError 'too-many-requests'. */
export async function openEventStream(
  deps: ApiDeps,
  caller: Caller,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<FastifyReply> {
  const { hub } = request.server;
  if (hub.connectionsOf(caller.user.id) >= MOST_STREAMS)
    throw new TradepostError('too-many-requests', 'Too many open pages. Close one of them.');
  const stream = new PassThrough();
  const mayKnow = makeEventFilter(deps.db, caller.scope);
  const waiting: LiveEvent[] = [];
  let busy = false;

  const write = (text: string) => {
    if (stream.destroyed || stream.writableEnded) return;
    if (stream.writableLength > MOST_BUFFERED) stream.end();
    else stream.write(text);
  };
  const drain = async () => {
    if (busy) return;
    busy = true;
    try {
      for (let event = waiting.shift(); event !== undefined; event = waiting.shift())
        if (await mayKnow(event)) write(`data: ${JSON.stringify(event)}\n\n`);
    } catch {
      // Whether he may know cannot be said now: the client connects again and asks for what it shows.
      stream.end();
    } finally {
      busy = false;
    }
  };
  const stopListening = hub.listen(caller.user.id, (event) => {
    if (waiting.length >= MOST_WAITING) stream.end();
    else {
      waiting.push(event);
      void drain();
    }
  });
  const heartbeat = setInterval(() => {
    stillMay(deps, caller, request).then(
      (holds) => (holds ? write(HEARTBEAT) : stream.end()),
      () => stream.end(),
    );
  }, request.server.heartbeatMs);
  const end = setTimeout(() => stream.end(), LIFETIME_MS);
  const release = () => {
    clearInterval(heartbeat);
    clearTimeout(end);
    stopListening();
    stream.destroy();
  };
  stream.once('close', release);
  stream.once('end', release);
  request.raw.once('close', release);
  reply.raw.once('close', release);
  request.server.openStreams.add(stream);
  stream.once('close', () => request.server.openStreams.delete(stream));

  // The first ping at once: from then on the page expects more.
  write(`retry: 3000\n\n${HEARTBEAT}`);
  // The connection ends with the stream: a closing server need not wait for its keep-alive.
  return reply
    .headers({ 'cache-control': 'no-store', 'x-accel-buffering': 'no', connection: 'close' })
    .type('text/event-stream; charset=utf-8')
    .send(stream);
}

/**
 * A stream outlives neither the session nor the token nor the person's right to sign in; and what its filter
 * lets through was decided by the role.
 * @throws TradepostError 'unauthenticated' for a token that ended.
 */
async function stillMay(deps: ApiDeps, caller: Caller, request: FastifyRequest): Promise<boolean> {
  return isDeepStrictEqual((await authenticate(deps, request))?.viewer, caller.viewer);
}
