import { createHash } from 'node:crypto';
import iconv from 'iconv-lite';
import { describe, expect, it } from 'vitest';
import { extractBodies, extractPart, listHeaders, parseMessage } from './index.ts';
import * as tnefFile from '../html/tnef-writer.ts';

const mail = (...lines: string[]): Buffer => Buffer.from(lines.join('\r\n'), 'latin1');
const octets = (text: string, encoding: string): string =>
  Buffer.from(iconv.encode(text, encoding)).toString('latin1');
const sha256 = (data: string | Buffer): string => createHash('sha256').update(data).digest('hex');

const envelope = [
  'Message-ID: <1@customer.com>',
  'From: Ann <ann@customer.com>',
  'To: sales@export.cn',
  'Date: Mon, 4 Mar 2024 10:00:00 +0800',
  'Subject: Inquiry',
  'MIME-Version: 1.0',
];
const pdf = Buffer.from('%PDF-1.4 not really');

const mixed = mail(
  ...envelope,
  'Content-Type: multipart/mixed; boundary=m',
  '',
  'preamble',
  '--m',
  'Content-Type: multipart/related; boundary=r',
  '',
  '--r',
  'Content-Type: multipart/alternative; boundary=a',
  '',
  '--a',
  'Content-Type: text/plain; charset=utf-8',
  'Content-Transfer-Encoding: quoted-printable',
  '',
  'Price in =E2=82=AC, please. ',
  '--a',
  'Content-Type: text/html',
  '',
  '<p>Price <img src="cid:logo%40x"></p>',
  '--a--',
  '--r',
  'Content-Type: image/png; name=logo.png',
  'Content-ID: <logo@x>',
  'Content-Transfer-Encoding: base64',
  '',
  Buffer.from('png!').toString('base64'),
  '--r--',
  '--m',
  'Content-Type: application/pdf',
  "Content-Disposition: attachment; filename*=utf-8''%E6%8A%A5%E4%BB%B7.pdf",
  'Content-Transfer-Encoding: base64',
  '',
  pdf.toString('base64'),
  '--m',
  'Content-Type: message/rfc822',
  '',
  'Subject: Inner',
  'Content-Type: multipart/mixed; boundary=i',
  '',
  '--i',
  '',
  'inner text',
  '--i',
  'Content-Type: text/csv; name=a.csv',
  '',
  '1,2',
  '--i--',
  '',
  '--m--',
  'epilogue',
);

describe('parseMessage', () => {
  it('reads the header, the text and the attachments with IMAP part numbers', () => {
    const parsed = parseMessage(mixed);
    expect(parsed).toMatchObject({
      tier: 'full',
      quarantineReason: null,
      messageId: '1@customer.com',
      subject: 'Inquiry',
      baseSubject: 'Inquiry',
      isReplySubject: false,
      sentAt: Date.parse('2024-03-04T02:00:00Z'),
      text: 'Price in €, please.',
      textSource: 'plain',
      textTruncated: false,
      hasHtml: true,
      automatic: null,
    });
    expect(parsed.addresses).toEqual([
      { role: 'from', position: 0, address: 'ann@customer.com', name: 'Ann' },
      { role: 'to', position: 0, address: 'sales@export.cn', name: null },
    ]);
    expect(parsed.attachments).toEqual([
      {
        partPath: '1.2',
        fileName: 'logo.png',
        contentType: 'image/png',
        size: 4,
        sha256: sha256('png!'),
        inline: true,
        contentId: 'logo@x',
      },
      {
        partPath: '2',
        fileName: '报价.pdf',
        contentType: 'application/pdf',
        size: pdf.length,
        sha256: sha256(pdf),
        inline: false,
        contentId: null,
      },
      expect.objectContaining({ partPath: '3', fileName: 'Inner.eml', contentType: 'message/rfc822' }),
      expect.objectContaining({ partPath: '3.2', fileName: 'a.csv', size: 3, sha256: sha256('1,2') }),
    ]);
  });

  it('makes the text from the HTML where the plain part is empty', () => {
    const parsed = parseMessage(
      mail(
        'Content-Type: multipart/alternative; boundary=a',
        '',
        '--a',
        '',
        ' ',
        '--a',
        'Content-Type: text/html; charset=utf-8',
        '',
        '<p>Hello <b>you</b></p>',
        '--a--',
      ),
    );
    expect([parsed.text, parsed.textSource, parsed.hasHtml]).toEqual(['Hello you', 'html', true]);
  });

  it('reads a message that is only a body, one that is only a header, and none at all', () => {
    expect(parseMessage(Buffer.from('just text')).text).toBe('just text');
    expect(parseMessage(Buffer.from('Subject: x')).subject).toBe('x');
    expect(parseMessage(Buffer.alloc(0))).toMatchObject({
      tier: 'full',
      subject: '',
      text: '',
      addresses: [],
    });
  });

  it.each([
    ['CRLF', '\r\n'],
    ['LF', '\n'],
    ['CR', '\r'],
  ])('reads %s line ends', (_, end) => {
    const raw = Buffer.from(mixed.toString('latin1').replaceAll('\r\n', end), 'latin1');
    expect(parseMessage(raw)).toMatchObject({ subject: 'Inquiry', text: 'Price in €, please.' });
    expect(parseMessage(raw).attachments).toHaveLength(4);
  });

  it('lists the files inside winmail.dat, and gives them out', () => {
    const { tnef, begin, title, zero, content } = tnefFile;
    const winmail = tnef(begin(), title(zero('offer.txt')), content(Buffer.from('10 USD')));
    const raw = mail(
      'Content-Type: multipart/mixed; boundary=b',
      '',
      '--b',
      '',
      'see file',
      '--b',
      'Content-Type: application/ms-tnef; name=winmail.dat',
      'Content-Transfer-Encoding: base64',
      '',
      winmail.toString('base64'),
      '--b--',
    );
    expect(parseMessage(raw).attachments).toMatchObject([
      { partPath: '2', fileName: 'winmail.dat' },
      { partPath: '2.1', fileName: 'offer.txt', size: 6, sha256: sha256('10 USD') },
    ]);
    expect(extractPart(raw, '2.1')?.data.toString()).toBe('10 USD');
    expect(extractPart(raw, '2.2')).toBe(null);
  });

  it('hashes large attachments alike in any form of base64', () => {
    const file = Buffer.from(Array.from({ length: 200_000 }, (_, i) => (i * 31 + (i >> 8)) & 255));
    const text = file.toString('base64');
    const wrapped = (width: number, end: string): string =>
      text.replace(new RegExp(`.{${width}}`, 'g'), `$&${end}`);
    const forms = [
      wrapped(76, '\r\n'),
      wrapped(76, '\n'),
      wrapped(75, '\r\n'),
      wrapped(64, ' \r\n'),
      text,
      `\r\n${wrapped(72, '\r\n')}\r\n\r\n`,
    ];
    for (const form of forms) {
      const raw = mail('Content-Type: image/png', 'Content-Transfer-Encoding: base64', '', form);
      expect(parseMessage(raw).attachments).toMatchObject([{ size: file.length, sha256: sha256(file) }]);
    }
  });

  it('reads undeclared GBK in Subject, From and body by the charset of the body', () => {
    const raw = mail(
      `Subject: ${octets('询价', 'gbk')}`,
      `From: ${octets('王伟', 'gbk')} <w@x.cn>`,
      'Content-Type: text/plain; charset=gb2312',
      '',
      octets('您好', 'gbk'),
    );
    expect(parseMessage(raw)).toMatchObject({ subject: '询价', text: '您好', addresses: [{ name: '王伟' }] });
  });

  it('takes HTML without a declared charset by its meta element', () => {
    const html = `<html><head><meta charset="windows-1251"></head><body>${octets('Цена', 'win1251')}</body>`;
    expect(parseMessage(mail('Content-Type: text/html', '', html)).text).toBe('Цена');
  });

  it('joins the lines of flowed text', () => {
    const raw = mail(
      'Content-Type: text/plain; format=flowed',
      '',
      'one ',
      'two',
      '> a ',
      '> b',
      '-- ',
      'me',
    );
    expect(parseMessage(raw).text).toBe('one two\n> a b\n-- \nme');
  });

  it('keeps text that is labelled base64 and is not', () => {
    const raw = mail('Content-Transfer-Encoding: base64', '', 'Dear sir, this is plain.');
    expect(parseMessage(raw).text).toBe('Dear sir, this is plain.');
  });

  it('reads a message that only encloses another through it', () => {
    const raw = mail('Content-Type: message/rfc822', '', 'Subject: inner', '', 'hello');
    expect(parseMessage(raw)).toMatchObject({ text: 'hello', attachments: [{ partPath: '1' }] });
  });

  it('has no NUL, control character or lone surrogate in any text', () => {
    const raw = Buffer.from(
      'Subject: a\0b=?utf-16be?B?2AA=?=\nFrom: "x\0y" <a@b.c>\nContent-Type: text/plain; charset=utf-16be\nContent-Transfer-Encoding: base64\n\n2AAAAABh\n',
      'latin1',
    );
    const json = JSON.stringify(parseMessage(raw));
    expect(json).not.toMatch(/\\u0000|\\ud[89a-f]/i);
  });
});

describe('pieces of a message', () => {
  it.each([
    ['1.1.2', 'text/html', null, '<p>Price <img src="cid:logo%40x"></p>'],
    ['1.2', 'image/png', 'logo.png', 'png!'],
    ['2', 'application/pdf', '报价.pdf', pdf.toString()],
    ['3.1', 'text/plain', null, 'inner text'],
    ['3.2', 'text/csv', 'a.csv', '1,2'],
  ])('part %s', (path, contentType, fileName, data) => {
    const part = extractPart(mixed, path);
    expect({ ...part, data: part?.data.toString() }).toEqual({ contentType, fileName, data });
  });

  it.each(['9', '1.9', '', '0', 'x', '1..2', '2.1', '1'.repeat(500), '__proto__'])('no part %s', (path) => {
    expect(extractPart(mixed, path)).toBe(null);
  });

  it('the whole enclosed message', () => {
    expect(extractPart(mixed, '3')?.data.toString()).toMatch(/^Subject: Inner\r\n[\s\S]*--i--\r\n$/);
  });

  it('every listed attachment has the listed hash', () => {
    for (const { partPath, sha256: listed, size } of parseMessage(mixed).attachments) {
      const data = extractPart(mixed, partPath)?.data ?? Buffer.alloc(0);
      expect([sha256(data), data.length]).toEqual([listed, size]);
    }
  });

  it('bodies with their inline images', () => {
    expect(extractBodies(mixed)).toEqual({
      text: 'Price in €, please.',
      html: '<p>Price <img src="cid:logo%40x"></p>',
      inlineImages: new Map([['logo@x', '1.2']]),
    });
  });

  it('headers, decoded and bounded', () => {
    const raw = mail(
      'Subject: =?utf-8?Q?=E2=82=AC?=\0',
      ...Array.from({ length: 600 }, (_, i) => `X-${i}: y`),
      '',
      '',
    );
    const headers = listHeaders(raw);
    expect([headers.length, headers[0], headers[1]]).toEqual([
      500,
      { name: 'Subject', value: '€' },
      { name: 'X-0', value: 'y' },
    ]);
  });
});
