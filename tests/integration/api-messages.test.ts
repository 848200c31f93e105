import { timelinePage } from '@tradepost/db/queries/timeline';
import { sql } from 'kysely';
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
beforeAll(async () => {
  test = await startTestApp();
  anna = await makePerson(test, 'salesperson');
  account = await connectAccount(test, anna.user.id);
});
afterAll(() => test.close());

const rich = (mail: Parameters<typeof richMail>[0] | object = {}) =>
  deliver(test, account, richMail({ from: 'Maria <maria@acme.example>', to: account.address, ...mail }));

describe('a timeline', () => {
  it('gives every mail once over its pages, newest first, also those of the same second', async () => {
    const address = `${unique('t')}@timeline.example`;
    const customer = await makeCustomer(test, anna.user.id, { addresses: [address] });
    const expected: number[] = [];
    for (let i = 0; i < 9; i++)
      expected.unshift(
        await deliver(
          test,
          account,
          textMail(
            i % 3 === 0
              ? { from: account.address, to: address, date: new Date('2026-03-01T10:00:00Z') }
              : { from: address, to: account.address, date: new Date('2026-03-01T10:00:00Z') },
          ),
        ),
      );
    const read = async (extra: string) => {
      const seen: number[] = [];
      for (let cursor: string | null = ''; cursor !== null; ) {
        const url: string = `/api/v1/customers/${customer.id}/timeline?limit=2${extra}${cursor === '' ? '' : `&cursor=${cursor}`}`;
        const page: { items: { messageId: number }[]; nextCursor: string | null } = (
          await anna.call('GET', url)
        ).json();
        seen.push(...page.items.map((item: { messageId: number }) => item.messageId));
        cursor = page.nextCursor;
      }
      return seen;
    };
    expect(await read('')).toEqual(expected);
    expect(await read('&direction=outbound')).toHaveLength(3);
  });

  it('takes the length of a page from the query, where it stands as text', async () => {
    const address = `${unique('t')}@length.example`;
    const customer = await makeCustomer(test, anna.user.id, { addresses: [address] });
    for (let i = 0; i < 3; i++)
      await deliver(test, account, textMail({ from: address, to: account.address }));
    const page = (limit: string) =>
      anna.call('GET', `/api/v1/customers/${customer.id}/timeline?limit=${limit}`);
    expect((await page('50')).json()).toMatchObject({ items: [{}, {}, {}], nextCursor: null });
    expect((await page('1')).json()).toMatchObject({ items: [{}], nextCursor: expect.any(String) });
    for (const wrong of ['0', '201', 'all', '']) expect((await page(wrong)).statusCode, wrong).toBe(400);
  });

  it('reads a page from the index, whatever its place', async () => {
    const customer = await makeCustomer(test, anna.user.id);
    const { db } = test.deps;
    await sql`insert into timeline_entry (customer_id, occurred_at, kind, direction, event)
      select ${customer.id}, now() - n * interval '1 minute', 'event', 'inbound', 'x' from generate_series(1, 20000) n`.execute(
      db,
    );
    await sql`analyze timeline_entry`.execute(db);
    const before = { at: '2020-01-01 00:00:00+00', id: 1 };
    const page = timelinePage(customer.id, { before, direction: null, limit: 51 });
    const plan = await sql<{ 'QUERY PLAN': string }>`explain ${page}`.execute(db);
    const text = plan.rows.map((row) => row['QUERY PLAN']).join('\n');
    expect(text).toContain('timeline_entry_page');
    expect(text).not.toContain('Sort');
  });
});

describe('an open message', () => {
  it('has its people, headers, text, attachments, filings and places', async () => {
    const customer = await makeCustomer(test, anna.user.id, { addresses: ['paulo@lisboa.example'] });
    const id = await deliver(
      test,
      account,
      textMail({
        from: 'Paulo <paulo@lisboa.example>',
        to: account.address,
        subject: '=?utf-8?B?5oql5Lu3?=',
        text: 'Bom dia',
      }),
    );
    expect((await anna.call('GET', `/api/v1/messages/${id}`)).json()).toMatchObject({
      subject: '报价',
      direction: 'inbound',
      from: { address: 'paulo@lisboa.example', name: 'Paulo' },
      to: [{ address: account.address }],
      text: expect.stringContaining('Bom dia'),
      filings: [
        { customerId: customer.id, rule: 'contact', confidence: 1, evidence: 'paulo@lisboa.example' },
      ],
      places: [{ accountAddress: account.address, mailboxPath: 'INBOX' }],
      headers: expect.arrayContaining([{ name: 'Subject', value: '报价' }]),
    });
  });

  it('is filed and unfiled by hand, and no rule files it again', async () => {
    const customer = await makeCustomer(test, anna.user.id);
    const id = await rich();
    const file = () => anna.call('POST', `/api/v1/messages/${id}/filings`, { customerId: customer.id });
    const first = (await file()).json();
    expect((await file()).json()).toEqual(first);
    expect(first).toMatchObject({ rule: 'manual', filedBy: anna.user.name, undoneAt: null });
    const timeline = async () =>
      (await anna.call('GET', `/api/v1/customers/${customer.id}/timeline`)).json().items.length;
    expect(await timeline()).toBe(1);
    await anna.call('DELETE', `/api/v1/filings/${first.id}`);
    expect(await timeline()).toBe(0);
    const { filings } = (await anna.call('GET', `/api/v1/messages/${id}`)).json();
    expect(filings[0].undoneAt).not.toBeNull();
  });
});

describe('octets of a mail', () => {
  it('come back byte by byte as .eml', async () => {
    const raw = Buffer.concat([
      Buffer.from(textMail({ from: 'a@b.example', to: account.address, subject: 'Raw / "quoted"' })),
      Buffer.from([0, 255, 0xc4, 0xe3]),
    ]);
    const id = await deliver(test, account, raw);
    const reply = await anna.call('GET', `/api/v1/messages/${id}/raw`);
    expect(reply.rawPayload.equals(raw)).toBe(true);
    expect(reply.headers['content-disposition']).toBe(
      `attachment; filename="Raw _ _quoted_.eml"; filename*=UTF-8''Raw%20_%20_quoted_.eml`,
    );
  });

  it('are a download of no type that runs, sealed and not sniffed, whatever the mail says', async () => {
    const id = await rich();
    const reply = await anna.call('GET', `/api/v1/messages/${id}/parts/2`);
    expect(reply.rawPayload.toString()).toBe('<script>alert(1)</script>');
    expect(reply.headers).toMatchObject({
      'content-type': 'application/octet-stream',
      'content-disposition': `attachment; filename="quotation.html"; filename*=UTF-8''quotation.html`,
      'x-content-type-options': 'nosniff',
      'content-security-policy': "default-src 'none'; sandbox; frame-ancestors 'none'",
      'cache-control': 'private, no-store',
    });
    for (const path of ['9', '1.9', '0']) {
      expect((await anna.call('GET', `/api/v1/messages/${id}/parts/${path}`)).statusCode).toBe(404);
    }
    expect((await anna.call('GET', `/api/v1/messages/${id}/parts/..%2F1`)).statusCode).toBe(400);
  });

  it.each([
    ["filename*=UTF-8''%E6%8A%A5%E4%BB%B7.xlsx", '__.xlsx', '%E6%8A%A5%E4%BB%B7.xlsx'],
    ['filename="../../etc/passwd"', 'passwd', 'passwd'],
    ["filename*=UTF-8''a%0D%0ASet-Cookie:%20x=1", 'a Set-Cookie_ x=1', 'a%20Set-Cookie_%20x%3D1'],
    ["filename*=UTF-8''invoice%E2%80%AEfdp.exe", 'invoicefdp.exe', 'invoicefdp.exe'],
    ['filename="a\\"; filename=evil.exe; x=\\"b.txt"', null, null],
  ])('keep a hostile name %s inside its header', async (disposition, plain, encoded) => {
    const id = await rich({ disposition });
    const reply = await anna.call('GET', `/api/v1/messages/${id}/parts/2`);
    const header = String(reply.headers['content-disposition']);
    expect(reply.headers['set-cookie']).toBeUndefined();
    expect(header).toMatch(
      /^attachment; filename="[^"\\%\r\n]+"; filename\*=UTF-8''[A-Za-z0-9%._!#$&+^`|~-]+$/,
    );
    if (plain !== null) expect(header).toContain(`filename="${plain}"`);
    if (encoded !== null) expect(header).toContain(`UTF-8''${encoded}`);
  });

  it('are shown as a picture only when they are one', async () => {
    const id = await rich();
    const picture = await anna.call('GET', `/api/v1/messages/${id}/inline/1.2`);
    expect(picture.headers['content-type']).toBe('image/png');
    expect(picture.rawPayload.equals(PNG)).toBe(true);
    expect((await anna.call('GET', `/api/v1/messages/${id}/inline/2`)).statusCode).toBe(404);
  });
});
