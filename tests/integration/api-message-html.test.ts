import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { makePerson, type Person, startTestApp, type TestApp } from './api-app.ts';
import { connectAccount, deliver, PNG, richMail, type TestAccount, textMail } from './api-mail.ts';

let test: TestApp;
let anna: Person;
let account: TestAccount;
beforeAll(async () => {
  test = await startTestApp();
  anna = await makePerson(test, 'salesperson');
  account = await connectAccount(test, anna.user.id);
});
afterAll(() => test.close());

const rich = (mail: object) =>
  deliver(test, account, richMail({ from: 'Maria <maria@acme.example>', to: account.address, ...mail }));

describe('the HTML of a mail', () => {
  it('comes cleaned, under a policy that runs nothing, with its own pictures inside', async () => {
    const html =
      '<p onclick="x()">Hi<script>alert(1)</script><img src="cid:logo@x"><img src="https://spy.example/p.gif"></p>';
    const id = await rich({ html });
    const reply = await anna.call('GET', `/api/v1/messages/${id}/html`);
    expect(reply.body).not.toMatch(/<script|onclick|spy\.example/);
    expect(reply.body).toContain(`data:image/png;base64,${PNG.toString('base64')}`);
    const csp = String(reply.headers['content-security-policy']);
    expect(csp).toContain("default-src 'none'");
    expect(csp).toContain('sandbox');
    expect(csp).not.toContain('https:');
    expect(reply.headers['x-frame-options']).toBe('SAMEORIGIN');
    expect((await anna.call('GET', `/api/v1/messages/${id}`)).json()).toMatchObject({
      hasRemoteImages: true,
    });
    const asked = await anna.call('GET', `/api/v1/messages/${id}/html?images=true`);
    expect(asked.body).toContain('spy.example');
    expect(asked.headers['content-security-policy']).toContain('https:');
    const not = await anna.call('GET', `/api/v1/messages/${id}/html?images=false`);
    expect(not.body).not.toContain('spy.example');
  });

  it('that cannot be shown says so in the reader’s language, as a page that our own frame shows', async () => {
    const plain = await deliver(test, account, textMail({ from: 'a@b.example', to: account.address }));
    const accept = { accept: 'text/html,*/*;q=0.8', 'accept-language': 'zh-TW,en;q=0.5' };
    const ask = (url: string, headers: Record<string, string> = accept) =>
      anna.call('GET', `/api/v1/messages/${url}`, undefined, headers);
    const page = await ask(`${plain}/html`);
    expect(page.statusCode).toBe(404);
    expect(page.headers['content-type']).toContain('text/html');
    expect(page.body).toContain('There is nothing to show here');
    const csp = String(page.headers['content-security-policy']);
    expect(csp).toContain("default-src 'none'");
    expect(csp).toContain("frame-ancestors 'self'");
    expect(page.headers['x-frame-options']).toBe('SAMEORIGIN');
    expect((await ask(`${plain}/html?images=perhaps`)).statusCode).toBe(400);
    // Who is not signed in has no language but the browser's.
    const stranger = await test.app.inject({ url: `/api/v1/messages/${plain}/html`, headers: accept });
    expect(stranger.statusCode).toBe(401);
    expect(stranger.body).toContain('请重新登录');
    // A program gets what it gets everywhere.
    expect((await ask(`${plain}/html`, {})).json()).toMatchObject({ error: { code: 'not-found' } });
  });
});
