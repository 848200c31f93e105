/** Text of files that come with mails: what is read, what is not and why, once for the same octets, whatever dies. */
import { createHash } from 'node:crypto';
import { FileReader } from '@tradepost/core/attachment-text/file-reader';
import { readAttachments } from '@tradepost/core/attachment-text/read-due';
import {
  claimAttachmentText,
  findTextSource,
  takeAttachmentLeads,
} from '@tradepost/db/queries/attachment-text';
import iconv from 'iconv-lite';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  docOf,
  docxOf,
  endlessPdf,
  lockedOffice,
  lockedPdf,
  lockedZip,
  msgOf,
  odtOf,
  ofdOf,
  pdfOf,
  pptOf,
  pptxOf,
  workbookOf,
  zipOf,
} from '../helpers/office-files.ts';
import { makePerson, type Person, startTestApp, type TestApp } from './api-app.ts';
import { connectAccount, deliver, makeCustomer, PNG, type TestAccount, unique } from './api-mail.ts';

const MEGABYTE = 1024 * 1024;
const DAY = new Date(Date.UTC(2026, 10, 30));
const EML =
  'From: Ivan <ivan@zavod.example>\r\nSubject: Re: stainless 304\r\n\r\nPlease see the drawing.\r\n';

const ask = (files: FileReader, fileName: string, octets: Buffer, contentType = 'application/octet-stream') =>
  files.read({ octets, partPath: null, fileName, contentType });

describe('a file', () => {
  let files: FileReader;
  beforeAll(() => {
    files = new FileReader();
  });
  afterAll(() => files.close());

  it.each<[name: string, octets: Buffer, text: string]>([
    ['invoice.pdf', pdfOf('Invoice 8841'), 'Invoice 8841'],
    ['发票.pdf', pdfOf('发票编号合同', { chinese: true }), '发票编号合同'],
    ['contract.docx', docxOf('Terms of payment', '付款方式'), 'Terms of payment\n付款方式\nsee annex'],
    [
      'prices.xlsx',
      workbookOf('xlsx', [
        ['HX-200', 12.5],
        ['交货', '30天'],
      ]),
      '报价单\nHX-200\t12.5\n交货\t30天',
    ],
    ['dates.xls', workbookOf('biff8', [['Стул', DAY]]), '报价单\nСтул\t2026-11-30'],
    ['prices.xlsb', workbookOf('xlsb', [['型号', 'A1']]), '报价单\n型号\tA1'],
    ['prices.ods', workbookOf('ods', [['Modell', 'Ü9']]), 'Modell\nÜ9'],
    ['old-excel.xls', workbookOf('xlml', [['型号', 'A1']]), '型号\nA1'],
    // Parts in other folders and spellings, with a prefix before each name.
    [
      'report.xlsx',
      zipOf([
        ['Book/Workbook2.xml', '<x:workbook><x:workbookPr date1904="1"/><x:sheet name="出口"/></x:workbook>'],
        [
          'Book/Worksheets/S1.xml',
          '<x:row><x:c t="s"><x:v>0</x:v></x:c><x:c><x:v>1.38E10</x:v></x:c><x:c s="1"><x:v>44895</x:v></x:c></x:row>',
        ],
        ['Book/Styles.xml', '<x:cellXfs><x:xf/><x:xf numFmtId="14"/></x:cellXfs>'],
        ['Book/SharedStrings.xml', '<x:sst><x:si><x:t>铰链</x:t></x:si></x:sst>'],
      ]),
      '出口\n铰链\t13800000000\t2026-12-01',
    ],
    ['web.docx', zipOf([['word/document2.xml', '<w:p><w:r><w:t>合同</w:t></w:r></w:p>']]), '合同'],
    [
      'export.doc',
      Buffer.from(
        'MIME-Version: 1.0\nContent-Type: multipart/related; boundary=x\n\n--x\nContent-Type: text/html; charset=gb2312\nContent-Transfer-Encoding: quoted-printable\n\n<p>=BD=C2=C1=B4</p>\n--x--\n',
      ),
      '铰链',
    ],
    ['slides.pptx', pptxOf('First', '第二'), 'First\n第二'],
    ['旧合同.doc', docOf('旧格式文档\rsecond line'), '旧格式文档\nsecond line'],
    ['旧幻灯片.ppt', pptOf('产品目录'), '产品目录'],
    ['letter.odt', odtOf('Angebot für Kühlgeräte'), 'Angebot für Kühlgeräte'],
    ['电子发票.ofd', ofdOf('购买方名称'), '购买方名称'],
    ['note.rtf', Buffer.from("{\\rtf1\\ansi\\ansicpg936 \\'b1\\'a8\\'bc\\'db {\\b USD} 5}"), '报价 USD 5'],
    ['list.txt', iconv.encode('报价单\n产品名称', 'gbk'), '报价单\n产品名称'],
    ['liste.csv', iconv.encode('Артикул;Цена\nСтул;5', 'windows-1251'), 'Артикул;Цена\nСтул;5'],
    ['utf16.txt', iconv.encode('見積書', 'utf-16le', { addBOM: true }), '見積書'],
    ['page.html', iconv.encode('<meta charset="gb2312"><p>产品</p><script>x</script>', 'gbk'), '产品'],
    ['mail.eml', Buffer.from(EML), 'Re: stainless 304\nIvan ivan@zavod.example\nPlease see the drawing.'],
    ['mail.msg', msgOf('主题', 'Body', 'a.docx', docxOf('inside')), '主题\nBody\ninside\nsee annex'],
    [
      'papers.zip',
      // Names in GBK without a word of it, as programs in China write them.
      renamed(
        zipOf([
          ['BGBG/a.txt', 'customs'],
          ['inner.zip', zipOf([['b.docx', docxOf('deep')]])],
        ]),
        'BGBG',
        iconv.encode('报关', 'gbk'),
      ),
      '报关/a.txt\ninner.zip\ncustoms\nb.docx\ndeep\nsee annex',
    ],
  ])('%s is read', async (name, octets, text) => {
    expect(await ask(files, name, octets)).toMatchObject({ text, left: null });
  });

  it.each<[name: string, octets: Buffer, left: string, text?: string]>([
    ['locked.pdf', lockedPdf(), 'encrypted'],
    ['locked.docx', lockedOffice(), 'encrypted'],
    ['locked.doc', docOf('secret', true), 'encrypted'],
    ['locked.odt', odtOf('x', '<manifest:encryption-data/>'), 'encrypted'],
    // The names in it are not locked.
    ['locked.zip', lockedZip([['bottom-prices.xlsx', 'secret']]), 'encrypted', 'bottom-prices.xlsx'],
    ['scan.pdf', pdfOf(''), 'no-text'],
    ['empty.txt', Buffer.alloc(0), 'no-text'],
    ['torn.pdf', Buffer.from('%PDF-1.7 and then nothing'), 'damaged'],
    ['torn.xlsx', workbookOf('xlsx', [['a']]).subarray(0, 900), 'damaged'],
    ['loop.pdf', pdfOf('x', { kids: '[2 0 R]' }), 'damaged'],
    ['entities.docx', zipOf([['word/document.xml', '<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>']]), 'damaged'],
    ['photo.jpg', Buffer.from('ffd8ffe000104a4649460001', 'hex'), 'unknown-kind'],
    ['archive.rar', Buffer.from('526172211a0701000000', 'hex'), 'unknown-kind'],
    // 120 megabytes of zeros in 120 kilobytes.
    ['bomb.zip', zipOf([['zeros.txt', Buffer.alloc(120 * MEGABYTE)]]), 'too-large', 'zeros.txt'],
    ['bomb.xlsx', zipOf([['xl/workbook.xml', Buffer.alloc(60 * MEGABYTE, ' ')]]), 'too-large'],
    [
      'russian-doll.zip',
      [1, 2, 3, 4, 5].reduce((inner, i) => zipOf([[`${i}.zip`, inner]]), zipOf([['core.txt', 'core']])),
      'too-large',
      '5.zip\n4.zip\n3.zip',
    ],
    ['claims-200-MB.zip', claiming(200 * MEGABYTE), 'damaged', 'a.txt'],
    ['long.txt', Buffer.alloc(3 * MEGABYTE, 'long text '), 'too-large', 'long text long'],
  ])('%s is not read, or not whole, and says why', async (name, octets, left, text = '') => {
    const answer = await ask(files, name, octets);
    expect(answer).toMatchObject({ left });
    const read = (answer as { text: string }).text;
    expect(read.length).toBeLessThanOrEqual(1_000_000);
    if (text === '') expect(read).toBe('');
    else expect(read.startsWith(text)).toBe(true);
  });

  it('costs at most its time and its memory, and the next one is read by a new process', async () => {
    const strict = new FileReader({ timeoutMs: 4_000, memoryMb: 250 });
    expect(await ask(strict, 'a.txt', Buffer.from('before'))).toMatchObject({ text: 'before' });
    const hungry = Buffer.concat([
      Buffer.from('%PDF-1.4\n'),
      Buffer.alloc(40 * MEGABYTE, '1 0 obj << /A [ '),
    ]);
    expect(await ask(strict, 'hungry.pdf', hungry)).toMatchObject({
      fault: expect.stringMatching(/^too-l/) as string,
    });
    const asked = Date.now();
    expect(await ask(strict, 'endless.pdf', endlessPdf())).toMatchObject({
      fault: expect.stringMatching(/^too-l/) as string,
    });
    // The time of the file, and of starting a process, on a slow machine.
    expect(Date.now() - asked).toBeLessThan(60_000);
    expect(await ask(strict, 'a.txt', Buffer.from('after'))).toMatchObject({ text: 'after' });
    strict.close();
  });
});

/** The same octets with another name of the same length. */
function renamed(zip: Buffer, name: string, other: Buffer): Buffer {
  for (let at = zip.indexOf(name, 0, 'latin1'); at >= 0; at = zip.indexOf(name, at + 1, 'latin1'))
    other.copy(zip, at);
  return zip;
}

/** A ZIP whose only entry says that it is so long, and is not there. */
function claiming(octets: number): Buffer {
  const zip = zipOf([['a.txt', 'short']]);
  const directory = zip.indexOf('PK\x01\x02', 0, 'latin1');
  zip.writeUInt32LE(octets, directory + 20);
  zip.writeUInt32LE(octets, directory + 24);
  return zip;
}

describe('the archive', () => {
  let test: TestApp;
  let anna: Person;
  let account: TestAccount;
  let files: FileReader;
  const signal = new AbortController().signal;
  const readAll = () => readAttachments({ db: test.deps.db, blobs: test.deps.blobs, files }, signal);
  beforeAll(async () => {
    test = await startTestApp();
    anna = await makePerson(test, 'salesperson', 'Anna');
    account = await connectAccount(test, anna.user.id);
    files = new FileReader();
  });
  afterAll(async () => {
    files.close();
    await test.close();
  });

  const mailWith = (
    attached: readonly (readonly [name: string, type: string, octets: Buffer])[],
    from = 'b@b.example',
  ) =>
    [
      `From: ${from}`,
      `To: ${account.address}`,
      'Subject: papers',
      `Message-ID: <${unique('papers')}@test.example>`,
      'MIME-Version: 1.0',
      'Content-Type: multipart/mixed; boundary=b',
      '',
      '--b',
      'Content-Type: text/plain',
      '',
      'attached',
      ...attached.flatMap(([name, type, octets]) => [
        '--b',
        `Content-Type: ${type}`,
        `Content-Disposition: attachment; filename*=utf-8''${encodeURIComponent(name)}`,
        'Content-Transfer-Encoding: base64',
        '',
        octets.toString('base64').replace(/.{76}/g, '$&\r\n'),
      ]),
      '--b--',
      '',
    ].join('\r\n');
  const textsOf = async (messageId: number) => {
    const { attachments } = (await anna.call('GET', `/api/v1/messages/${messageId}`)).json();
    return attachments.map(({ fileName, text }: { fileName: string; text: unknown }) => [fileName, text]);
  };
  const pdf = (text: string) => [`${unique('paper')}.pdf`, 'application/pdf', pdfOf(text)] as const;

  it('reads each attachment of a mail, says of each what became of it, and opens no photo', async () => {
    const id = await deliver(
      test,
      account,
      mailWith([
        ['PI.pdf', 'application/pdf', pdfOf('Proforma 77')],
        ['底价.xlsx', 'application/octet-stream', lockedOffice()],
        ['photo.png', 'image/png', PNG],
        [
          'mixed.zip',
          'application/zip',
          zipOf([
            ['a.txt', 'alpha'],
            ['b.jpg', Buffer.from('ffd8ff00', 'hex')],
          ]),
        ],
      ]),
    );
    expect(await textsOf(id)).toEqual(
      ['PI.pdf', '底价.xlsx', 'photo.png', 'mixed.zip'].map((name) => [name, null]),
    );
    await readAll();
    expect(await textsOf(id)).toEqual([
      ['PI.pdf', { state: 'read', reason: null }],
      ['底价.xlsx', { state: 'unread', reason: 'encrypted' }],
      ['photo.png', { state: 'unread', reason: 'unknown-kind' }],
      ['mixed.zip', { state: 'part', reason: 'unknown-kind' }],
    ]);
    const { rows } = await sql<{ text: string }>`
      select t.text from attachment_text t join attachment a on a.sha256 = t.sha256
      where a.message_id = ${id} and t.text is not null order by a.part_path`.execute(test.deps.db);
    expect(rows.map(({ text }) => text)).toEqual(['Proforma 77', 'a.txt\nb.jpg\nalpha']);
  });

  it('reads the same octets once, in however many mails, and what arrives before what was there', async () => {
    const file = pdf('the same price list');
    for (let i = 0; i < 3; i++) await deliver(test, account, mailWith([[`${i}.pdf`, file[1], file[2]]]));
    const [old, fresh] = [pdf('of old'), pdf('fresh')];
    await deliver(test, account, mailWith([old]));
    await sql`update attachment_lead set past = true where sha256 = sha256(${old[2]})`.execute(test.deps.db);
    await deliver(test, account, mailWith([fresh]));
    await test.deps.db.transaction().execute((tx) => takeAttachmentLeads(tx, 100));
    await sql`update attachment_text set next_attempt_at = now() - interval '1 day' where past and state = 'waiting'`.execute(
      test.deps.db,
    );
    expect(await readAll()).toBe(3);
    const { rows } = await sql<{ text: string; attempts: number }>`
      select text, attempts from attachment_text where text in ('the same price list', 'of old', 'fresh') order by read_at`.execute(
      test.deps.db,
    );
    expect(rows).toHaveLength(3);
    expect(rows.at(-1)).toEqual({ text: 'of old', attempts: 1 });
    expect(await readAll()).toBe(0);
  });

  it('reads a small file of a large mail, and takes it out of the smaller one where there are two', async () => {
    const photos = Buffer.alloc(27 * 1024 * 1024, 'photo');
    const file = pdf('beside the photos');
    const large = await deliver(test, account, mailWith([file, ['all.jpg', 'image/jpeg', photos]]));
    expect(Buffer.byteLength(mailWith([['all.jpg', 'image/jpeg', photos]]))).toBeGreaterThan(
      32 * 1024 * 1024,
    );
    const sha256 = createHash('sha256').update(file[2]).digest();
    expect((await findTextSource(test.deps.db, sha256))?.size).toBeGreaterThan(32 * 1024 * 1024);
    await readAll();
    expect(await textsOf(large)).toMatchObject([
      [file[0], { state: 'read' }],
      ['all.jpg', expect.anything()],
    ]);
    await deliver(test, account, mailWith([file]));
    expect((await findTextSource(test.deps.db, sha256))?.size).toBeLessThan(100_000);
  });

  it('loses nothing when its reader is killed, and gives up a file that ends its readers, with a reason', async () => {
    const id = await deliver(test, account, mailWith([pdf('poison')]));
    await test.deps.db.transaction().execute((tx) => takeAttachmentLeads(tx, 100));
    const lapse = () =>
      sql`update attachment_text set next_attempt_at = now() where state = 'waiting'`.execute(test.deps.db);
    for (let attempt = 1; attempt <= 3; attempt++) {
      // Whoever claimed it is gone without a word.
      expect(await claimAttachmentText(test.deps.db, 600)).toMatchObject({ attempts: attempt });
      expect(await claimAttachmentText(test.deps.db, 600)).toBeUndefined();
      expect(await textsOf(id)).toMatchObject([[expect.anything(), { state: 'waiting', reason: null }]]);
      await lapse();
    }
    await readAll();
    expect(await textsOf(id)).toMatchObject([
      [expect.anything(), { state: 'unread', reason: 'reader-ended' }],
    ]);

    // One that takes too long is tried again, later, and then says so.
    const slow = new FileReader({ timeoutMs: 1, memoryMb: 768 });
    const second = await deliver(test, account, mailWith([pdf('slow')]));
    for (let attempt = 1; attempt <= 3; attempt++) {
      await readAttachments({ db: test.deps.db, blobs: test.deps.blobs, files: slow }, signal);
      await lapse();
    }
    slow.close();
    expect(await textsOf(second)).toMatchObject([
      [expect.anything(), { state: 'unread', reason: 'too-long' }],
    ]);
  });

  it('reads files of activities, too, and the list of files tells of each', async () => {
    const customer = await makeCustomer(test, anna.user.id, { addresses: ['c@files.example'] });
    await deliver(
      test,
      account,
      mailWith([['torn.pdf', 'application/pdf', Buffer.from('%PDF-1.7 no')]], 'c@files.example'),
    );
    const activity = await anna.call('POST', `/api/v1/customers/${customer.id}/activities`, {
      kind: 'chat',
      state: 'done',
    });
    const uploaded = await anna.call(
      'POST',
      `/api/v1/activities/${activity.json().id}/files?name=${encodeURIComponent('图纸.docx')}`,
      docxOf('drawing of the valve'),
    );
    expect(uploaded.statusCode, uploaded.body).toBeLessThan(300);
    await readAll();
    const list = (await anna.call('GET', `/api/v1/customers/${customer.id}/files`)).json();
    const told = new Map(
      list.items.map((file: { fileName: string; text: unknown }) => [file.fileName, file.text]),
    );
    expect(told.get('图纸.docx')).toEqual({ state: 'read', reason: null });
    expect(told.get('torn.pdf')).toEqual({ state: 'unread', reason: 'damaged' });
  });
});
