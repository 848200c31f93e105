/** Search over a real archive: each operator, scripts, pages, and who finds what. */
import type { SearchPage } from '@tradepost/contract';
import { refreshSearch } from '@tradepost/core/search/refresh-docs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { makePerson, type Person, startTestApp, type TestApp } from './api-app.ts';
import { connectAccount, deliver, richMail, type TestAccount, textMail } from './api-mail.ts';

let test: TestApp;
let owner: Person;
let anna: Person;
let bert: Person;
let annas: TestAccount;
let berts: TestAccount;
let acmeId: number;
const ids: Record<string, number> = {};

const day = (text: string) => new Date(`${text}T12:00:00Z`);

async function found(person: Person, q: string, more = ''): Promise<SearchPage> {
  const reply = await person.call('GET', `/api/v1/search?q=${encodeURIComponent(q)}${more}`);
  expect(reply.statusCode, `${q}: ${reply.body}`).toBe(200);
  return reply.json<SearchPage>();
}

/** Names of the mails that were found, newest first. */
async function names(person: Person, q: string): Promise<string[]> {
  const { items } = await found(person, q);
  return items.map(({ mail }) => Object.keys(ids).find((name) => ids[name] === mail?.messageId) ?? '?');
}

beforeAll(async () => {
  test = await startTestApp();
  owner = await makePerson(test, 'owner');
  anna = await makePerson(test, 'salesperson', 'Anna Berg');
  bert = await makePerson(test, 'salesperson', 'Bert Karlsson');
  annas = await connectAccount(test, anna.user.id, 'anna@lindqvist.test');
  berts = await connectAccount(test, bert.user.id, 'bert@lindqvist.test');
  const acme = await anna.call('POST', '/api/v1/customers', {
    name: 'Acme Beschläge GmbH',
    country: 'DE',
    grade: 'A',
    contacts: [{ name: 'Hans Müller', addresses: ['hans@acme.de'] }],
  });
  expect(acme.statusCode, acme.body).toBeLessThan(300);
  acmeId = acme.json<{ id: number }>().id;
  ids['offer'] = await deliver(
    test,
    annas,
    richMail({
      from: 'Hans Müller <hans@acme.de>',
      to: annas.address,
      subject: 'Quotation PO-2024/118',
      date: day('2026-03-10'),
      html: '<p>Please send your best prices for stainless hinges.</p>',
      disposition: 'attachment; filename="price-list 2024.pdf"',
    }),
  );
  ids['reply'] = await deliver(
    test,
    annas,
    textMail({
      from: annas.address,
      to: 'hans@acme.de',
      subject: 'Re: Quotation PO-2024/118',
      date: day('2026-03-12'),
      text: 'The container MSKU1234567 left today.\n\nOn 10 March 2026 Hans wrote:\n> marmalade wanted',
    }),
  );
  ids['chinese'] = await deliver(
    test,
    berts,
    textMail({
      from: '王伟 <wang@supplier.test>',
      to: berts.address,
      subject: '不锈钢铰链報價單',
      date: day('2025-11-05'),
      text: '请查收附件中的报价，交货期三十天。',
    }),
  );
  ids['german'] = await deliver(
    test,
    berts,
    textMail({
      from: 'einkauf@kraft.test',
      to: berts.address,
      subject: 'Anfrage Türscharniere',
      date: day('2024-01-20'),
      text: 'Sehr geehrte Damen und Herren,\nwir suchen Größe 40 in den Mustern und bitten um Ihre Preise für die Lieferung nach Köln.',
    }),
  );
}, 120_000);
afterAll(() => test.close());

describe('what is found', () => {
  it.each([
    ['stainless', ['offer']],
    ['STAINLESS HINGES', ['offer']],
    ['price', ['offer']],
    ['"hinge"', []],
    ['hinge', ['offer']],
    ['"best prices"', ['offer']],
    ['"prices best"', []],
    ['hinges -stainless', []],
    ['quotation -hinges', ['reply']],
    ['-quotation', ['chinese', 'german']],
    ['hinges OR anfrage', ['offer', 'german']],
    ['(container OR hinges) quotation', ['reply', 'offer']],
    ['stain*', ['offer']],
    ['po-2024/118', ['reply', 'offer']],
    ['2024/118', ['reply', 'offer']],
    ['po2024118', ['reply', 'offer']],
    ['MSKU1234567', ['reply']],
    ['34567', ['reply']],
    ['acme', ['reply', 'offer']],
    ['@acme.de', ['reply', 'offer']],
    ['from:hans', ['offer']],
    ['from:@acme.de', ['offer']],
    ['to:hans@acme.de', ['reply']],
    ['with:acme.de', ['reply', 'offer']],
    ['from:"Hans Müller"', ['offer']],
    ['subject:quotation', ['reply', 'offer']],
    ['subject:stainless', []],
    ['body:stainless', ['offer']],
    ['body:quotation', []],
    ['body:marmalade', ['reply']],
    ['has:attachment', ['offer']],
    ['filename:price*', ['offer']],
    ['type:pdf', ['offer']],
    ['type:spreadsheet', []],
    ['before:2025', ['german']],
    ['after:2025', ['reply', 'offer']],
    ['on:2026-03-12', ['reply']],
    ['on:2025 OR on:2024', ['chinese', 'german']],
    ['-on:2026', ['chinese', 'german']],
    ['quotation -on:2026-03-12', ['offer']],
    ['direction:outbound', ['reply']],
    ['direction:inbound', ['offer', 'chinese', 'german']],
    ['lang:de', ['german']],
    ['customer:acme', ['reply', 'offer']],
    ['customer:beschlage', ['reply', 'offer']],
    ['customer:nobody', []],
    ['owner:anna', ['reply', 'offer']],
    ['owner:bert', ['chinese', 'german']],
    ['account:bert@', ['chinese', 'german']],
    ['grade:A', ['reply', 'offer']],
    ['country:germany', ['reply', 'offer']],
    ['国家:德国', ['reply', 'offer']],
    ['stage:target', ['reply', 'offer']],
    ['is:unfiled', ['chinese', 'german']],
    ['is:automatic', []],
    ['in:inbox', ['reply', 'offer', 'chinese', 'german']],
    ['kind:mail', ['reply', 'offer', 'chinese', 'german']],
    ['larger:1b', ['reply', 'offer', 'chinese', 'german']],
    ['larger:5mb', []],
    ['铰', ['chinese']],
    ['铰链', ['chinese']],
    ['不锈钢铰链', ['chinese']],
    ['不銹鋼', ['chinese']],
    ['报价单', ['chinese']],
    ['报单', []],
    ['交货期', ['chinese']],
    ['发件人:王伟', ['chinese']],
    ['groesse', ['german']],
    ['grosse', ['german']],
    ['GRÖSSE', ['german']],
    ['türscharniere', ['german']],
    ['preis', ['german']],
  ])('%s', async (q, expected) => {
    expect(await names(owner, q)).toEqual(expected);
  });

  it('has each mail in the same moment in which it is in the archive', async () => {
    const id = await deliver(
      test,
      berts,
      textMail({ from: 'a@b.test', to: berts.address, text: 'xylophone' }),
    );
    const { items } = await found(owner, 'xylophone');
    expect(items.map(({ mail }) => mail?.messageId)).toEqual([id]);
    await test.deps.db.deleteFrom('mailbox_message').where('message_id', '=', id).execute();
    await test.deps.db.deleteFrom('message').where('id', '=', id).execute();
    expect((await found(owner, 'xylophone')).items).toEqual([]);
  });
});

describe('who finds what', () => {
  it('a salesperson his own mail and that of his customers, nothing else', async () => {
    expect(await names(anna, 'kind:mail')).toEqual(['reply', 'offer']);
    expect(await names(bert, 'kind:mail')).toEqual(['chinese', 'german']);
    expect(await names(bert, 'hinges OR customer:acme OR owner:anna OR -nothing')).toEqual([
      'chinese',
      'german',
    ]);
  });

  it('what a customer that changes hands has, its new salesperson at once', async () => {
    const { db } = test.deps;
    const change = (ownerId: number) =>
      db.updateTable('customer').set({ owner_id: ownerId }).where('id', '=', acmeId).execute();
    await change(bert.user.id);
    expect(await names(bert, 'hinges')).toEqual(['offer']);
    await refreshSearch(db);
    expect(await names(bert, 'owner:bert')).toEqual(['reply', 'offer', 'chinese', 'german']);
    await change(anna.user.id);
    expect(await names(bert, 'hinges')).toEqual([]);
    await refreshSearch(db);
    expect(await names(bert, 'hinges')).toEqual([]);
  });
});
