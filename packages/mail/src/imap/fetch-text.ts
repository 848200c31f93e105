import { get } from 'node:https';
import type { IncomingMessage } from 'node:http';
import type { LookupFunction } from 'node:net';
import type { HostGuard } from './host-guard.ts';
import { lookupPinned, resolveHost } from './resolve-host.ts';

/** An autoconfig document is about 2 KB. */
const BODY_LIMIT = 64 * 1024;
const REDIRECT_LIMIT = 3;

/**
 * GET over https at port 443, bounded, every host on the way resolved once and checked; null for
 * anything but a text with status 200. The certificate is verified.
 */
export async function fetchText(url: URL, guard: HostGuard, signal: AbortSignal): Promise<string | null> {
  let next = url;
  for (let hop = 0; hop <= REDIRECT_LIMIT; hop += 1) {
    if (next.protocol !== 'https:' || next.port !== '' || next.username !== '') return null;
    const host = next.hostname;
    const addresses = await resolveHost(host, (address) => guard.checkWeb(host, address));
    signal.throwIfAborted();
    const response = await request(next, lookupPinned(addresses), signal);
    const location = response.headers.location;
    if (response.statusCode === 200) return readBody(response);
    response.destroy();
    if (!location || ![301, 302, 303, 307, 308].includes(response.statusCode ?? 0)) return null;
    const target = URL.parse(location, next.href);
    if (!target) return null;
    next = target;
  }
  return null;
}

function request(url: URL, lookup: LookupFunction, signal: AbortSignal): Promise<IncomingMessage> {
  const { promise, resolve, reject } = Promise.withResolvers<IncomingMessage>();
  get(url, { lookup, signal, agent: false, headers: { accept: 'text/xml, application/xml' } }, resolve).on(
    'error',
    reject,
  );
  return promise;
}

async function readBody(response: IncomingMessage): Promise<string | null> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of response as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > BODY_LIMIT) {
      response.destroy();
      return null;
    }
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}
