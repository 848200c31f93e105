import { request as requestPlain, type IncomingMessage } from 'node:http';
import { request as requestTls } from 'node:https';
import { ImapFault } from './faults.ts';
import type { HostGuard } from './host-guard.ts';
import { lookupPinned, resolveHost } from './resolve-host.ts';

/** Octets of a reply: documents and key sets of a sign-in provider have some ten thousand. */
const BODY_LIMIT = 1024 * 1024;
/** Milliseconds for the whole of one request. */
const TIME_LIMIT = 10_000;

export interface GuardedRequest {
  readonly method: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string | URLSearchParams | Uint8Array | null | undefined;
  readonly signal?: AbortSignal | undefined;
}
export type GuardedFetch = (url: string, request: GuardedRequest) => Promise<Response>;

/**
 * `fetch` for an address that a user gave: the host is resolved once, every address checked and then pinned; no
 * redirect is followed; time and size are bounded. Plain http only to a host that is listed as an exception.
 * @throws ImapFault 'host-not-allowed', 'unknown-host'; Error of the connection
 */
export function makeGuardedFetch(guard: HostGuard): GuardedFetch {
  return async (address, { method, headers, body, signal }) => {
    const url = new URL(address);
    if (!['https:', 'http:'].includes(url.protocol) || url.username !== '')
      throw new ImapFault('host-not-allowed', url.protocol);
    const tls = url.protocol === 'https:';
    const port = url.port === '' ? (tls ? 443 : 80) : Number(url.port);
    const host = url.hostname;
    const addresses = await resolveHost(host, (ip) => {
      guard.checkWeb(host, ip, port);
      if (!tls && !guard.isListed(host, port, ip)) throw new ImapFault('host-not-allowed', 'not https');
    });
    const limit = AbortSignal.timeout(TIME_LIMIT);
    const both = signal === undefined ? limit : AbortSignal.any([limit, signal]);
    const { promise, resolve, reject } = Promise.withResolvers<IncomingMessage>();
    const outgoing = (tls ? requestTls : requestPlain)(
      url,
      { method, headers, lookup: lookupPinned(addresses), signal: both, agent: false },
      resolve,
    ).on('error', reject);
    outgoing.end(body instanceof URLSearchParams ? body.toString() : (body ?? undefined));
    return toResponse(await promise);
  };
}

async function toResponse(incoming: IncomingMessage): Promise<Response> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of incoming as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > BODY_LIMIT) {
      incoming.destroy();
      throw new Error(`The reply has more than ${BODY_LIMIT} octets.`);
    }
    chunks.push(chunk);
  }
  const headers = new Headers();
  for (const [name, values] of Object.entries(incoming.headersDistinct))
    for (const value of values ?? []) headers.append(name, value);
  const status = incoming.statusCode ?? 500;
  // RFC 9110 15: these have no content, and Response refuses one.
  const empty = status === 204 || status === 205 || status === 304;
  return new Response(empty ? null : Buffer.concat(chunks), { status, headers });
}
