/**
 * What is found: over real mail (where its corpora are there), the sample company and mails made for it, asked by HTTP.
 *
 * What is expected is worked out from what the archive holds, without the index: by looking for the word, the code or the
 * characters in subject, people, text, file names and files. All of it must come back; of exact words nothing else.
 */
import { existsSync, readdirSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { SearchPage } from '@tradepost/contract';
import { FileReader } from '@tradepost/core/attachment-text/file-reader';
import { readAttachments } from '@tradepost/core/attachment-text/read-due';
import { archiveBatch } from '@tradepost/core/ingest/archive-batch';
import { indexRecords } from '@tradepost/core/search/index-records';
import { joinFileTexts } from '@tradepost/core/search/join-file-texts';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { correspondence } from '../../scripts/demo/correspondence/index.ts';
import { docxOf, pdfOf, workbookOf } from '../helpers/office-files.ts';
import { makePerson, type Person, startTestApp, type TestApp } from './api-app.ts';
import { connectAccount, deliver, makeCustomer, type TestAccount, textMail, unique } from './api-mail.ts';

const CORPORA = fileURLToPath(new URL('../../../shared/corpora', import.meta.url));
const FOLDERS: readonly [folder: string, most: number][] = [
  ['stalwart', 100],
  ['ruby-mail', 150],
  ['spamassassin/easy-ham-1', 250],
  ['spamassassin/hard-ham-1', 60],
];
const SAMPLE_COMPANY = { now: new Date('2026-06-30T12:00:00Z'), most: 700 };
const CHUNK = 100;

let test: TestApp;
let owner: Person;
let account: TestAccount;
interface Archived {
  readonly id: number;
  readonly text: string;
}
let archived: Archived[];
/** Mails made for a query, by a name. */
const made = new Map<string, number>();

beforeAll(async () => {
  test = await startTestApp();
  owner = await makePerson(test, 'owner', 'Wang');
  account = await connectAccount(test, owner.user.id);
  const raws: Buffer[] = [];
  for (const [folder, most] of FOLDERS) raws.push(...(await mailsOf(join(CORPORA, folder), most)));
  for await (const { raw } of correspondence(SAMPLE_COMPANY)) {
    raws.push(raw);
    if (raws.length > 2_000) break;
  }
  for (let at = 0; at < raws.length; at += CHUNK) await archive(raws.slice(at, at + CHUNK), at + 1);
  await makeMails();
  const files = new FileReader();
  const reading = { db: test.deps.db, blobs: test.deps.blobs, files };
  while ((await readAttachments(reading, new AbortController().signal)) > 0);
  files.close();
  while ((await joinFileTexts(test.deps.db)) > 0);
  while ((await indexRecords(test.deps.db)) > 0);
  archived = await readArchive();
}, 400_000);
afterAll(() => test.close());

async function mailsOf(folder: string, most: number): Promise<Buffer[]> {
  if (!existsSync(folder)) return [];
  const names = readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.(?:eml|txt)$/.test(name) && !/LICENSE|NOTICE|README/.test(name))
    .sort()
    .slice(0, most);
  return Promise.all(names.map((name) => readFile(join(folder, name))));
}

async function archive(raws: readonly Buffer[], firstUid: number): Promise<void> {
  const items = await Promise.all(
    raws.map(async (raw, i) => ({
      uid: firstUid + i,
      internalDate: Date.now(),
      processed: await test.deps.pool.process(raw),
    })),
  );
  await archiveBatch(test.deps, {
    mailboxId: account.mailboxId,
    uidValidity: 1,
    items,
    covered: `{[${firstUid},${firstUid + raws.length})}`,
  });
  await sql`update mailbox set uid_next = ${firstUid + raws.length} where id = ${account.mailboxId}`.execute(
    test.deps.db,
  );
}

/** Mails of one trait each. */
const MADE: Readonly<Record<string, { subject?: string; text?: string; from?: string }>> = {
  traditional: { subject: '不鏽鋼閥門報價單', text: '請查收附件，謝謝。貨櫃尺寸待確認。' },
  simplified: { text: '海关编码和装箱单明天补发，信用证条款见合同第八条。' },
  wide: { text: 'Ｍｏｄｅｌ ＱＺ－８８０，５００台' },
  halfKana: { text: 'ｽﾃﾝﾚｽﾎﾞﾙﾄの見積をお願いします。' },
  japanese: { subject: '納期回答のお願い', text: '船積書類をご送付ください。東京港渡しです。' },
  korean: {
    subject: '견적서 요청',
    text: '스테인리스 밸브 견적서를 보내 주시기 바랍니다. 납기는 언제입니까?',
  },
  russian: {
    subject: 'Запрос на подшипники',
    text: 'Добрый день! Нам нужны шариковые подшипники и тормозные колодки. Просим вас прислать цены и сроки поставки, а также условия оплаты для первой партии.',
  },
  arabic: { subject: 'طلب صمامات', text: 'نرجو إرسال عرض سعر للصمامات الفولاذية' },
  german: {
    subject: 'Anfrage Kühlaggregate',
    text: 'Bitte senden Sie uns Ihre Lieferbedingungen für Großhändler. Die Dichtungen fehlten.',
  },
  french: { text: 'Pouvez-vous confirmer le délai de livraison des compresseurs, réf. ÉT-90 ?' },
  spanish: {
    text: 'El señor Núñez pregunta por las válvulas de compuerta.',
    from: 'Íñigo Núñez <compras@hidraulica.example>',
  },
  turkish: { text: 'Paslanmaz çelik vanaların fiyatlarını öğrenebilir miyiz? İstanbul teslimi.' },
  greek: { text: 'Παρακαλώ στείλτε προσφορά για αντλίες.' },
  hebrew: { text: 'אנא שלחו הצעת מחיר לברזים' },
  thai: { text: 'กรุณาส่งใบเสนอราคาวาล์ว' },
  vietnamese: { text: 'Vui lòng gửi báo giá van bướm.' },
  order: { subject: 'Re: PO-2031/118-B', text: 'Your order PO-2031/118-B leaves in container MSKU7743219.' },
  customs: { text: 'HS code 8481.80.9900, gross weight 1,250 kg, invoice no. INV2031-000457.' },
  english: { text: 'The gaskets were misaligned; we are shipping replacements.' },
  quoted: { text: 'See below.\n\nOn Monday Ann wrote:\n> the flange drawing is superseded' },
  excluded: { text: 'zirconium and hafnium' },
  alone: { text: 'zirconium only' },
  address: { text: 'hello', from: '"O\'Brien, Pat" <pat.obrien@blue-harbour.example>' },
};

/** More characters than a vector has places. */
const LONG = Array.from({ length: 200 }, (_, i) => String.fromCharCode(0x4e00 + i * 7))
  .join('')
  .repeat(100);

async function makeMails(): Promise<void> {
  for (const [name, { from = 'someone@relevance.example', ...parts }] of Object.entries(MADE))
    made.set(
      name,
      await deliver(test, account, textMail({ from, to: account.address, subject: name, ...parts })),
    );
  const files: readonly [name: string, fileName: string, octets: Buffer][] = [
    ['pdf', 'Zollpapiere Juni.pdf', pdfOf('Ursprungszeugnis 4711-Q')],
    ['chinesePdf', 'fapiao.pdf', pdfOf('增值税专用发票', { chinese: true })],
    ['docx', '原产地证书.docx', docxOf('Certificate of origin', '兹证明以下货物原产于中国')],
    // What stands at the end of a long text is found as what stands at its beginning.
    ['long', 'long.txt', Buffer.from(`${LONG}\n尾页专属条款内容`)],
    ['xlsx', 'pricelist.xlsx', workbookOf('xlsx', [['Flanschdichtung', 'FD-3390', 4.2]])],
  ];
  for (const [name, fileName, octets] of files)
    made.set(name, await deliver(test, account, withFile(fileName, octets)));
}

const withFile = (fileName: string, octets: Buffer) =>
  [
    'From: files@relevance.example',
    `To: ${account.address}`,
    'Subject: papers',
    `Message-ID: <${unique('file')}@relevance.example>`,
    'MIME-Version: 1.0',
    'Content-Type: multipart/mixed; boundary=b',
    '',
    '--b',
    'Content-Type: text/plain',
    '',
    'attached',
    '--b',
    'Content-Type: application/octet-stream',
    `Content-Disposition: attachment; filename*=utf-8''${encodeURIComponent(fileName)}`,
    'Content-Transfer-Encoding: base64',
    '',
    octets.toString('base64').replace(/.{76}/g, '$&\r\n'),
    '--b--',
    '',
  ].join('\r\n');

async function readArchive(): Promise<Archived[]> {
  const { rows } = await sql<Archived>`
    select m.id, concat_ws(E'\n', m.subject, t.body,
      (select string_agg(concat_ws(' ', ma.name, a.address), E'\n') from message_address ma join address a on a.id = ma.address_id
        where ma.message_id = m.id and ma.role <> 'bcc'),
      (select string_agg(concat_ws(E'\n', case when not x.inline then x.file_name end, ft.text), E'\n')
        from attachment x left join attachment_text ft on ft.sha256 = x.sha256 where x.message_id = m.id)) as text
    from message m left join message_text t on t.message_id = m.id`.execute(test.deps.db);
  return rows.map(({ id, text }) => ({ id, text: text.normalize('NFKC').toLowerCase() }));
}

async function ask(q: string): Promise<SearchPage['items']> {
  const items: SearchPage['items'] = [];
  let cursor: string | null = null;
  do {
    const url = `/api/v1/search?limit=100&q=${encodeURIComponent(q)}${cursor === null ? '' : `&cursor=${cursor}`}`;
    const reply = await owner.call('GET', url);
    expect(reply.statusCode, `${q}: ${reply.body.slice(0, 300)}`).toBe(200);
    const page: SearchPage = reply.json();
    expect(page.state).toBe('complete');
    items.push(...page.items);
    cursor = page.nextCursor;
  } while (cursor !== null);
  return items;
}
const mailsFound = async (q: string) =>
  new Set((await ask(q)).flatMap(({ mail }) => (mail === null ? [] : [mail.messageId])));

const escaped = (text: string) => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
/** Mails in which this stands as a word of its own. */
const withWord = (word: string) => {
  const whole = new RegExp(
    `(?<![\\p{L}\\p{N}\\p{M}_])${escaped(word.normalize('NFKC').toLowerCase())}(?![\\p{L}\\p{N}\\p{M}_])`,
    'u',
  );
  return archived.filter(({ text }) => whole.test(text)).map(({ id }) => id);
};
/** Mails in which these characters stand one after another. */
const withCharacters = (characters: string) =>
  archived
    .filter(({ text }) => text.includes(characters.normalize('NFKC').toLowerCase()))
    .map(({ id }) => id);

const missing = (expected: readonly number[], found: ReadonlySet<number>) =>
  expected
    .filter((id) => !found.has(id))
    .map((id) => `${id}: ${archived.find((one) => one.id === id)?.text.slice(0, 120)}`);

describe('recall is whole', () => {
  /** Of the sample company, in its languages. */
  it.each([
    'invoice',
    'quotation',
    'container',
    'stainless',
    'sample',
    'shipment',
    'payment',
    'discount',
    'CIF',
    'FOB',
    'muestras',
    'precio',
    'pedido',
    'amostras',
    'preço',
    'Angebot',
    'Lieferung',
    'für',
    'Muster',
    'Bitte',
    'отгрузка',
    'логотипа',
    'шт',
    'предложение',
    'الكتالوج',
    'نرجو',
    'قطعة',
    'طلبية',
  ])('of the word %s', async (word) => {
    const expected = withWord(word);
    expect(expected.length).toBeGreaterThan(0);
    const exact = await mailsFound(`"${word}"`);
    expect(missing(expected, exact)).toEqual([]);
    expect(missing(expected, await mailsFound(word))).toEqual([]);
  });

  it.each([
    '报价',
    '样品',
    '货',
    '不锈钢',
    '价',
    '装箱',
    '信用证',
    '您好',
    '発注',
    '見積',
    'お願い',
    '突然のご連絡',
    'ペンチ',
    '厂',
    '交期',
    '附件',
    '出荷',
    '検査成績書',
    '定金',
  ])('of the characters %s', async (characters) => {
    const expected = withCharacters(characters);
    const found = await mailsFound(characters);
    expect(missing(expected, found)).toEqual([]);
    expect(found.size).toBeGreaterThan(0);
  });

  it
    .skipIf(!existsSync(CORPORA))
    .each(['linux', 'unsubscribe', 'perl', 'meeting', 'http', 'résumé', 'naïve', 'München'])(
    'of the word %s over real mail',
    async (word) => {
      expect(missing(withWord(word), await mailsFound(`"${word}"`))).toEqual([]);
    },
  );
});

describe('found is', () => {
  it.each<[q: string, name: string]>([
    ['不锈钢阀门', 'traditional'],
    ['货柜', 'traditional'],
    ['裝箱單明天', 'simplified'],
    ['信用證條款', 'simplified'],
    ['海关', 'simplified'],
    ['QZ-880', 'wide'],
    ['ステンレスボルト', 'halfKana'],
    ['船積書類', 'japanese'],
    ['納期', 'japanese'],
    ['견적서', 'korean'],
    ['밸브', 'korean'],
    ['подшипник', 'russian'],
    ['колодки', 'russian'],
    ['صمامات', 'arabic'],
    ['"عرض سعر للصمامات"', 'arabic'],
    ['Kuhlaggregate', 'german'],
    ['Großhändler', 'german'],
    ['dichtung', 'german'],
    ['"Lieferbedingungen für Großhändler"', 'german'],
    ['compresseur', 'french'],
    ['nunez compuerta', 'spanish'],
    ['from:inigo', 'spanish'],
    ['çelik', 'turkish'],
    ['αντλίες', 'greek'],
    ['מחיר', 'hebrew'],
    ['วาล์ว', 'thai'],
    ['"báo giá"', 'vietnamese'],
    ['PO-2031/118-B', 'order'],
    ['2031/118', 'order'],
    ['po2031118b', 'order'],
    ['MSKU7743219', 'order'],
    ['7743219', 'order'],
    ['subject:2031', 'order'],
    ['8481.80.9900', 'customs'],
    ['INV2031-000457', 'customs'],
    ['000457', 'customs'],
    ['gasket', 'english'],
    ['replacement ship', 'english'],
    ['superseded', 'quoted'],
    ['zirconium -hafnium', 'alone'],
    ['hafnium OR nothingatall', 'excluded'],
    ['zircon*', 'alone'],
    ['@blue-harbour.example', 'address'],
    ['from:blue-harbour', 'address'],
    ['obrien', 'address'],
    ['Ursprungszeugnis', 'pdf'],
    ['4711-Q type:pdf', 'pdf'],
    ['filename:Zollpapiere', 'pdf'],
    ['专用发票', 'chinesePdf'],
    ['原产于中国', 'docx'],
    ['尾页专属条款', 'long'],
    ['filename:原产地证书', 'docx'],
    ['has:attachment FD-3390', 'xlsx'],
    ['flanschdichtung', 'xlsx'],
    ['发件人:relevance 原产', 'docx'],
  ])('%s', async (q, name) => {
    expect(await mailsFound(q)).toContain(made.get(name));
  });

  it('a file, shown with the place where the words stand in it', async () => {
    const [item] = await ask('Ursprungszeugnis');
    const snippet = item?.snippets.find(({ place }) => place === 'file-text');
    expect(snippet).toMatchObject({ partPath: '2' });
    const [range] = snippet?.ranges ?? [];
    expect(snippet?.text.slice(...(range ?? [0, 0]))).toBe('Ursprungszeugnis');
  });

  it('nothing that was excluded, and nothing that nobody wrote', async () => {
    expect(await mailsFound('zirconium -hafnium')).toEqual(new Set([made.get('alone')]));
    expect(await ask('qqxxyyzz')).toEqual([]);
  });
});

describe('records', () => {
  const titles = async (who: Person, q: string) => {
    const reply = await who.call('GET', `/api/v1/search?q=${encodeURIComponent(q)}`);
    expect(reply.statusCode, reply.body).toBe(200);
    return (reply.json() as SearchPage).items.map(({ kind, title, recordId }) => [
      kind,
      title.text,
      recordId,
    ]);
  };
  const settle = async () => {
    while ((await indexRecords(test.deps.db)) > 0);
  };

  it('S4-B3 customers, contacts, activities and market problems are found, by whom their pages are open to', async () => {
    const [anna, bo, admin] = [
      await makePerson(test, 'salesperson', 'Anna'),
      await makePerson(test, 'salesperson', 'Bo'),
      await makePerson(test, 'admin', 'Root'),
    ];
    const customer = await makeCustomer(test, anna.user.id, {
      name: 'Quokka Plumbing 管道有限公司',
      addresses: ['q@quokka.example'],
    });
    const done = await anna.call('POST', `/api/v1/customers/${customer.id}/activities`, {
      kind: 'chat',
      state: 'done',
      content: 'He wants manometers by 八月底',
    });
    expect(done.statusCode, done.body).toBe(200);
    const problem = await anna.call('POST', `/api/v1/customers/${customer.id}/activities`, {
      kind: 'note',
      state: 'done',
      content: 'customs hold back thermostats',
      marketProblem: { difficulty: 'regulation', severity: 2, product: 'thermostats' },
    });
    expect(problem.statusCode, problem.body).toBe(200);
    await settle();
    for (const who of [anna, owner, admin]) {
      expect(await titles(who, 'quokka kind:customer')).toEqual([
        ['customer', 'Quokka Plumbing 管道有限公司', customer.id],
      ]);
      expect(await titles(who, '管道 kind:customer')).toHaveLength(1);
      expect(await titles(who, 'quokka.example kind:contact')).toEqual([
        ['contact', 'Maria', customer.contactId],
      ]);
      expect(await titles(who, 'manometer')).toEqual([
        ['activity', 'He wants manometers by 八月底', done.json().id],
      ]);
      expect(await titles(who, '八月底')).toHaveLength(1);
      expect(await titles(who, 'thermostats kind:market')).toEqual([
        ['market', 'customs hold back thermostats', problem.json().id],
      ]);
    }
    expect(await titles(bo, 'quokka')).toEqual([]);
    expect(await titles(bo, 'manometers')).toEqual([]);
    // It changes hands, and its name.
    await anna.call('PATCH', `/api/v1/customers/${customer.id}`, { name: 'Wombat Plumbing' });
    await sql`update customer set owner_id = ${bo.user.id} where id = ${customer.id}`.execute(test.deps.db);
    expect(await titles(anna, 'manometers')).toEqual([]);
    await settle();
    expect(await titles(bo, 'wombat kind:customer')).toHaveLength(1);
    // Who knew it by its old name finds it, too.
    expect(await titles(bo, 'quokka kind:customer')).toHaveLength(1);
    expect(await titles(anna, 'quokka kind:customer')).toEqual([]);
    expect(await titles(bo, 'manometers')).toHaveLength(1);
  });
});
