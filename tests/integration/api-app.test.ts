/** The server around the routes: documents, health, headers, faults, limits. */
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { brotliCompressSync, brotliDecompressSync, gunzipSync, gzipSync } from 'node:zlib';
import { routes } from '@tradepost/contract';
import { connect } from '@tradepost/db';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTcpProxy, type TcpProxy } from '../helpers/tcp-proxy.ts';
import { waitFor } from '../helpers/wait-for.ts';
import { makePerson, startTestApp, type TestApp } from './api-app.ts';

let test: TestApp;
let webRoot: string;
const SCRIPT = 'export {};';
beforeAll(async () => {
  webRoot = await mkdtemp(path.join(tmpdir(), 'tradepost-web-'));
  await mkdir(path.join(webRoot, 'assets'));
  await writeFile(path.join(webRoot, 'index.html'), '<!doctype html><title>Tradepost</title>');
  const script = path.join(webRoot, 'assets', 'index-a1b2.js');
  await writeFile(script, SCRIPT);
  await writeFile(`${script}.br`, brotliCompressSync(SCRIPT));
  await writeFile(`${script}.gz`, gzipSync(SCRIPT));
  test = await startTestApp({ webRoot, requestsAMinute: 200 });
});
afterAll(async () => {
  await test.close();
  await rm(webRoot, { recursive: true, force: true });
});

const get = (url: string, headers: Record<string, string> = {}) => test.app.inject({ url, headers });

describe('OpenAPI', () => {
  it('describes every route of the contract, each with its parameters, body and reply', async () => {
    const reply = await get('/api/openapi.json');
    const document = reply.json();
    expect(document.openapi).toBe('3.1.0');
    for (const [name, spec] of Object.entries(routes)) {
      const operation = document.paths[spec.path.replace(/:(\w+)/g, '{$1}')]?.[spec.method.toLowerCase()];
      expect(operation, name).toMatchObject({ operationId: name, summary: spec.summary });
      expect(operation.description, name).toMatch(/^(Open to anyone|Everyone who is signed in|Only roles )/);
      expect(operation.responses['200'].description, name).not.toBe('Default Response');
      for (const one of operation.parameters ?? [])
        if (one.in === 'path' || one.name === 'cursor')
          expect(one.description, `${name} ${one.name}`).toBeTruthy();
      expect('requestBody' in operation, name).toBe('body' in spec);
      const parameters = (operation.parameters ?? []).map((one: { name: string }) => one.name);
      for (const [, parameter] of spec.path.matchAll(/:(\w+)/g))
        expect(parameters, name).toContain(parameter);
      const media = 'produces' in spec ? spec.produces : 'application/json';
      expect(Object.keys(operation.responses['200'].content), name).toEqual([media]);
      expect(operation.security ?? [], name).toHaveLength(
        spec.access === 'public' ? 0 : 'session' in spec ? 1 : 2,
      );
    }
    const operations = Object.values(document.paths as Record<string, object>).flatMap(Object.keys);
    expect(operations).toHaveLength(Object.keys(routes).length);
    // Every reference leads somewhere.
    for (const [, ref] of reply.body.matchAll(/"\$ref":"#\/([^"]+)"/g))
      expect(ref?.split('/').reduce((at, key) => at?.[key], document)).toBeDefined();
  });

  it('gives examples that can be sent', async () => {
    const { paths } = (await get('/api/openapi.json')).json();
    const owner = await makePerson(test, 'owner');
    const operations = Object.entries(paths as Record<string, object>).flatMap(([path, all]) =>
      Object.entries(all).map(([method, { operationId, requestBody }]) => ({
        operationId,
        method: method.toUpperCase() as 'POST' | 'PATCH',
        example: requestBody?.content['application/json']?.example,
        url: path.replace('{id}', '1'),
      })),
    );
    // This one asks a mail server that is not there.
    const sent = operations.filter((one) => one.example && one.operationId !== 'createMailAccount');
    expect(sent.map(({ operationId }) => operationId)).toEqual(
      expect.arrayContaining(['createCustomer', 'addContact', 'createLetter', 'fileMessage']),
    );
    // Past the schema: a mail or a sender is not in this archive, and the password is another.
    for (const { operationId, method, url, example } of sent) {
      const { statusCode, body } = await owner.call(method, url, example);
      expect([200, 401, 404], `${operationId} ${body}`).toContain(statusCode);
    }
  });

  it('can be read as a page whose policy allows no other host', async () => {
    const page = await get('/api/docs/');
    expect(page.statusCode).toBe(200);
    const csp = String(page.headers['content-security-policy']);
    expect(csp).not.toContain('unsafe-eval');
    // Over plain http in an office it would ask for scripts by https, which is not there.
    expect(csp).not.toContain('upgrade-insecure-requests');
    expect(csp).toContain("script-src 'self'");
    for (const [, url] of page.body.matchAll(/(?:src|href)="([^"]+)"/g)) {
      expect(url).not.toMatch(/^(https?:)?\/\//);
      const file = await get(new URL(String(url), 'http://x/api/docs/').pathname);
      expect(file.statusCode, url).toBe(200);
    }
    expect(page.body).not.toMatch(/<script(?![^>]*src=)/);
  });
});

describe('the web app', () => {
  it('is one page for every address, and its hashed files stay for ever', async () => {
    const page = await get('/customers/7', { accept: 'text/html' });
    expect(page.body).toContain('<title>Tradepost</title>');
    expect(page.headers).toMatchObject({
      'cache-control': 'no-cache',
      'x-frame-options': 'DENY',
      'x-content-type-options': 'nosniff',
      'referrer-policy': 'no-referrer',
    });
    const csp = String(page.headers['content-security-policy']);
    expect(csp).toContain("script-src 'self';");
    expect(csp).toContain("frame-ancestors 'none'");
    expect(csp).not.toContain('upgrade-insecure-requests');
    const script = await get('/assets/index-a1b2.js');
    expect(script.headers['cache-control']).toBe('public, max-age=31536000, immutable');
    expect((await get('/assets/gone.js')).statusCode).toBe(404);
    expect((await get('/api/v1/nothing')).json()).toMatchObject({ error: { code: 'not-found' } });
    expect((await get('/..%2f..%2fetc/passwd')).body).not.toContain('root:');
  });

  it('is there at the bare address, which is the one that people are told', async () => {
    for (const address of ['/', '/?from=mail', '/assets/'] as const) {
      const page = await get(address, { accept: 'text/html' });
      expect(page.statusCode, address).toBe(address === '/assets/' ? 404 : 200);
      if (page.statusCode === 200) {
        expect(page.body).toContain('<title>Tradepost</title>');
        expect(page.headers['cache-control']).toBe('no-cache');
        expect(String(page.headers['content-security-policy'])).toContain("script-src 'self';");
      }
    }
  });

  it('comes as the build compressed it, to those who can read that', async () => {
    const ask = (encodings: string) => get('/assets/index-a1b2.js', { 'accept-encoding': encodings });
    const [best, old, none] = [await ask('gzip, br'), await ask('gzip'), await ask('identity')];
    expect(brotliDecompressSync(best.rawPayload).toString()).toBe(SCRIPT);
    expect(gunzipSync(old.rawPayload).toString()).toBe(SCRIPT);
    expect(none.body).toBe(SCRIPT);
    for (const reply of [best, old, none])
      expect(reply.headers).toMatchObject({
        'content-type': expect.stringContaining('javascript'),
        'cache-control': 'public, max-age=31536000, immutable',
        vary: 'accept-encoding',
      });
    expect([best, old, none].map(({ headers }) => headers['content-encoding'])).toEqual([
      'br',
      'gzip',
      undefined,
    ]);
  });
});

describe('faults', () => {
  it('of the request are told in words: too large, not JSON, not the type', async () => {
    const admin = await makePerson(test, 'admin');
    const large = await admin.call('POST', '/api/v1/customers', { name: 'x', note: 'y'.repeat(1_100_000) });
    expect(large.json()).toMatchObject({ error: { code: 'too-large' } });
    const post = (payload: string, type: string) =>
      test.app.inject({ method: 'POST', url: '/api/v1/session', payload, headers: { 'content-type': type } });
    for (const reply of [
      await post('{"email":', 'application/json'),
      await post('email=a', 'application/x-www-form-urlencoded'),
      await post('{"email":"a@b.example","password":"x"}', 'text/plain'),
      await post('{"email":"a@b.example","password":"x","__proto__":{"a":1}}', 'application/json'),
    ]) {
      expect(reply.statusCode).toBe(400);
      expect(reply.json()).toMatchObject({ error: { code: 'invalid-request' } });
    }
  });

  it('of the inside show nothing of it', async () => {
    const { db } = test.deps;
    const admin = await makePerson(test, 'admin');
    await db.schema.alterTable('company_domain').renameTo('company_domain_away').execute();
    try {
      const reply = await admin.call('GET', '/api/v1/company');
      expect(reply.statusCode).toBe(500);
      expect(reply.json()).toEqual({ error: { code: 'internal', message: expect.any(String) } });
      expect(reply.body).not.toContain('company_domain');
    } finally {
      await db.schema.alterTable('company_domain_away').renameTo('company_domain').execute();
    }
  });

  it('slow down who asks too often', async () => {
    const ask = () =>
      test.app.inject({ url: '/api/v1/session', remoteAddress: '198.51.100.9' }).then((r) => r.statusCode);
    const statuses: number[] = [];
    for (let i = 0; i < 210; i++) statuses.push(await ask());
    expect(statuses.filter((status) => status === 429)).toHaveLength(10);
  });
});

describe('without Postgres', () => {
  it('says so in words, stays alive, and serves again afterwards', async () => {
    let proxy: TcpProxy | undefined;
    const lonely = await startTestApp({
      connectTo: async ({ url }) => {
        const through = new URL(url);
        proxy = await startTcpProxy({ port: Number(through.port), host: through.hostname });
        through.port = String(proxy.port);
        through.hostname = proxy.host;
        return connect({ url: through.href, applicationName: 'test-away' });
      },
    });
    try {
      const anna = await makePerson(lonely, 'salesperson');
      expect((await anna.call('GET', '/api/v1/customers')).statusCode).toBe(200);
      proxy?.set({ cutAfterBytes: 0 });
      proxy?.resetAll();
      const reply = await anna.call('GET', '/api/v1/customers');
      expect(reply.json()).toMatchObject({ error: { code: 'unavailable' } });
      expect(reply.statusCode).toBe(503);
      expect((await lonely.app.inject('/ready')).statusCode).toBe(503);
      expect((await lonely.app.inject('/health')).statusCode).toBe(200);
      proxy?.set({});
      await waitFor(async () => (await anna.call('GET', '/api/v1/customers')).statusCode === 200);
    } finally {
      await lonely.close();
      await proxy?.stop();
    }
  });
});
