import { existsSync, readFileSync } from 'node:fs';
import iconv from 'iconv-lite';
import { simpleParser } from 'mailparser';
import { describe, expect, test } from 'vitest';
import { decompressRtf } from './decompress-rtf.ts';
import { extractTnef } from './extract-tnef.ts';
import {
  begin,
  content,
  fixed,
  named,
  ofAttachment,
  ofMessage,
  properties,
  title,
  tnef,
  u16,
  u32,
  utf16,
  variable,
  zero,
} from './tnef-writer.ts';

const PDF = Buffer.from('%PDF-1.4 test');
const asText = (data: Uint8Array | undefined) => Buffer.from(data ?? []).toString('utf8');

describe('attachments of a winmail.dat', () => {
  test('have their name and octets', () => {
    expect(extractTnef(tnef(begin(), title(zero('offer.pdf')), content(PDF)))).toEqual([
      { fileName: 'offer.pdf', contentType: 'application/octet-stream', data: PDF },
    ]);
  });

  test('have their long Unicode name before the short one, and their type', () => {
    const long = ofAttachment(
      0x00069005,
      properties(
        fixed(0x03, 0x0e20, u32(13)),
        named('X-Something', zero('value')),
        fixed(0x0b, 0x7ffe, u16(1)),
        variable(0x1f, 0x3707, utf16('报价单 2024-03.pdf')),
        variable(0x1e, 0x370e, zero('Application/PDF')),
      ),
    );
    expect(extractTnef(tnef(begin(), title(zero('BAOJIA~1.PDF')), content(PDF), long))).toEqual([
      { fileName: '报价单 2024-03.pdf', contentType: 'application/pdf', data: PDF },
    ]);
  });

  test.each([
    [936, 'gbk', '报价单.pdf'],
    [932, 'shift_jis', '見積書.pdf'],
    [949, 'euc-kr', '견적서.pdf'],
    [950, 'big5', '報價單.pdf'],
    [1251, 'windows-1251', 'Счёт.pdf'],
    [1252, 'windows-1252', 'Übersicht.pdf'],
  ])('have a name in code page %i', (codePage, charset, name) => {
    const file = tnef(
      ofMessage(0x00069007, Buffer.concat([u32(codePage), u32(0)])),
      begin(),
      title(zero(name, charset)),
      content(PDF),
    );
    expect(extractTnef(file)[0]?.fileName).toBe(name);
  });

  test('may stand in a property only', () => {
    const only = ofAttachment(
      0x00069005,
      properties(variable(0x102, 0x3701, PDF), variable(0x1f, 0x3704, utf16('a.pdf'))),
    );
    expect(extractTnef(tnef(begin(), only))).toMatchObject([{ fileName: 'a.pdf', data: PDF }]);
  });

  test('stay apart, in their order', () => {
    const file = tnef(
      begin(),
      title(zero('a.txt')),
      content(Buffer.from('A')),
      begin(),
      title(zero('b.txt')),
      content(Buffer.from('B')),
    );
    expect(extractTnef(file).map(({ fileName, data }) => [fileName, asText(data)])).toEqual([
      ['a.txt', 'A'],
      ['b.txt', 'B'],
    ]);
  });

  test('of an embedded message come too', () => {
    const inner = tnef(begin(), title(zero('inner.txt')), content(Buffer.from('in')));
    const outer = ofAttachment(
      0x00069005,
      properties(variable(0x0d, 0x3701, Buffer.concat([Buffer.alloc(16), inner]))),
    );
    expect(
      extractTnef(tnef(begin(), title(zero('Forwarded')), outer)).map(({ fileName }) => fileName),
    ).toEqual(['inner.txt']);
  });

  test('have names without paths and controls', () => {
    const file = (name: string) => tnef(begin(), title(zero(name)), content(PDF));
    expect(extractTnef(file('C:\\Users\\li\\offer.pdf'))[0]?.fileName).toBe('offer.pdf');
    expect(extractTnef(file('../../etc/passwd'))[0]?.fileName).toBe('passwd');
    expect(extractTnef(file('a\r\nb.pdf'))[0]?.fileName).toBe('ab.pdf');
    expect(extractTnef(file(''))[0]?.fileName).toBeNull();
  });
});

describe('bodies of a winmail.dat', () => {
  test('plain, in the code page of the message', () => {
    const file = tnef(
      ofMessage(0x00069007, Buffer.concat([u32(936), u32(0)])),
      ofMessage(0x0002800c, zero('您好', 'gbk')),
    );
    const [body] = extractTnef(file);
    expect([body?.fileName, body?.contentType, asText(body?.data)]).toEqual([
      'body.txt',
      'text/plain',
      '您好',
    ]);
  });

  test('HTML, in its own code page', () => {
    const html = iconv.encode('<p>Счёт</p>', 'koi8-r');
    const file = tnef(
      ofMessage(0x00069003, properties(fixed(0x03, 0x3fde, u32(20866)), variable(0x102, 0x1013, html))),
    );
    const [body] = extractTnef(file);
    expect([body?.fileName, body?.contentType, asText(body?.data)]).toEqual([
      'body.html',
      'text/html',
      '<p>Счёт</p>',
    ]);
  });
});

describe('bodies in rich text', () => {
  const rtf = (text: string) => {
    const bytes = Buffer.from(text, 'latin1');
    const raw = Buffer.concat([u32(bytes.length + 12), u32(bytes.length), u32(0x414c454d), u32(0), bytes]);
    return tnef(ofMessage(0x00069003, properties(variable(0x102, 0x1009, raw))));
  };
  const bodyOf = (file: Buffer) => extractTnef(file).map(({ fileName, data }) => [fileName, asText(data)]);

  test('compressed, as the example of MS-OXRTFCP 3.1.1 has it', () => {
    const example = Buffer.from(
      '2d0000002b0000004c5a4675f1c5c7a703000a007263706731323542320af32068656c090020627705b06c647d0a800fa0',
      'hex',
    );
    expect(Buffer.from(decompressRtf(example)).toString('latin1')).toBe(
      '{\\rtf1\\ansi\\ansicpg1252\\pard hello world}\r\n',
    );
    for (let end = 0; end < example.length; end++) decompressRtf(example.subarray(0, end));
  });

  test('are read as text, in their code page', () => {
    const text =
      "{\\rtf1\\ansi\\ansicpg936{\\fonttbl{\\f0 Arial;}}\\pard \\'c4\\'fa\\'ba\\'c3\\par 5 \\{pcs\\}\\tab \\u8364?9{\\*\\x hidden}}";
    expect(bodyOf(rtf(text))).toEqual([['body.txt', '您好\n5 {pcs}\t€9']]);
  });

  test('give back the HTML that Outlook wrapped (MS-OXRTFEX)', () => {
    const wrapped =
      '{\\rtf1\\ansi\\ansicpg1252\\fromhtml1 {\\*\\htmltag18 <html>}{\\*\\htmltag64 <p>}\\htmlrtf {\\htmlrtf0 Offer ' +
      '{\\*\\htmltag84 &lt;}\\htmlrtf <\\htmlrtf0 5{\\*\\mhtmltag1 x}\\htmlrtf }\\htmlrtf0 {\\*\\htmltag72 </p>}}';
    expect(bodyOf(rtf(wrapped))).toEqual([['body.html', '<html><p>Offer &lt;5</p>']]);
  });

  test('nested without end are read to a bound', () => {
    expect(bodyOf(rtf(`{\\rtf1 a${'{'.repeat(300_000)}b${'}'.repeat(300_000)}c}`))).toEqual([
      ['body.txt', 'ac'],
    ]);
  });
});

describe('garbage', () => {
  const whole = tnef(
    ofMessage(0x00069003, properties(variable(0x1f, 0x1000, utf16('text')), named('n', zero('v')))),
    begin(),
    title(zero('a.pdf')),
    content(PDF),
    ofAttachment(0x00069005, properties(variable(0x1f, 0x3707, utf16('long.pdf')))),
  );

  test('is nothing', () => {
    expect(extractTnef(new Uint8Array())).toEqual([]);
    expect(extractTnef(Buffer.from('not a TNEF stream at all'))).toEqual([]);
  });

  test('that begins well gives what came before', () => {
    const file = Buffer.concat([tnef(begin(), title(zero('a.pdf')), content(PDF)), Buffer.alloc(100, 0xff)]);
    expect(extractTnef(file)).toMatchObject([{ fileName: 'a.pdf', data: PDF }]);
  });

  test('cut anywhere never throws', () => {
    for (let end = 0; end < whole.length; end++) extractTnef(whole.subarray(0, end));
  });

  test('with any octet changed never throws', () => {
    for (let at = 0; at < whole.length; at++) {
      for (const value of [0, 1, 0x7f, 0x80, 0xff]) {
        const file = Buffer.from(whole);
        file[at] = value;
        extractTnef(file);
      }
    }
  });

  test('that claims millions of things ends soon', () => {
    const claim = Buffer.concat([u32(0xffffffff), Buffer.alloc(500_000)]);
    const liar = tnef(...Array.from({ length: 20 }, () => ofMessage(0x00069003, claim)));
    const many = tnef(...Array.from({ length: 20_000 }, begin));
    let nested = tnef(begin(), content(PDF));
    for (let i = 0; i < 50; i++) {
      const stream = Buffer.concat([Buffer.alloc(16), nested]);
      nested = tnef(begin(), ofAttachment(0x00069005, properties(variable(0x0d, 0x3701, stream))));
    }
    const start = process.threadCpuUsage();
    expect(extractTnef(liar)).toEqual([]);
    expect(extractTnef(many)).toEqual([]);
    expect(extractTnef(nested)).toEqual([]);
    expect(process.threadCpuUsage(start).user / 1_000).toBeLessThan(1_000);
  });
});

/** A real one; it lies beside the repository, not in it. */
const REAL = new URL(
  '../../../../../shared/corpora/spamassassin/easy-ham-2/01388.8bdd1ecbba6a6739b067fe88cd0fa281.txt',
  import.meta.url,
);
if (!existsSync(REAL))
  process.stderr.write('shared/corpora/spamassassin is absent: its winmail.dat is not tested\n');

test.skipIf(!existsSync(REAL))('a winmail.dat of Outlook 2000 is read to its end', async () => {
  const mail = await simpleParser(readFileSync(REAL));
  const winmail = mail.attachments.find(({ contentType }) => contentType === 'application/ms-tnef');
  expect(winmail).toBeDefined();
  const parts = extractTnef(winmail?.content ?? new Uint8Array());
  expect(parts.map(({ fileName }) => fileName)).toEqual(['body.txt']);
  expect(asText(parts[0]?.data)).toMatch(/^Autumn Weekend Break Bonanza - Special 3 Day Weekend Deals/);
  expect(asText(parts[0]?.data)).toContain('A 1.2 engine car from £22.00 UK POUNDS OR EURO 35 PER DAY\n');
});
