import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { ApiError } from './api-error.ts';
import { buildPath, createClient } from './client.ts';

interface Seen {
  method: string;
  url: string;
  headers: IncomingMessage['headers'];
  body: string;
}
type Answer = { status: number; body: string } | 'hang up';

const closers: (() => void)[] = [];
afterEach(() => {
  for (const close of closers.splice(0)) close();
});

/** A real server that gives these answers in turn and keeps what it saw. */
async function serve(...answers: Answer[]) {
  const seen: Seen[] = [];
  const server = createServer((request, response) => void answer(request, response));
  async function answer(request: IncomingMessage, response: ServerResponse) {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    seen.push({
      method: request.method!,
      url: request.url!,
      headers: request.headers,
      body: Buffer.concat(chunks).toString(),
    });
    const next = answers.shift() ?? { status: 500, body: '' };
    if (next === 'hang up') return request.socket.destroy();
    response.writeHead(next.status, { 'content-type': 'application/json', connection: 'close' });
    return response.end(next.body);
  }
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  closers.push(() => server.close());
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return { origin, seen };
}
const json = (value: unknown, status = 200): Answer => ({ status, body: JSON.stringify(value) });

describe('a call', () => {
  it('fills the path and the query from the contract’s route', async () => {
    const { origin, seen } = await serve(json({ items: [], nextCursor: null }));
    const page = await createClient({ origin }).call('getTimeline', {
      params: { id: 7 },
      query: { limit: 50, direction: 'inbound' },
    });
    expect(page.items).toEqual([]);
    expect(seen[0]).toMatchObject({
      method: 'GET',
      url: '/api/v1/customers/7/timeline?limit=50&direction=inbound',
    });
    expect(seen[0]!.headers).not.toHaveProperty('idempotency-key');
  });

  it('sends the CSRF token with writes, and not with reads', async () => {
    const { origin, seen } = await serve(json({}), json({}));
    const client = createClient({ origin });
    client.setCsrfToken('secret');
    await client.call('updateMe', { body: { name: 'Li' } });
    await client.call('getSession');
    expect(seen.map(({ headers }) => headers['x-csrf-token'])).toEqual(['secret', undefined]);
  });

  it('sends a create again with the same key when the answer was lost', async () => {
    const { origin, seen } = await serve('hang up', json({ id: 1 }));
    await createClient({ origin }).call('createCustomer', { body: { name: 'Acme' } });
    expect(seen).toHaveLength(2);
    expect(seen[0]!.headers['idempotency-key']).toMatch(/^[0-9a-f]{32}$/);
    expect(seen[1]!.headers['idempotency-key']).toBe(seen[0]!.headers['idempotency-key']);
    expect(seen[1]!.body).toBe('{"name":"Acme"}');
  });

  it('gives a new key to each create', async () => {
    const { origin, seen } = await serve(json({ id: 1 }), json({ id: 2 }));
    const client = createClient({ origin });
    await client.call('createCustomer', { body: { name: 'A' } });
    await client.call('createCustomer', { body: { name: 'A' } });
    expect(seen[0]!.headers['idempotency-key']).not.toBe(seen[1]!.headers['idempotency-key']);
  });

  it('takes an empty answer as null', async () => {
    const { origin } = await serve({ status: 204, body: '' });
    expect(await createClient({ origin }).call('signOut')).toBeNull();
  });
});

describe('a failed call', () => {
  const failure = (promise: Promise<unknown>) =>
    promise.then(
      () => null,
      (error: unknown) => error as ApiError,
    );

  it('rejects with the contract’s code, message and details', async () => {
    const { origin } = await serve(
      json({ error: { code: 'address-taken', message: 'Taken', details: { id: 3 } } }, 409),
    );
    const error = await failure(createClient({ origin }).call('listUsers'));
    expect(error).toBeInstanceOf(ApiError);
    expect(error).toMatchObject({ code: 'address-taken', message: 'Taken', details: { id: 3 } });
  });

  it('has a code even where a proxy answered with a page', async () => {
    const { origin } = await serve({ status: 503, body: '<h1>Service Unavailable</h1>' });
    expect(await failure(createClient({ origin }).call('listUsers'))).toMatchObject({ code: 'unavailable' });
  });

  it('is unreadable where a good status has a body that is no JSON', async () => {
    const { origin } = await serve({ status: 200, body: '<html>' });
    expect(await failure(createClient({ origin }).call('listUsers'))).toMatchObject({
      code: 'unreadable-reply',
    });
  });

  it('is "network" where nobody answers, and a read is not repeated', async () => {
    const { origin, seen } = await serve('hang up', json({ items: [] }));
    expect(await failure(createClient({ origin }).call('listUsers'))).toMatchObject({ code: 'network' });
    expect(seen).toHaveLength(1);
  });

  it('tells when the session is gone', async () => {
    const { origin } = await serve(json({ error: { code: 'unauthenticated', message: '' } }, 401));
    let told = 0;
    const client = createClient({ origin, onUnauthenticated: () => told++ });
    await failure(client.call('getSession'));
    expect(told).toBe(1);
  });
});

describe('a path', () => {
  it('encodes what it is given, so that an address cannot leave its place', () => {
    expect(buildPath('/a/:token', { params: { token: '../b?c' } })).toBe('/a/..%2Fb%3Fc');
  });

  it('is refused without its parameter', () => {
    expect(() => buildPath('/a/:id', {})).toThrow('needs "id"');
  });

  it('of a file is for links and frames', () => {
    const client = createClient({ origin: '' });
    expect(client.url('getMessageHtml', { params: { id: 5 }, query: { images: true } })).toBe(
      '/api/v1/messages/5/html?images=true',
    );
    expect(client.url('getAttachment', { params: { id: 5, partPath: '1.2' } })).toBe(
      '/api/v1/messages/5/parts/1.2',
    );
  });
});
