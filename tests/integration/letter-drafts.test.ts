/** Drafts over the API: kept version by version, checked before they go, filled from templates. */
import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { makePerson, type Person, startTestApp, type TestApp } from './api-app.ts';
import {
  connectAccount,
  deliver,
  makeCustomer,
  PNG,
  richMail,
  type TestAccount,
  textMail,
  unique,
} from './api-mail.ts';

let test: TestApp;
let anna: Person;
let account: TestAccount;
let customer: { id: number; contactId: number };
let buyer: string;
beforeAll(async () => {
  test = await startTestApp({ requestsAMinute: 1_000_000 });
  anna = await makePerson(test, 'salesperson', 'Anna Wang');
  account = await connectAccount(test, anna.user.id);
  await test.deps.db
    .updateTable('mail_account')
    .set({ smtp_host: '127.0.0.1', smtp_port: 9, smtp_security: 'none', aliases: ['sales@lindqvist.test'] })
    .where('id', '=', account.id)
    .execute();
  buyer = `${unique('john')}@acme.example`;
  customer = await makeCustomer(test, anna.user.id, { name: 'Müller & Söhne', addresses: [buyer] });
});
afterAll(() => test.close());

const call = async (method: 'GET' | 'POST' | 'PATCH' | 'DELETE', url: string, body?: object) => {
  const reply = await anna.call(method, `/api/v1/${url}`, body);
  return { status: reply.statusCode, body: reply.body === '' ? null : reply.json() };
};
const draft = async (more: object = {}) =>
  (
    await call('POST', 'letters', {
      kind: 'new',
      customerId: customer.id,
      contactId: customer.contactId,
      ...more,
    })
  ).body;

describe('a draft', () => {
  it('begins with the contact and his account, and is saved version by version', async () => {
    const letter = await draft();
    expect(letter).toMatchObject({
      state: 'draft',
      version: 1,
      to: [{ address: buyer, name: 'Maria' }],
      from: { address: account.address, name: 'Anna Wang' },
      customerName: 'Müller & Söhne',
    });
    const saved = await call('PATCH', `letters/${letter.id}`, {
      version: 1,
      subject: 'Offer',
      html: '<p>Hi</p>',
    });
    expect(saved.body).toMatchObject({ version: 2, subject: 'Offer', html: '<p>Hi</p>' });
    // Another window has the old one.
    const late = await call('PATCH', `letters/${letter.id}`, { version: 1, subject: 'Late' });
    expect(late).toMatchObject({ status: 409, body: { error: { details: { version: 2 } } } });
    expect((await call('GET', `letters/${letter.id}`)).body.subject).toBe('Offer');
  });

  it('stands in the list once something was done to it, not when a window was opened and left', async () => {
    const listed = async () =>
      (await call('GET', 'letters?box=drafts')).body.items.map(({ id }: { id: number }) => id);
    const counted = async () => (await call('GET', 'letters/counts')).body.drafts;
    const before = await counted();
    const { id } = await draft();
    expect(await listed()).not.toContain(id);
    expect(await counted()).toBe(before);
    await call('PATCH', `letters/${id}`, { version: 1, subject: 'Offer' });
    expect(await listed()).toContain(id);
    expect(await counted()).toBe(before + 1);
  });

  it('keeps no script, no form, no picture from elsewhere in what it quotes, and one line in its subject', async () => {
    const { id } = await draft();
    const html = '<p onclick="x">Hi<script>alert(1)</script><img src="https://a.example/logo.png"></p>';
    const { body } = await call('PATCH', `letters/${id}`, {
      version: 1,
      subject: 'a\r\nBcc: evil@x.example',
      html,
      quotedHtml: html,
    });
    expect(body.subject).toBe('a Bcc: evil@x.example');
    expect(body.html).not.toMatch(/script|onclick/);
    expect(body.html).toContain('logo.png');
    expect(body.quotedHtml).not.toContain('logo.png');
  });

  it('refuses what is no address', async () => {
    const { id } = await draft();
    for (const address of ['a', 'a@b.example\r\nBcc: x@y.example', 'a b@c.example', '<a@b.example>'])
      expect((await call('PATCH', `letters/${id}`, { version: 1, to: [{ address }] })).status).toBe(400);
  });

  it('is written from an alias of the account, and from no other address', async () => {
    const { id } = await draft();
    const alias = await call('PATCH', `letters/${id}`, { version: 1, fromAddress: 'sales@lindqvist.test' });
    expect(alias.body.from.address).toBe('sales@lindqvist.test');
    expect(
      (await call('PATCH', `letters/${id}`, { version: 2, fromAddress: 'boss@lindqvist.test' })).status,
    ).toBe(400);
  });

  it('is written as an account that one was given the right to, until it is taken away', async () => {
    const boss = await makePerson(test, 'owner');
    const office = await connectAccount(test, boss.user.id);
    const { id } = await draft();
    const choose = () => call('PATCH', `letters/${id}`, { version: 1, accountId: office.id });
    expect((await choose()).status).toBe(404);
    const give = (userIds: number[]) =>
      boss.call('POST', `/api/v1/mail-accounts/${office.id}/senders`, { userIds });
    expect((await give([anna.user.id])).statusCode).toBe(200);
    expect((await choose()).body.from.address).toBe(office.address);
    await give([]);
    const check = await call('GET', `letters/${id}/check`);
    expect(check.body.obstacles).toContainEqual({ code: 'no-right-to-account', about: [] });
  });

  it('bears files and pictures within the bounds of mail servers', async () => {
    const { id } = await draft();
    const put = (name: string, octets: Buffer, inline = false) =>
      anna.call(
        'POST',
        `/api/v1/letters/${id}/files?name=${encodeURIComponent(name)}${inline ? '&inline=true' : ''}`,
        octets,
      );
    expect((await put('报价单.xlsx', Buffer.from('sheet'))).json()).toMatchObject({
      files: [{ fileName: '报价单.xlsx', contentId: null }],
    });
    expect((await put('x.svg', Buffer.from('<svg/>'), true)).statusCode).toBe(422);
    const withPicture = (await put('logo.png', PNG, true)).json<{
      version: number;
      files: { id: number; contentId: string }[];
    }>();
    const picture = withPicture.files[1];
    const html = `<p>Hi <img src="cid:${picture?.contentId}"><img src="cid:other"></p>`;
    const saved = await call('PATCH', `letters/${id}`, { version: withPicture.version, html });
    expect(saved.body.html).toContain(`cid:${picture?.contentId}`);
    expect(saved.body.html).not.toContain('cid:other');
    const page = await anna.call('GET', `/api/v1/letters/${id}/html`);
    expect(page.body).toContain('data:image/png;base64');
    expect(page.headers['content-security-policy']).toContain("default-src 'none'");
    const shown = await anna.call('GET', `/api/v1/letters/${id}/pictures/${picture?.id}`);
    expect(shown.headers['content-type']).toBe('image/png');
    const gone = await call('DELETE', `letters/${id}/files/${picture?.id}`);
    expect(gone.body.html).not.toContain('cid:');
    expect((await put('big.bin', randomBytes(24 * 1024 * 1024))).statusCode).toBe(200);
    expect((await put('more.bin', randomBytes(2 * 1024 * 1024))).statusCode).toBe(413);
  });

  it('of an answer carries the pictures of what it quotes, and the alias that the mail came to', async () => {
    const messageId = await deliver(
      test,
      account,
      richMail({ from: buyer, to: 'sales@lindqvist.test', subject: 'Drawing' }),
    );
    const letter = (await call('POST', 'letters', { kind: 'reply', messageId })).body;
    expect(letter).toMatchObject({
      subject: 'Re: Drawing',
      customerId: customer.id,
      from: { address: 'sales@lindqvist.test' },
      files: [{ fileName: 'logo.png', contentId: 'part-1.2' }],
      quotedHtml: expect.stringContaining('cid:part-1.2'),
    });
    // A mail that one may not read cannot be answered.
    const stranger = await makePerson(test, 'salesperson');
    expect((await stranger.call('POST', '/api/v1/letters', { kind: 'reply', messageId })).statusCode).toBe(
      404,
    );
  });

  it('is quoted in the language and at the time of who reads it', async () => {
    await test.deps.db
      .updateTable('customer')
      .set({ country: 'ES', time_zone: 'Europe/Madrid' })
      .where('id', '=', customer.id)
      .execute();
    const text =
      'Estimada señora, necesitamos una cotización para quinientas lámparas con entrega en Valencia. Muchas gracias por su respuesta y un saludo.';
    const messageId = await deliver(
      test,
      account,
      textMail({ from: buyer, to: account.address, text, date: new Date('2026-03-02T09:00:00Z') }),
    );
    const { quotedHtml } = (await call('POST', 'letters', { kind: 'reply', messageId })).body;
    expect(quotedHtml).toMatch(/El 2 mar 2026, 10:00, .* escribió:/);
  });
});

describe('the check before sending', () => {
  const codesOf = async (id: number) => {
    const { body } = await call('GET', `letters/${id}/check`);
    return [...body.obstacles, ...body.warnings].map(({ code }: { code: string }) => code);
  };

  it('names what stands in the way, and what its author must confirm', async () => {
    const { id } = await draft({ to: [] });
    expect(await codesOf(id)).toEqual(expect.arrayContaining(['no-recipient', 'empty', 'no-subject']));
    await call('PATCH', `letters/${id}`, {
      version: 1,
      to: [{ address: '用户@例子.example' }, { address: 'stranger@nowhere.example' }],
      html: '<p>See the attachment, {{contact.name}}. {{<b>x</b>}}</p>',
    });
    expect(await codesOf(id)).toEqual(
      expect.arrayContaining([
        'address-needs-smtputf8',
        'missing-fields',
        'no-subject',
        'missing-attachment',
        'address-of-nobody',
      ]),
    );
    const refused = await call('POST', `letters/${id}/send`, { version: 2 });
    expect(refused).toMatchObject({
      status: 422,
      body: { error: { details: { check: { obstacles: expect.any(Array) } } } },
    });
  });

  it('asks before it goes to one who may be taken for a customer and is not', async () => {
    await test.deps.db
      .insertInto('customer_domain')
      .values({ domain: 'ostsee-handel.de', customer_id: customer.id })
      .execute();
    const { id } = await draft({
      to: [{ address: 'jan@ostsee-hande1.de' }, { address: 'jan@ostsee-handel.de' }],
    });
    const { body } = await call('GET', `letters/${id}/check`);
    expect(body.warnings).toContainEqual({
      code: 'lookalike-address',
      blocking: true,
      about: ['jan@ostsee-hande1.de (ostsee-handel.de)'],
    });
    expect(body.warnings).toContainEqual({
      code: 'address-of-nobody',
      blocking: false,
      about: ['jan@ostsee-handel.de'],
    });
  });

  it('lets a letter go that is fine, and a warned one when it is confirmed', async () => {
    const { id } = await draft();
    await call('PATCH', `letters/${id}`, { version: 1, html: '<p>Hello</p>' });
    const warned = await call('POST', `letters/${id}/send`, { version: 2 });
    expect(warned.status).toBe(422);
    const sent = await call('POST', `letters/${id}/send`, { version: 2, confirmed: ['no-subject'] });
    expect(sent.body).toMatchObject({
      state: 'queued',
      undoUntil: expect.any(String),
      recipients: [{ address: buyer, state: 'waiting' }],
    });
    expect((await call('POST', `letters/${id}/undo`)).body).toMatchObject({ state: 'draft', recipients: [] });
  });

  it('S1-07 does not let a promotion or a follow-up go to a customer with an open complaint, unless it is confirmed', async () => {
    const { db } = test.deps;
    const complaint = await db
      .insertInto('complaint')
      .values({
        customer_id: customer.id,
        sort: 'quality',
        what: 'Broken lamps',
        severity: 2,
        complained_at: new Date(),
        action_due_on: '2026-12-01',
        close_due_on: '2026-12-31',
      })
      .returning('id')
      .executeTakeFirstOrThrow();
    for (const kind of ['promotion', 'follow-up', 'thank-you'] as const) {
      const template = await call('POST', 'letter-templates', {
        kind,
        language: 'en',
        name: unique(kind),
        subject: 'News',
        html: '<p>News for you</p>',
        companyWide: false,
      });
      const { id } = await draft({ templateId: template.body.id });
      const warnings = (await call('GET', `letters/${id}/check`)).body.warnings;
      const expected = { code: 'open-complaint', about: ['Broken lamps'], blocking: true };
      if (kind === 'thank-you') expect(warnings).not.toContainEqual(expected);
      else {
        expect(warnings).toContainEqual(expected);
        expect((await call('POST', `letters/${id}/send`, { version: 1 })).status).toBe(422);
      }
    }
    await db.deleteFrom('complaint').where('id', '=', complaint.id).execute();
  });

  it('warns of a colleague’s customer without saying whose it is, and refuses his customer’s page', async () => {
    const bert = await makePerson(test, 'salesperson');
    const his = `${unique('pat')}@other.example`;
    const other = await makeCustomer(test, bert.user.id, { name: 'Secret Ltd', addresses: [his] });
    expect((await call('POST', 'letters', { kind: 'new', customerId: other.id })).status).toBe(404);
    const { id } = await draft();
    await call('PATCH', `letters/${id}`, {
      version: 1,
      subject: 'x',
      html: '<p>x</p>',
      cc: [{ address: his }],
    });
    const check = await call('GET', `letters/${id}/check`);
    expect(check.body.warnings).toContainEqual({
      code: 'recipient-of-another',
      about: [his],
      blocking: true,
    });
    expect(JSON.stringify(check.body)).not.toContain('Secret');
  });
});

describe('templates', () => {
  it('S4-B13 thank-you, dunning and promotion are three kinds; a dunning letter names the amount that is open before it goes', async () => {
    const make = (kind: string, html: string) =>
      call('POST', 'letter-templates', {
        kind,
        language: 'en',
        name: unique(kind),
        subject: 'For {{customer.name}}',
        html,
        companyWide: false,
      });
    for (const kind of ['thank-you', 'promotion'])
      expect((await make(kind, '<p>Thank you</p>')).status).toBe(200);
    const dunning = (
      await make('dunning', '<p>Dear {{contact.name}}, {{amount.outstanding}} is open. {{my.name}}</p>')
    ).body;
    expect(dunning.fields).toEqual(['customer.name', 'contact.name', 'amount.outstanding', 'my.name']);
    const about = { customerId: customer.id, contactId: customer.contactId };
    const shown = (await call('POST', `letter-templates/${dunning.id}/render`, about)).body;
    expect(shown).toMatchObject({
      subject: 'For Müller & Söhne',
      html: '<p>Dear Maria, {{amount.outstanding}} is open. Anna Wang</p>',
      missing: ['amount.outstanding'],
    });
    const { id } = await draft();
    const applied = await call('POST', `letters/${id}/template`, {
      version: 1,
      templateId: dunning.id,
      values: { 'amount.outstanding': 'USD 3,200 <b>' },
    });
    expect(applied.body).toMatchObject({
      templateKind: 'dunning',
      html: '<p>Dear Maria, USD 3,200 &lt;b&gt; is open. Anna Wang</p>',
    });
    // Without the amount it does not go.
    const bare = await draft({ templateId: dunning.id });
    expect((await call('POST', `letters/${bare.id}/send`, { version: 1 })).status).toBe(422);
  });

  it('refuse fields that are none, a name that is taken, and the company’s to who leads nobody', async () => {
    const body = {
      kind: 'general',
      language: 'zh-CN',
      name: '问候',
      subject: '您好',
      html: '<p>您好 {{contact.name}}</p>',
      companyWide: false,
    };
    const made = await call('POST', 'letter-templates', body);
    expect((await call('POST', 'letter-templates', body)).status).toBe(409);
    expect(
      (await call('POST', 'letter-templates', { ...body, name: '其他', html: '{{nonsense}}' })).status,
    ).toBe(422);
    expect(
      (await call('POST', 'letter-templates', { ...body, name: '公司', companyWide: true })).status,
    ).toBe(403);
    expect((await call('PATCH', `letter-templates/${made.body.id}`, { version: 9, name: 'x' })).status).toBe(
      409,
    );
    const boss = await makePerson(test, 'manager');
    const company = await boss.call('POST', '/api/v1/letter-templates', {
      ...body,
      name: '公司',
      companyWide: true,
    });
    const id = company.json<{ id: number }>().id;
    expect((await call('GET', 'letter-templates?kind=general&language=zh-CN')).body.items).toMatchObject([
      { name: '公司', mayChange: false },
      { name: '问候', mayChange: true },
    ]);
    expect((await call('DELETE', `letter-templates/${id}`)).status).toBe(403);
  });
});

it('a signature stands below, for an account or for all', async () => {
  await call('POST', 'signatures', { accountId: null, html: '<p>Anna <script>x</script>Wang</p>' });
  await call('POST', 'signatures', { accountId: account.id, html: '<p>Anna, sales</p>' });
  const { id } = await draft();
  expect((await call('GET', `letters/${id}`)).body.signatureHtml).toBe('<p>Anna, sales</p>');
  const { items } = (await call('POST', 'signatures', { accountId: account.id, html: ' ' })).body;
  expect(items).toMatchObject([{ accountId: null, html: '<p>Anna Wang</p>' }]);
  expect((await anna.call('GET', `/api/v1/letters/${id}/html`)).body).toContain('Anna Wang');
});
