/** Lists of customers: from the file to the customers, and what is said of each line. */
import type { ImportDetail, ImportLine } from '@tradepost/contract';
import { verifyAudit } from '@tradepost/core/audit/verify';
import iconv from 'iconv-lite';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { makePerson, type Person, startTestApp, type TestApp } from './api-app.ts';
import { connectAccount, deliver, makeCustomer, textMail, unique } from './api-mail.ts';
import { runJobs } from './intake-jobs.ts';
import { workbookOf } from '../helpers/office-files.ts';
import { makeXlsx } from './xlsx-file.ts';

let test: TestApp;
let anna: Person;
let manager: Person;
beforeAll(async () => {
  test = await startTestApp();
  anna = await makePerson(test, 'salesperson', 'Anna');
  manager = await makePerson(test, 'manager', 'Marta');
});
afterAll(() => test.close());

const upload = (person: Person, file: string | Buffer, fileName = 'list.csv') =>
  person.call('POST', `/api/v1/imports?fileName=${encodeURIComponent(fileName)}`, Buffer.from(file), {
    'content-type': 'application/octet-stream',
  });
async function take(file: string | Buffer, fileName?: string, person = anna): Promise<ImportDetail> {
  const reply = await upload(person, file, fileName);
  if (reply.statusCode !== 200) throw new Error(reply.body);
  return reply.json<ImportDetail>();
}
const read = async (id: number, person = anna) =>
  (await person.call('GET', `/api/v1/imports/${id}`)).json<ImportDetail>();
const lines = async (id: number, query = '', person = anna) =>
  (await person.call('GET', `/api/v1/imports/${id}/lines?limit=200${query}`)).json<{ items: ImportLine[] }>()
    .items;
/** To the end of the dry run, or of the import. */
async function work(id: number, what: 'check' | 'run', person = anna): Promise<ImportDetail> {
  const reply = await person.call('POST', `/api/v1/imports/${id}/${what}`);
  if (reply.statusCode !== 200) throw new Error(reply.body);
  await runJobs(test);
  return read(id, person);
}
const customers = async () => {
  const row = await test.deps.db
    .selectFrom('customer')
    .select((eb) => eb.fn.countAll().as('n'))
    .executeTakeFirstOrThrow();
  return Number(row.n);
};

const card = (n: number, company: string) =>
  [
    'BEGIN:VCARD',
    'VERSION:3.0',
    `FN:Buyer ${n}`,
    `ORG:${company}`,
    `EMAIL:buyer${n}@${company.toLowerCase().replace(/\W/g, '')}.example`,
    `TEL;TYPE=CELL:+49 170 ${1000 + n}`,
    'ADR:;;Street 1;Berlin;;;Germany',
    'END:VCARD',
    '',
  ].join('\r\n');

it('S0-01 twenty cards of a fair become twenty customers with source and batch, duplicates flagged, and a list of whom nobody has written to', async () => {
  const names = Array.from({ length: 20 }, (_, i) => unique(`${'ABCDEFGHIJKLMNOPQRST'[i]}${i * 7919}orp `));
  const known = await makeCustomer(test, anna.user.id, { addresses: ['known@already-there.example'] });
  const cards = names.map((name, i) => card(i, name)).join('');
  // One that is a customer, and one of the twenty again.
  const extra = [
    'BEGIN:VCARD',
    'VERSION:4.0',
    'FN:Known',
    'ORG:Unlike Anything',
    'EMAIL:known@already-there.example',
    'END:VCARD',
    '',
  ].join('\n');
  const { id: batchId } = (
    await anna.call('POST', '/api/v1/batches', {
      name: '广交会 2025秋',
      kind: 'trade-fair',
      heldOn: '2025-10-15',
      place: '广州',
    })
  ).json();
  const upload = await take(cards + extra + card(3, names[3] as string), '名片.vcf');
  expect(upload).toMatchObject({ format: 'vcard', rows: 22, state: 'open' });
  await anna.call('PATCH', `/api/v1/imports/${upload.id}`, { batchId, source: '广交会' });

  const before = await customers();
  const checked = await work(upload.id, 'check');
  expect(checked).toMatchObject({ state: 'checked', counts: { created: 20, duplicate: 2, invalid: 0 } });
  expect(await customers()).toBe(before);

  const done = await work(upload.id, 'run');
  expect(done).toMatchObject({
    state: 'done',
    counts: { created: 20, duplicate: 2, invalid: 0 },
    batchName: '广交会 2025秋',
  });
  expect(await customers()).toBe(before + 20);
  const flagged = await lines(upload.id, '&problems=true');
  expect(flagged).toMatchObject([
    { line: 21, outcome: 'duplicate', customerId: known.id, reason: { code: 'of-customer' } },
    { line: 22, outcome: 'duplicate', reason: { code: 'same-as-line', line: 4 } },
  ]);
  const made = await test.deps.db
    .selectFrom('customer')
    .select(['id', 'name', 'source', 'country', 'city', 'owner_id'])
    .where('batch_id', '=', batchId)
    .orderBy('id')
    .execute();
  expect(made).toHaveLength(20);
  expect(made[0]).toMatchObject({
    name: names[0]?.trim(),
    source: '广交会',
    country: 'DE',
    city: 'Berlin',
    owner_id: anna.user.id,
  });

  // Anna writes to one of them.
  const account = await connectAccount(test, anna.user.id);
  await deliver(
    test,
    account,
    textMail({ from: account.address, to: `buyer0@${names[0]?.toLowerCase().replace(/\W/g, '')}.example` }),
  );
  const silent = (
    await anna.call('GET', `/api/v1/batches/${batchId}/customers?step=not-contacted&limit=200`)
  ).json();
  expect(silent.items).toHaveLength(19);
  expect(silent.items.map((item: { id: number }) => item.id)).not.toContain(made[0]?.id);
  const batch = (await anna.call('GET', `/api/v1/batches/${batchId}`)).json();
  expect(batch.counts).toMatchObject({ entered: 20, contacted: 1, replied: 0 });
});

describe('a file', () => {
  const HEAD = '客户名称,国家,联系人,邮箱,手机,等级,备注\r\n';
  const LINE = '"广州贸易, 有限公司",德国,王伟,wei@gz-trade.example,13800138000,A级,"第一行\n第二行"\r\n';
  const encode = (text: string, encoding: string) => Buffer.from(iconv.encode(text, encoding));
  it.each([
    ['UTF-8', 'utf8', 'utf-8'],
    ['GBK', 'gbk', 'gb18030'],
    ['GB18030', 'gb18030', 'gb18030'],
    ['UTF-16', 'utf-16', 'utf-16le'],
    ['Big5', 'big5', 'big5'],
  ])('in %s is read, with a comma and a line end inside quotes', async (_, encoding, told) => {
    const traditional = encoding === 'big5';
    const head = traditional ? '客戶名稱,國家,聯絡人,郵箱,手機,等級,備註\r\n' : HEAD;
    const line = traditional
      ? LINE.replace('广州贸易, 有限公司', '廣州貿易, 有限公司')
          .replace('德国', '美國')
          .replace('王伟', '王偉')
          .replace('A级', 'A')
          .replace('第一行\n第二行', '報價單\n樣品')
      : LINE;
    const octets = encode(head + line, encoding);
    const { id, headings, encoding: found } = await take(octets);
    expect(found).toBe(told);
    expect(headings).toHaveLength(7);
    const [row] = await lines(id);
    expect(row?.cells[0]).toBe(traditional ? '廣州貿易, 有限公司' : '广州贸易, 有限公司');
    expect(row?.cells[6]).toContain('\n');
  });

  it('in GBK below the mark of UTF-8, or its own, is read as GBK; damaged UTF-8 stays UTF-8', async () => {
    const text = `客户名称,地址\r\n"${unique('华强电子')},有限公司","深圳市,福田区"\r\n`;
    const utf8Mark = Buffer.from('efbbbf', 'hex');
    const gbk = encode(text, 'gbk');
    for (const octets of [
      Buffer.concat([utf8Mark, gbk]),
      Buffer.concat([Buffer.from('84319533', 'hex'), gbk]),
    ]) {
      const { id, headings, encoding } = await take(octets);
      expect([encoding, headings]).toEqual(['gb18030', ['客户名称', '地址']]);
      expect((await lines(id))[0]?.cells).toEqual([
        expect.stringMatching(/^华强电子.*,有限公司$/),
        '深圳市,福田区',
      ]);
    }
    const damaged = Buffer.concat([
      utf8Mark,
      Buffer.from(text),
      Buffer.from('坏'),
      Buffer.from([0xe5, 0x9d, 0x0a]),
    ]);
    expect(await take(damaged)).toMatchObject({ encoding: 'utf-8', headings: ['客户名称', '地址'] });
  });

  it('in UTF-8 with a mark, semicolons and a title above its headings is read', async () => {
    const file =
      '\ufeff2025 秋季广交会客户名单;;;\r\n;;;\r\nCompany name;Country;E-mail;Contact 2 E-mail\r\nNut Ltd;GB;a@nut-ltd.example;b@nut-ltd.example\r\n';
    const { id, delimiter, headings, mapping } = await take(file);
    expect({ delimiter, headings }).toEqual({
      delimiter: ';',
      headings: ['Company name', 'Country', 'E-mail', 'Contact 2 E-mail'],
    });
    expect(mapping).toEqual(['name', 'country', 'email', 'email:2']);
    expect((await lines(id))[0]).toMatchObject({
      line: 4,
      cells: ['Nut Ltd', 'GB', 'a@nut-ltd.example', 'b@nut-ltd.example'],
    });
  });

  it.each([true, false])(
    'of Excel is read (shared strings: %s): dates, long numbers, the first sheet that shows',
    async (strings) => {
      const xlsx = makeXlsx(
        [
          ['公司名称', '国家', '手机', '生日', '联系人'],
          [
            unique('Excel & Söhne '),
            'Deutschland 德国',
            { xml: '<c><v>1.3800138E10</v></c>' },
            { xml: '<c s="1"><v>31113</v></c>' },
            '王伟',
          ],
          [],
          [unique('Formula '), '法国', { xml: '<c t="str"><f>1+1</f><v>2</v></c>' }],
        ],
        { strings },
      );
      const { id, mapping, format } = await take(xlsx, 'cards.xlsx');
      expect({ format, mapping }).toEqual({
        format: 'xlsx',
        mapping: ['name', 'country', 'mobile', 'birthday', 'contact'],
      });
      expect(await lines(id)).toMatchObject([
        {
          line: 2,
          cells: [
            expect.stringContaining('Excel & Söhne'),
            'Deutschland 德国',
            '13800138000',
            '1985-03-07',
            '王伟',
          ],
        },
        { line: 4, cells: [expect.stringContaining('Formula'), '法国', '2'] },
      ]);
    },
  );

  it('of another program’s Excel is read, whose parts are packed or not', async () => {
    const rows = [
      ['Company', 'Country', 'E-mail'],
      [unique('Sheet '), 'Italy', `bea@${unique('lago')}.example`],
    ];
    for (const octets of [workbookOf('xlsx', rows), workbookOf('xlsx', rows, { packed: true })]) {
      const { id } = await take(octets, 'export.xlsx');
      expect(await lines(id)).toMatchObject([{ line: 2, cells: rows[1] }]);
    }
  });

  it.each([
    ['that is empty', Buffer.alloc(0), 400],
    ['of headings alone', Buffer.from('name,country\n'), 400],
    ['of Excel before 2007', Buffer.from('d0cf11e0a1b11ae1', 'hex'), 400],
    ['that only begins like a workbook', Buffer.from('PK\x03\x04 no workbook'), 400],
    ['that is a picture', Buffer.from('89504e470d0a1a0a0000000d49484452000000', 'hex'), 400],
    ['with a quote that never closes', Buffer.from(`name\n"${'a'.repeat(500_000)}`), 400],
    ['with 50,001 lines', Buffer.from(`name\n${'Nut\n'.repeat(50_001)}`), 413],
    ['with 201 columns', Buffer.from(`name\n${'a,'.repeat(200)}b\n`), 400],
  ])('%s is refused, and nothing of it is kept', async (_, octets, status) => {
    const runs = () =>
      test.deps.db
        .selectFrom('import_run')
        .select((eb) => eb.fn.countAll().as('n'))
        .executeTakeFirstOrThrow();
    const before = await runs();
    const reply = await upload(anna, octets, 'x');
    expect(reply.statusCode, reply.body).toBe(status);
    expect(reply.json().error.message).toMatch(/\w\.$/);
    expect(await runs()).toEqual(before);
  });

  it('without headings loses no line, and one in which they come again has them once', async () => {
    const rows = [1, 2].map((n) => [unique(`Bare ${n} `).trim(), `bare${n}@${unique('bare')}.example`]);
    const bare = await take(rows.map((row) => `${row.join(',')}\n`).join(''));
    expect(bare).toMatchObject({ rows: 2, headings: ['', ''], mapping: [null, null] });
    expect((await lines(bare.id)).map(({ cells }) => cells)).toEqual(rows);
    await anna.call('PATCH', `/api/v1/imports/${bare.id}`, { mapping: ['name', 'email'] });
    expect((await work(bare.id, 'run')).counts).toMatchObject({ created: 2 });
    // What the columns of that one were says nothing of the next.
    expect((await take('x@y.example,Nut\n')).mapping).toEqual([null, null]);

    const twice = await take('Company,Mobile\nNut,="0755123"\nCompany,Mobile\nBolt,\u202a+86 1\u202c\n');
    expect((await lines(twice.id)).map(({ cells }) => cells)).toEqual([
      ['Nut', '0755123'],
      ['Bolt', '+86 1'],
    ]);
  });

  it('keeps the mapping that a person chose for its headings', async () => {
    const head = `${unique('Firma')},${unique('Land')}\n`;
    const first = await take(`${head}Nut,DE\n`);
    expect(first.mapping).toEqual([null, null]);
    expect((await anna.call('POST', `/api/v1/imports/${first.id}/check`)).statusCode).toBe(422);
    await anna.call('PATCH', `/api/v1/imports/${first.id}`, { mapping: ['name', 'country'] });
    expect((await take(`${head}Bolt,FR\n`)).mapping).toEqual(['name', 'country']);
  });
});

describe('a line', () => {
  it('that cannot be used says why, and comes back in a file that no spreadsheet runs', async () => {
    const [good] = [unique('Good ')];
    const file = `name,country,grade,email,owner,note\n${good},DE,A,,,\n,DE,,,,\nBad country ${good},Atlantis,,,,"=HYPERLINK(""http://evil.example"")"\nBad grade ${good},,E,,,\nBad address ${good},,,nobody,,+49 40 1\nNo such owner ${good},,,,Nobody,\n`;
    const { id } = await take(file);
    const done = await work(id, 'run');
    expect(done.counts).toMatchObject({ created: 1, invalid: 5 });
    expect((await lines(id)).map((row) => row.reason?.code ?? null)).toEqual([
      null,
      'name-missing',
      'not-a-country',
      'not-a-grade',
      'not-an-address',
      'unknown-owner',
    ]);
    const reply = await anna.call('GET', `/api/v1/imports/${id}/faults`);
    expect(reply.headers['content-type']).toContain('text/csv');
    expect(reply.body.startsWith('\ufeff')).toBe(true);
    expect(reply.body).toContain(`"'=HYPERLINK(""http://evil.example"")"`);
    expect(reply.body).toContain("'+49 40 1");
    expect(reply.body).toContain('“Atlantis” is not a country.');
    // Mended and uploaded again it is as it was.
    const again = await take(reply.body.replace('Atlantis', 'France'));
    expect((await lines(again.id))[1]?.cells[5]).toBe('=HYPERLINK("http://evil.example")');
  });

  it('of a customer that is there is skipped, fills what is empty, or adds a contact, as one chose', async () => {
    const domain = `${unique('fill')}.example`;
    const name = unique('Fill ');
    const first = await take(`name,email,country,note\n${name},a@${domain},DE,Ours\n`);
    await work(first.id, 'run');
    const [row] = await lines(first.id);
    const line = `name,email,country,city,note,contact\n${name},b@${domain},FR,Lyon,Theirs,Bea\n`;
    const skipped = await take(line);
    expect((await work(skipped.id, 'run')).counts).toMatchObject({ duplicate: 1 });

    const filled = await take(line);
    await anna.call('PATCH', `/api/v1/imports/${filled.id}`, { onDuplicate: 'fill' });
    expect((await work(filled.id, 'check')).counts).toMatchObject({ filled: 1 });
    expect((await work(filled.id, 'run')).counts).toMatchObject({ filled: 1 });
    const customer = (await anna.call('GET', `/api/v1/customers/${row?.customerId}`)).json();
    expect(customer).toMatchObject({ country: 'DE', city: 'Lyon', note: 'Ours' });

    const added = await take(line);
    await anna.call('PATCH', `/api/v1/imports/${added.id}`, { onDuplicate: 'add-contact' });
    expect((await work(added.id, 'run')).counts).toMatchObject({ 'contact-added': 1 });
    const contacts = (await anna.call('GET', `/api/v1/customers/${row?.customerId}`)).json().contacts;
    expect(contacts.map((contact: { addresses: string[] }) => contact.addresses)).toEqual([
      [`a@${domain}`],
      [`b@${domain}`],
    ]);
    const twice = await take(line);
    await anna.call('PATCH', `/api/v1/imports/${twice.id}`, { onDuplicate: 'add-contact' });
    expect((await work(twice.id, 'run')).counts).toMatchObject({ duplicate: 1 });
  });

  it('of a colleague’s customer is flagged without a name, and changes nothing of it', async () => {
    const bo = await makePerson(test, 'salesperson');
    const address = `${unique('x')}@${unique('hidden')}.example`;
    await makeCustomer(test, bo.user.id, { name: 'Hidden Steel', addresses: [address] });
    const { id } = await take(`name,email,city\nSomething else,${address},Lyon\n`);
    await anna.call('PATCH', `/api/v1/imports/${id}`, { onDuplicate: 'fill' });
    await work(id, 'run');
    const reply = await anna.call('GET', `/api/v1/imports/${id}/lines`);
    expect(reply.json().items).toMatchObject([
      { outcome: 'duplicate', customerId: null, reason: { code: 'of-colleague' } },
    ]);
    expect(reply.body).not.toContain('Hidden Steel');
  });

  it('goes to whom a manager says, and a salesperson gives nobody anything', async () => {
    const file = () => `name,负责人\n${unique('Gift ')},Anna\n`;
    const managers = await take(file(), 'a.csv', manager);
    expect((await work(managers.id, 'run', manager)).counts.created).toBe(1);
    const annas = await take(`name,owner\n${unique('Gift ')},Marta\n`);
    await work(annas.id, 'run');
    expect((await lines(annas.id))[0]).toMatchObject({
      outcome: 'invalid',
      reason: { code: 'owner-not-allowed' },
    });
  });

  it('has several contacts, each with several addresses and numbers', async () => {
    const d = `${unique('many')}.example`;
    const { id } = await take(
      `公司名称,联系人,邮箱,电话,联系人2,邮箱2,手机2,微信,标签\n${unique('Many ')},王伟,a@${d}; b@${d},"020-1; 020-2",Li Na,c@${d},13900139000,wei_1,"重点, 新客户"\n`,
    );
    await work(id, 'run');
    const [row] = await lines(id);
    const customer = (await anna.call('GET', `/api/v1/customers/${row?.customerId}`)).json();
    expect(customer.contacts).toMatchObject([
      {
        name: '王伟',
        addresses: [`a@${d}`, `b@${d}`],
        channels: [
          { kind: 'phone', value: '020-1' },
          { kind: 'phone', value: '020-2' },
          { kind: 'wechat', value: 'wei_1' },
        ],
      },
      { name: 'Li Na', addresses: [`c@${d}`], channels: [{ kind: 'mobile', value: '13900139000' }] },
    ]);
    expect(customer.tags).toEqual(['重点', '新客户']);
  });
});

it('an import is told once, is in the audit log, and cannot run twice', async () => {
  const { id } = await take(`name\n${unique('Once ')}\n`);
  await work(id, 'run');
  expect((await anna.call('POST', `/api/v1/imports/${id}/run`)).statusCode).toBe(409);
  expect((await anna.call('PATCH', `/api/v1/imports/${id}`, { source: 'x' })).statusCode).toBe(409);
  const notices = await test.deps.db
    .selectFrom('notice')
    .select('id')
    .where('kind', '=', 'import-done')
    .where('subject_id', '=', id)
    .execute();
  expect(notices).toHaveLength(1);
  expect(await verifyAudit(test.deps.db)).toMatchObject({ brokenAt: null });
  expect((await anna.call('DELETE', `/api/v1/imports/${id}`)).statusCode).toBe(200);
});

it('an import of somebody who was disabled meanwhile makes nothing', async () => {
  const leaver = await makePerson(test, 'salesperson');
  const { id } = await take(`name\n${unique('Late ')}\n`, 'a.csv', leaver);
  await leaver.call('POST', `/api/v1/imports/${id}/run`);
  await test.deps.db
    .updateTable('app_user')
    .set({ disabled_at: new Date() })
    .where('id', '=', leaver.user.id)
    .execute();
  const before = await customers();
  await runJobs(test);
  expect(await customers()).toBe(before);
  const run = await test.deps.db
    .selectFrom('import_run')
    .select('state')
    .where('id', '=', id)
    .executeTakeFirstOrThrow();
  expect(run.state).toBe('failed');
});

it('a customer’s contacts go to a phone as cards, and the audit log knows', async () => {
  const { id } = await makeCustomer(test, anna.user.id, {
    name: 'Łódź, GmbH',
    addresses: ['maria@lodz-gmbh.example'],
  });
  const reply = await anna.call('GET', `/api/v1/customers/${id}/vcard`);
  expect(reply.headers['content-type']).toContain('text/vcard');
  expect(reply.body).toContain('ORG:Łódź\\, GmbH');
  expect(reply.body).toContain('EMAIL:maria@lodz-gmbh.example');
  const [row] = await test.deps.db
    .selectFrom('audit_log')
    .select('action')
    .where('subject_id', '=', String(id))
    .where('action', '=', 'contacts.exported')
    .execute();
  expect(row).toBeDefined();
});
