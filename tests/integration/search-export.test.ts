/** The results of a search as a file, and searches that are kept. */
import { emlName, mboxOf } from '@tradepost/core/search/mail-archive';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { makePerson, type Person, startTestApp, type TestApp } from './api-app.ts';
import { connectAccount, deliver, textMail } from './api-mail.ts';

let test: TestApp;
let owner: Person;
let anna: Person;
let bert: Person;
const raws: string[] = [];

beforeAll(async () => {
  test = await startTestApp();
  owner = await makePerson(test, 'owner');
  anna = await makePerson(test, 'salesperson', 'Anna');
  bert = await makePerson(test, 'salesperson', 'Bert');
  const account = await connectAccount(test, anna.user.id);
  const to = account.address;
  raws.push(
    textMail({
      from: '"=cmd()" <x@evil.example>',
      to,
      subject: '=1+1 quagga',
      text: 'a\r\nFrom here on\r\n>From us',
    }),
    textMail({ from: 'y@buyer.example', to, subject: '斑驴/quagga', text: 'quagga' }),
  );
  for (const raw of raws) await deliver(test, account, raw);
});
afterAll(() => test.close());

const get = (person: Person, format: string) =>
  person.call('GET', `/api/v1/search/export?q=quagga&format=${format}&language=en`);

it('gives the mails octet by octet, for those who may export, and puts it on record', async () => {
  const zip = await get(owner, 'eml');
  expect(zip.headers['content-disposition']).toContain('.zip');
  // Names and ends of the archive; its texts are deflated, their octets are the reader's to prove.
  expect(zip.rawPayload.subarray(0, 4).toString('latin1')).toBe('PK\u0003\u0004');
  expect(zip.rawPayload.includes(Buffer.from('斑驴_quagga'))).toBe(true);
  const mbox = (await get(owner, 'mbox')).body;
  expect(mbox.match(/^From \S+ \w{3} \w{3} [ \d]\d [\d:]{8} \d{4}$/gm)).toHaveLength(2);
  expect(mbox).toContain('\n>From here on\n>>From us\n');
  const undone = mbox.replace(/^>(?=>*From )/gm, '').replaceAll('\n', '\r\n');
  for (const raw of raws) expect(undone).toContain(raw);
  const recorded = await test.deps.db
    .selectFrom('audit_log')
    .select('detail')
    .where('action', '=', 'search.exported')
    .execute();
  expect(recorded).toHaveLength(2);
  expect(JSON.stringify(recorded[0])).toContain('quagga');
});

it('writes a list that no spreadsheet takes for formulas', async () => {
  const { body } = await get(owner, 'csv');
  expect(body.split('\r\n')).toHaveLength(4);
  expect(body).toContain(",'=1+1 quagga,");
  expect(body).toContain(",'=cmd(),");
});

it('is closed to salespeople until the company lets them, and then has their own alone', async () => {
  expect((await get(anna, 'csv')).statusCode).toBe(403);
  await owner.call('PATCH', '/api/v1/customers/export-rule', { salespeople: true });
  expect((await get(anna, 'csv')).body.split('\r\n')).toHaveLength(4);
  expect((await get(bert, 'csv')).body.split('\r\n')).toHaveLength(2);
});

it('a shared search is the question alone: another finds by it what he may see', async () => {
  const save = (name: string, q: string, shared: boolean) =>
    anna.call('POST', '/api/v1/saved-searches', { name, q, order: 'newest', group: 'none', shared });
  const saved = await save('Quaggas', 'quagga', true);
  expect((await save('quaggas', 'x', false)).statusCode).toBe(409);
  const list = await bert.call('GET', '/api/v1/saved-searches');
  const [shared] = list.json<{ items: { q: string; mine: boolean }[] }>().items;
  expect(shared).toMatchObject({ q: 'quagga', mine: false, ownerName: 'Anna' });
  const found = async (person: Person) => {
    const reply = await person.call('GET', `/api/v1/search?q=${shared?.q ?? ''}`);
    return reply.json<{ items: unknown[] }>().items.length;
  };
  expect(saved.statusCode).toBe(200);
  expect([await found(anna), await found(bert)]).toEqual([2, 0]);
  // A colleague may not remove it; an administrator may, and what is another's own he does not even know.
  const { id } = saved.json<{ id: number }>();
  const own = (await save('Private', 'x', false)).json<{ id: number }>();
  const remove = async (person: Person, one: number) =>
    (await person.call('DELETE', `/api/v1/saved-searches/${one}`)).statusCode;
  expect([await remove(bert, id), await remove(owner, own.id), await remove(owner, id)]).toEqual([
    403, 404, 200,
  ]);
  expect(await remove(anna, own.id)).toBe(200);
});

it('names of files are harmless, and a mail without a sender has its line', async () => {
  const occurredAt = new Date('2026-03-05T09:30:00Z');
  const mail = { id: 7, subject: '../a\u202Efdp.exe: "x"', fromAddress: null, occurredAt };
  expect(emlName(mail, 'Asia/Shanghai')).toBe('2026-03-05 1730 _afdp.exe_ _x_ (7).eml');
  async function* one() {
    yield { ...mail, octets: Buffer.from('Subject: x\r\n\r\ntext') };
  }
  let text = '';
  for await (const piece of mboxOf(one())) text += piece.toString();
  expect(text).toBe('From MAILER-DAEMON Thu Mar  5 09:30:00 2026\nSubject: x\n\ntext\n\n');
});
