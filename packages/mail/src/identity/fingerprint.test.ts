import { describe, expect, it } from 'vitest';
import { parseMessage } from '../parse/index.ts';

const crlf = (lines: readonly string[]): string => lines.join('\r\n');
const header = [
  'Message-ID: <1@customer.com>',
  'From: Ann <ann@customer.com>',
  'To: sales@export.cn',
  'Date: Mon, 4 Mar 2024 10:00:00 +0800',
  'Subject: =?utf-8?Q?Price_=E2=82=AC?=',
  'MIME-Version: 1.0',
];
const body = (text: string[], file: string): string[] => [
  'Content-Type: multipart/mixed; boundary=m',
  '',
  '--m',
  ...text,
  '--m',
  'Content-Type: application/pdf; name=a.pdf',
  'Content-Transfer-Encoding: base64',
  '',
  Buffer.from(file).toString('base64'),
  '--m--',
];
const quotedPrintable = [
  'Content-Type: text/plain; charset=utf-8',
  'Content-Transfer-Encoding: quoted-printable',
  '',
  'Price in =E2=82=AC',
  'From today on',
  '',
];
const base64 = [
  'Content-Type: text/plain; charset=utf-8',
  'Content-Transfer-Encoding: base64',
  '',
  Buffer.from('Price in €\r\nFrom today on\r\n').toString('base64'),
];
const sent = crlf([...header, ...body(quotedPrintable, 'file')]);
const of = (text: string): string => parseMessage(Buffer.from(text)).fingerprint;

describe('the fingerprint', () => {
  it('is fixed: stored ones are compared with it', () => {
    expect(of(sent)).toMatchInlineSnapshot(
      `"bfa080fb8423f7f8abcaa0e8a97cf1bf4a481aa76743b2270d16f648e8b49a9f"`,
    );
  });

  it.each([
    [
      'transport fields',
      crlf([
        'Received: from a by b; Mon, 4 Mar 2024 10:00:05 +0800',
        'DKIM-Signature: v=1; b=x',
        'X-Spam: no',
        'Return-Path: <ann@customer.com>',
        sent,
      ]),
    ],
    ['Bcc', crlf(['Bcc: boss@customer.com', sent])],
    ['line ends', sent.replaceAll('\r\n', '\n')],
    ['another transfer encoding', crlf([...header, ...body(base64, 'file')])],
    [
      'another boundary and preamble',
      sent.replace(/=m\r\n/, '=other\r\n\r\nThis is MIME.').replaceAll('--m', '--other'),
    ],
    [
      'another encoding of the subject',
      sent.replace('=?utf-8?Q?Price_=E2=82=AC?=', '=?utf-8?B?UHJpY2Ug4oKs?='),
    ],
    [
      'a folded and reordered header',
      crlf([
        'Subject: Price',
        ' =?utf-8?Q?_=E2=82=AC?=',
        ...header.filter((line) => !line.startsWith('Subject')),
        ...body(quotedPrintable, 'file'),
      ]),
    ],
    [
      'another spelling of the date',
      sent.replace('Mon, 4 Mar 2024 10:00:00 +0800', '4 Mar 2024 02:00:00 +0000'),
    ],
    ['From at a line start, escaped by mbox', sent.replace('\r\nFrom today', '\r\n>From today')],
    ['blanks at line ends', sent.replace('From today on', 'From today on  ')],
    ['another display name', sent.replace('From: Ann <', 'From: <')],
  ])('is the same with %s', (_, copy) => {
    expect(of(copy)).toBe(of(sent));
  });

  it.each([
    ['text', sent.replace('Price in', 'New price in')],
    ['file', crlf([...header, ...body(quotedPrintable, 'other file')])],
    ['sender', sent.replace('ann@customer.com', 'eve@customer.com')],
    ['date', sent.replace('10:00:00', '10:00:01')],
    ['subject', sent.replace('Price_', 'Cost_')],
    ['Message-ID', sent.replace('1@customer', '2@customer')],
    ['type of a part', sent.replace('application/pdf', 'application/x-msdownload')],
    ['bank details within a line that keeps its length', sent.replace('today', 'never')],
  ])('differs with another %s', (_, forged) => {
    expect(of(forged)).not.toBe(of(sent));
  });

  it('tells messages without Message-ID and Date apart by content and recipients', () => {
    const bare = ['From: cron@x.com', 'To: a@x.com', '', 'done'];
    expect(of(crlf(bare))).toBe(of(crlf(['Received: x', ...bare])));
    expect(of(crlf([...bare, 'more']))).not.toBe(of(crlf(bare)));
    expect(of(crlf(bare).replace('a@x.com', 'b@x.com'))).not.toBe(of(crlf(bare)));
  });
});
