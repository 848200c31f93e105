/** Cards, forms and forwarded mails as the mail and office programs of the trade write them. */
import { describe, expect, it } from 'vitest';
import { begin, content, tnef, title, zero } from '../html/tnef-writer.ts';
import { readSubmission } from './index.ts';
import { zip } from './zip.ts';

const mail = (subject: string, body: string, type = 'text/plain') =>
  Buffer.from(
    `From: Anna <anna@ours.example>\r\nSubject: =?utf-8?B?${Buffer.from(subject).toString('base64')}?=\r\nContent-Type: ${type}; charset=utf-8\r\n\r\n${body.replaceAll('\n', '\r\n')}`,
  );
const withFile = (fileName: string, octets: Buffer, subject = '客户资料卡') =>
  Buffer.from(
    `From: Anna <anna@ours.example>\r\nSubject: =?utf-8?B?${Buffer.from(subject).toString('base64')}?=\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\n\r\nsee\r\n--b\r\nContent-Type: application/octet-stream; name="${fileName}"\r\nContent-Transfer-Encoding: base64\r\n\r\n${octets.toString('base64')}\r\n--b--\r\n`,
  );
const valuesOf = (raw: Buffer) => readSubmission(raw).cards.map(({ values }) => values);

const PAIRS = [
  ['客户名称', 'Acme GmbH'],
  ['国家', '德国'],
  ['邮箱', 'maria@acme.example'],
  ['联系人', 'Maria Weber'],
] as const;
const VALUES = {
  name: 'Acme GmbH',
  country: '德国',
  email: 'maria@acme.example',
  contactName: 'Maria Weber',
};
const lines = (line: (label: string, value: string) => string) =>
  PAIRS.map(([label, value]) => line(label, value)).join('\n');
const rows = (...all: readonly (readonly string[])[]) =>
  `<table>${all.map((row) => `<tr>${row.map((cell) => `<td><p class=MsoNormal>${cell}<o:p></o:p></p></td>`).join('')}</tr>`).join('')}</table>`;

describe('a card', () => {
  it.each([
    [
      'several fields in a line',
      '客户名称：Acme GmbH 国家：德国\n邮箱：maria@acme.example；联系人：Maria Weber',
    ],
    ['labels in brackets', lines((label, value) => `【${label}】${value}`)],
    ['dashes', lines((label, value) => `${label} - ${value}`)],
    ['values lined up by blanks', lines((label, value) => `${label}        ${value}`)],
    ['another colon, and marks that nobody sees', lines((label, value) => `\u200b${label}∶${value}\u200b`)],
    ['labels of Taiwan', '公司名稱：Acme GmbH\n國別：德国\n電郵：maria@acme.example\n聯絡人：Maria Weber'],
  ])('is read with %s', (_, body) => expect(valuesOf(mail('客户资料卡', body))).toEqual([VALUES]));

  it('is read out of a table with its labels in the first row; a list of several is not taken for its first', () => {
    const [labels, values] = [PAIRS.map(([label]) => label), PAIRS.map(([, value]) => value)];
    const sent = (...all: readonly (readonly string[])[]) =>
      valuesOf(mail('客户资料卡', rows(...all), 'text/html'));
    expect(sent(labels, values)).toEqual([VALUES]);
    expect(sent(labels, values, ['Nut', '法国', 'a@nut.example', 'A'])).toEqual([{}]);
  });

  it('takes nothing of an older one that the mail quotes, in whatever form that is', () => {
    const head =
      '<div style="border-top:solid #E1E1E1 1.0pt"><p><b>From:</b> Bo &lt;bo@ours.example&gt;<br><b>Sent:</b> Monday<br><b>To:</b> Anna<br><b>Subject:</b> 客户资料卡</p></div>';
    const old = rows(
      ['客户名称', 'Old'],
      ['国家', '法国'],
      ['邮箱', 'o@old.example'],
      ['联系人', 'O'],
      ['传真', '6'],
      ['城市', 'Lyon'],
    );
    const text = PAIRS.map(([label, value]) => `<p>${label}：${value}</p>`).join('');
    expect(valuesOf(mail('客户资料卡', `${text}${head}${old}`, 'text/html'))).toEqual([VALUES]);
    expect(valuesOf(mail('客户资料卡', `${rows(...PAIRS)}${head}${old}`, 'text/html'))).toEqual([VALUES]);
  });

  it('is one of several where the name comes again', () => {
    const other = '客户名称：Nut SA\n国家：法国\n公司名称：Nut SA Paris';
    expect(
      valuesOf(mail('客户资料卡', `${lines((label, value) => `${label}：${value}`)}\n\n${other}`)),
    ).toEqual([VALUES, { name: 'Nut SA', country: '法国' }]);
    const visit = (day: string) =>
      `客户名称：Acme\n接触时间：2026-03-0${day}\n接触方式：电话\n接触内容：聊了${day}\n`;
    expect(valuesOf(mail('客户接触记录卡', visit('1') + visit('2')))).toMatchObject([
      { time: '2026-03-01', content: '聊了1' },
      { time: '2026-03-02', content: '聊了2' },
    ]);
    expect(valuesOf(mail('客户接触记录卡', visit('1') + visit('1')))).toHaveLength(1);
  });
});

describe('a form', () => {
  const cell = (text: string) => `<w:tc><w:p>${text}</w:p></w:tc>`;
  const run = (text: string) => `<w:r><w:t>${text}</w:t></w:r>`;
  const control = (properties: string, text: string) =>
    `<w:sdt><w:sdtPr>${properties}</w:sdtPr><w:sdtContent>${run(text)}</w:sdtContent></w:sdt>`;

  it('of a writer that prefixes names, in folders of its own, is read with its numbers as they are shown', () => {
    const row = (label: string, value: string) =>
      `<x:row><x:c t="inlineStr"><x:is><x:t>${label}</x:t></x:is></x:c><x:c${value}</x:c></x:row>`;
    const sheet = [
      row('客户资料卡', '>'),
      row('客户名称', ' t="s"><x:v>0</x:v>'),
      row('手机', '><x:v>1.3800138E10</x:v>'),
      row('城市', ' t="e"><x:v>#N/A</x:v>'),
    ];
    const octets = zip([
      ['book/SharedStrings.xml', '<x:sst><x:si><x:t>Acme_x000D_\nGmbH</x:t></x:si></x:sst>'],
      [
        'book/worksheets/sheet1.xml',
        `<x:worksheet><x:sheetData>${sheet.join('')}</x:sheetData></x:worksheet>`,
      ],
    ]);
    expect(valuesOf(withFile('form.xlsx', octets))).toEqual([{ name: 'Acme\nGmbH', mobile: '13800138000' }]);
  });

  it('of Word is read through nested tables, split runs and content controls; what is to be filled in is no value', () => {
    const inner = [
      cell(run('客户名称')) +
        cell(`${run('Ac')}<w:ins>${run('me')}</w:ins><w:del><w:r><w:delText>Old</w:delText></w:r></w:del>`),
      cell(run('国家')) + cell(control('', '德国')),
      cell(run('城市')) + cell(control('<w:showingPlcHdr/>', '单击此处输入文字。')),
    ];
    const table = `<w:tbl>${inner.map((cells) => `<w:tr>${cells}</w:tr>`).join('')}</w:tbl>`;
    const body = `<w:p>${run('客户资料卡')}</w:p><w:tbl><w:tr>${cell(run('传真'))}<w:tc>${table}<w:p>${run('555')}</w:p></w:tc></w:tr></w:tbl>`;
    const octets = zip([['word/document2.xml', `<w:document><w:body>${body}</w:body></w:document>`]]);
    expect(valuesOf(withFile('form.docx', octets))).toEqual([{ name: 'Acme', country: '德国', fax: '555' }]);
  });

  it('of Word says a text box once, though the file has it for older programs again', () => {
    const box = `<w:txbxContent>${['客户接触记录卡', '客户名称：Acme', '接触时间：2026-03-01', '接触方式：电话', '接触内容：聊了'].map((text) => `<w:p>${run(text)}</w:p>`).join('')}</w:txbxContent>`;
    const body = `<w:p><w:r><mc:AlternateContent><mc:Choice>${box}</mc:Choice><mc:Fallback>${box}</mc:Fallback></mc:AlternateContent></w:r></w:p>`;
    const octets = zip([['word/document.xml', `<w:document><w:body>${body}</w:body></w:document>`]]);
    expect(valuesOf(withFile('form.docx', octets))).toMatchObject([{ content: '聊了' }]);
  });

  it('in Outlook’s winmail.dat is read', () => {
    const octets = tnef(
      begin(),
      title(zero('card.docx')),
      content(
        zip([
          [
            'word/document.xml',
            `<w:document><w:body>${['客户资料卡', '客户名称：Acme'].map((text) => `<w:p><w:r><w:t>${text}</w:t></w:r></w:p>`).join('')}</w:body></w:document>`,
          ],
        ]),
      ),
    );
    expect(valuesOf(withFile('winmail.dat', octets))).toEqual([{ name: 'Acme' }]);
  });
});

describe('a forwarded mail', () => {
  const BUYER = 'buyer@client.example';
  it.each<[string, string, string, string?]>([
    [
      'Outlook in Spanish',
      'RV: Offer',
      `De: Buyer <${BUYER}>\nEnviado el: lunes\nPara: Anna\nAsunto: Offer\n\nx`,
    ],
    [
      'Outlook in Russian',
      'ПЕРЕСЛ: Offer',
      `От: Buyer <${BUYER}>\nОтправлено: 4 марта\nКому: Anna\nТема: Offer\n\nx`,
    ],
    ['Outlook in French', 'TR: Offer', `De : Buyer <${BUYER}>\nEnvoyé : lundi\nÀ : Anna\nObjet : Offer\n\nx`],
    ['Outlook in Italian', 'I: Offer', `Da: Buyer <${BUYER}>\nInviato: lunedì\nA: Anna\nOggetto: Offer\n\nx`],
    [
      'Gmail in Russian',
      'Fwd: Offer',
      `---------- Forwarded message ---------\nОт: Buyer <${BUYER}>\nDate: пн\nSubject: Offer\n\nx`,
    ],
    [
      'Yandex',
      'Fwd: Offer',
      `-------- Пересылаемое сообщение --------\n04.03.2024, 10:00, "Buyer" <${BUYER}>:\n\nx`,
    ],
    [
      'Yahoo',
      'Fw: Offer',
      `----- Forwarded Message -----From: Buyer <${BUYER}>To: Anna <anna@ours.example>Sent: Mon\n\nx`,
    ],
    [
      'Outlook in Japanese',
      '転送: Offer',
      `差出人: Buyer <${BUYER}>\n送信日時: 2024年\n宛先: Anna\n件名: Offer\n\nx`,
    ],
    [
      'Foxmail, which names people and links their addresses',
      '转发: Offer',
      `<div><b>发件人：</b>&nbsp;<a href="mailto:${BUYER}">Buyer</a></div><div><b>发送时间：</b>&nbsp;2024</div><div><b>主题：</b>&nbsp;Offer</div>`,
      'text/html',
    ],
    [
      'NetEase, in a table',
      '转发：Offer',
      `<div>---- 转发的邮件 ----</div>${rows(['发件人', `Buyer&lt;${BUYER}&gt;`], ['日期', '2024'], ['主题', 'Offer'])}`,
      'text/html',
    ],
    [
      'Outlook, under another subject',
      'Client news',
      `see\n\nFrom: Buyer <${BUYER}>\nSent: Monday\nTo: Anna\nSubject: Offer\n\nx`,
    ],
  ])('by %s names the customer', (_, subject, body, type) =>
    expect(readSubmission(mail(subject, body, type)).forwarded?.[0]).toContain(BUYER),
  );

  it('attached as a file names the customer too', () => {
    const octets = Buffer.from(`From: Buyer <${BUYER}>\r\nTo: anna@ours.example\r\nSubject: Offer\r\n\r\nx`);
    expect(readSubmission(withFile('Offer.eml', octets, 'look')).forwarded).toEqual([
      [BUYER, 'anna@ours.example'],
    ]);
  });
});
