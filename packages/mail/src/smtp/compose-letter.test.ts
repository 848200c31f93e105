import { simpleParser } from 'mailparser';
import { describe, expect, it } from 'vitest';
import { listHeaders, parseMessage } from '../parse/index.ts';
import { composeLetter, type LetterToCompose } from './compose-letter.ts';
import { withBcc } from './with-bcc.ts';

const plain: LetterToCompose = {
  from: { address: 'anna@export.example', name: '王安娜' },
  to: [{ address: 'john@acme.example', name: 'John Smith' }],
  cc: [],
  messageId: '1@export.example',
  inReplyTo: null,
  references: [],
  date: new Date('2026-11-30T01:00:00Z'),
  subject: 'Quotation',
  text: 'Dear John',
  html: '<p>Dear John</p>',
  attachments: [],
  bulk: null,
};
const png = Buffer.from('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk', 'base64');
const fieldsOf = (raw: Buffer) => listHeaders(raw).map(({ name, value }) => [name.toLowerCase(), value]);
const linesOf = (raw: Buffer) => raw.toString('latin1').split('\r\n');

describe('a letter as octets', () => {
  it('has text and HTML of the same words in UTF-8, whatever the script, in lines that every server takes', async () => {
    const words = '尊敬的约翰：附上报价单。 Grüße, שלום, 你好 '.repeat(60);
    const raw = await composeLetter({ ...plain, subject: words, text: words, html: `<p>${words}</p>` });
    expect(Math.max(...linesOf(raw).map((line) => line.length))).toBeLessThanOrEqual(998);
    expect(raw.every((octet) => octet < 0x80)).toBe(true);
    const parsed = await simpleParser(raw);
    expect(parsed.text?.trim()).toBe(words.trim());
    expect(parsed.html).toContain(words.trim());
    expect(parsed.subject).toBe(words.trim());
    expect(parsed.from?.value).toEqual([{ address: 'anna@export.example', name: '王安娜' }]);
    expect(raw.toString('latin1')).not.toMatch(/format=flowed/i);
  });

  it('names files so that old and new readers show them, Chinese ones too', async () => {
    const fileName = '2026年11月 报价单（最终版）— very long name '.repeat(4).trim().concat('.xlsx');
    const raw = await composeLetter({
      ...plain,
      attachments: [
        { fileName, contentType: 'application/vnd.ms-excel', octets: Buffer.from('sheet'), contentId: null },
        {
          fileName: 'a"; x="\r\nBcc: evil@x.example',
          contentType: 'text/plain',
          octets: Buffer.from('t'),
          contentId: null,
        },
        {
          fileName: 'letter.eml',
          contentType: 'message/rfc822',
          octets: Buffer.from('Subject: x\r\n\r\nÜ'),
          contentId: null,
        },
      ],
    });
    // RFC 2231 4 in Content-Disposition, RFC 2047 in Content-Type for the old ones.
    expect(raw.toString('latin1')).toMatch(/filename\*0\*=utf-8''/);
    expect(raw.toString('latin1')).toMatch(/name="=\?UTF-8\?/);
    const { attachments } = await simpleParser(raw);
    expect(attachments.map((file) => file.filename)).toEqual([
      fileName,
      'a"; x=" Bcc: evil@x.example',
      'letter.eml',
    ]);
    expect(attachments.map((file) => file.content.toString('utf8'))).toEqual([
      'sheet',
      't',
      'Subject: x\r\n\r\nÜ',
    ]);
    const ours = parseMessage(raw);
    expect(ours.attachments.map((file) => file.fileName)[0]).toBe(fileName);
    expect(fieldsOf(raw).map(([name]) => name)).not.toContain('bcc');
  });

  it('puts pictures beside the HTML that names them', async () => {
    const raw = await composeLetter({
      ...plain,
      html: '<p>Here: <img src="cid:logo1"></p>',
      attachments: [
        { fileName: 'logo.png', contentType: 'image/png', octets: png, contentId: 'logo1' },
        {
          fileName: 'offer.pdf',
          contentType: 'application/pdf',
          octets: Buffer.from('%PDF'),
          contentId: null,
        },
      ],
    });
    const parsed = parseMessage(raw);
    expect(parsed.attachments).toMatchObject([
      { fileName: 'logo.png', inline: true, contentId: 'logo1', size: png.length },
      { fileName: 'offer.pdf', inline: false },
    ]);
    const types = [...raw.toString('latin1').matchAll(/^Content-Type: (multipart\/\w+)/gm)].map(
      ([, type]) => type,
    );
    expect(types).toEqual(['multipart/mixed', 'multipart/alternative', 'multipart/related']);
  });

  it('threads by In-Reply-To and References', async () => {
    const raw = await composeLetter({
      ...plain,
      inReplyTo: 'c@acme.example',
      references: ['a@acme.example', 'b@export.example', 'c@acme.example'],
    });
    const parsed = parseMessage(raw);
    expect(parsed.inReplyTo).toBe('c@acme.example');
    expect(parsed.references).toEqual(['a@acme.example', 'b@export.example', 'c@acme.example']);
    expect(parsed.automatic).toBeNull();
  });

  it('writes domains in ASCII, and refuses what only a few servers would take', async () => {
    const raw = await composeLetter({ ...plain, to: [{ address: 'info@müller.example', name: 'Müller' }] });
    expect(fieldsOf(raw)).toContainEqual(['to', 'Müller <info@xn--mller-kva.example>']);
    await expect(async () =>
      composeLetter({ ...plain, to: [{ address: '用户@例子.example', name: null }] }),
    ).rejects.toThrow(RangeError);
  });

  it('says of one of many that it is, and where its reader ends it with one press (RFC 8058)', async () => {
    const raw = await composeLetter({
      ...plain,
      bulk: { unsubscribeUrl: 'https://crm.example/u/abc' },
    });
    expect(fieldsOf(raw)).toContainEqual(['list-unsubscribe', '<https://crm.example/u/abc>']);
    expect(fieldsOf(raw)).toContainEqual(['list-unsubscribe-post', 'List-Unsubscribe=One-Click']);
    expect(parseMessage(raw).automatic).toBe('bulk');
  });
});

describe('the writer’s own copy', () => {
  it('is the same message with Bcc in its header', async () => {
    const raw = await composeLetter(plain);
    const many = Array.from(
      { length: 99 },
      (_, at) => `someone-with-a-long-name-${at}@customer-${at}.example`,
    );
    const copy = withBcc(raw, many);
    expect(fieldsOf(copy).map(([name]) => name)).toContain('bcc');
    expect((await simpleParser(copy)).bcc).toMatchObject({
      value: many.map((address) => ({ address })),
    });
    expect(Math.max(...linesOf(copy).map((line) => line.length))).toBeLessThanOrEqual(998);
    expect(parseMessage(copy).fingerprint).toBe(parseMessage(raw).fingerprint);
    expect(withBcc(raw, [])).toBe(raw);
    expect(() => withBcc(raw, ['a@b.example\r\nX: y'])).toThrow(RangeError);
  });
});

describe('what people type', () => {
  const nasty = [
    'a@b.example\r\nBcc: evil@x.example',
    'x\nSubject: other',
    '\r\n\r\n<script>',
    'a@b.example, evil@x.example',
    '<evil@x.example>',
    '"a" <evil@x.example>',
    'evil@x.example (comment)',
    '=?UTF-8?Q?=0D=0ABcc:_evil@x.example?=',
    'a\u2028Bcc: evil@x.example',
    'a\u0000b',
    'a\u0085Bcc: evil@x.example',
    'group: evil@x.example;',
    '\\"@evil.example',
    '@',
    'ü@ü',
    '%0d%0aBcc: evil@x.example',
    'a\u202Etxt.exe',
  ];
  const known = new Set([
    'from',
    'to',
    'cc',
    'message-id',
    'in-reply-to',
    'references',
    'date',
    'subject',
    'mime-version',
    'content-type',
    'content-transfer-encoding',
  ]);

  it.each(nasty)(
    '%j in a name, a subject, an id, a file is text, never a header or an address',
    async (text) => {
      const raw = await composeLetter({
        ...plain,
        from: { ...plain.from, name: text },
        to: [{ address: 'john@acme.example', name: text }],
        cc: [{ address: 'mary@acme.example', name: text }],
        subject: text,
        inReplyTo: text,
        references: [text, text],
        text,
        html: text,
        attachments: [
          { fileName: text, contentType: text, octets: Buffer.from('x'), contentId: text },
          { fileName: text, contentType: 'text/plain', octets: Buffer.from('x'), contentId: null },
        ],
      });
      expect(
        fieldsOf(raw)
          .map(([name]) => name)
          .filter((name) => name === undefined || !known.has(name)),
      ).toEqual([]);
      const parsed = await simpleParser(raw);
      const addresses = [parsed.from, parsed.to, parsed.cc].flat().flatMap((group) => group?.value ?? []);
      expect(addresses.map(({ address }) => address)).toEqual([
        'anna@export.example',
        'john@acme.example',
        'mary@acme.example',
      ]);
      expect(parsed.bcc).toBeUndefined();
    },
  );

  it.each(nasty)('%j as an address is refused', async (address) => {
    await expect(async () => composeLetter({ ...plain, to: [{ address, name: null }] })).rejects.toThrow(
      RangeError,
    );
  });

  it('thousands of random texts add no header and no recipient', async () => {
    const pieces = [
      '\r',
      '\n',
      '\r\n',
      ':',
      ';',
      ',',
      '<',
      '>',
      '"',
      '\\',
      '(',
      ')',
      '@',
      ' ',
      'Bcc',
      'evil@x.example',
      '=?',
      '?=',
      'ä',
      '中',
      '\u2028',
      '\u0000',
      '\t',
    ];
    let seed = 7;
    const next = (most: number) => {
      seed = (seed * 1_103_515_245 + 12_345) % 2_147_483_648;
      return seed % most;
    };
    const random = () => Array.from({ length: 1 + next(12) }, () => pieces[next(pieces.length)]).join('');
    for (let round = 0; round < 800; round++) {
      const raw = await composeLetter({
        ...plain,
        from: { ...plain.from, name: random() },
        to: [{ address: 'john@acme.example', name: random() }],
        subject: random(),
        references: [random()],
        attachments: [
          { fileName: random(), contentType: 'text/plain', octets: Buffer.from('x'), contentId: null },
        ],
      });
      const names = fieldsOf(raw).map(([name]) => name ?? '');
      expect(names.filter((name) => !known.has(name))).toEqual([]);
      const { addresses } = parseMessage(raw);
      expect(addresses.map(({ address }) => address)).toEqual(['anna@export.example', 'john@acme.example']);
    }
  });
});
