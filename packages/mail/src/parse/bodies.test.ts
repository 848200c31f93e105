import { describe, expect, it } from 'vitest';
import * as tnefFile from '../html/tnef-writer.ts';
import { extractBodies, parseMessage } from './index.ts';

const mail = (...lines: string[]): Buffer => Buffer.from(lines.join('\r\n'), 'latin1');
/** One BER element of less than 64 KB. */
const ber = (tag: number, ...content: Buffer[]): Buffer => {
  const octets = Buffer.concat(content);
  return Buffer.concat([Buffer.of(tag, 0x82, octets.length >> 8, octets.length & 255), octets]);
};

describe('the text of a message', () => {
  it.each([
    ['says that it is one', 'Your mail program does not show HTML.', 'Quotation: '.repeat(40).trim()],
    ['is the same words', 'Quotation', `Quotation ${'and our terms '.repeat(60)}`.trim(), 'plain'],
    ['is a link to the web', 'View this mail: https://x.example/1', 'New prices '.repeat(40).trim()],
    ['is dots', '...', 'Hello'],
  ])(
    'reads the HTML where the plain part %s, unless its words are there',
    (_, plain, html, source = 'html') => {
      const parts = ['--a', '', plain, '--a', 'Content-Type: text/html', '', `<p>${html}</p>`, '--a--'];
      const parsed = parseMessage(mail('Content-Type: multipart/alternative; boundary=a', '', ...parts));
      expect([parsed.text, parsed.textSource]).toEqual([source === 'html' ? html : plain, source]);
    },
  );

  it('reads a web page that is labelled as plain text', () => {
    for (const type of ['Content-Type: text/plain; charset=utf-8', 'X-Mailer: PHP']) {
      const raw = mail(type, '', '<!DOCTYPE html>', '<html><body><p>5 &lt; 6</p></body></html>');
      expect(parseMessage(raw)).toMatchObject({ text: '5 < 6', preview: '5 < 6', hasHtml: true });
      expect(extractBodies(raw).html).toMatch(/<p>5 &lt; 6/);
    }
  });

  it('reads pieces of HTML that are labelled as plain text, and leaves text that only speaks of it', () => {
    expect(parseMessage(mail('', '<div style="x">Price: <b>5</b></div>')).text).toBe('Price: 5');
    expect(parseMessage(mail('', '<p> is a paragraph')).text).toBe('<p> is a paragraph');
    expect(parseMessage(mail('', 'Use <p>x</p>')).text).toBe('Use <p>x</p>');
  });

  it('has no blanks of HTML where a program left them in the plain part beside it', () => {
    const plain = 'sent&nbsp;today&nbsp; &amp;';
    expect(parseMessage(mail('', plain)).text).toBe(plain);
    const both = ['--a', '', plain, '--a', 'Content-Type: text/html', '', 'sent today &amp;', '--a--'];
    expect(parseMessage(mail('Content-Type: multipart/alternative; boundary=a', '', ...both)).text).toBe(
      'sent today  &amp;',
    );
  });

  it('reads what an opaque signature encloses, in one piece or in a stream of pieces', () => {
    const inner = mail('Content-Type: text/html', '', '<p>signed</p>');
    const oid = (last: number) =>
      ber(0x06, Buffer.from(`2a864886f70d0107${last.toString(16).padStart(2, '0')}`, 'hex'));
    const signed = (content: Buffer) =>
      ber(0x30, oid(2), ber(0xa0, ber(0x30, ber(0x02, Buffer.of(1)), ber(0x31), ber(0x30, oid(1), content))));
    const stream = Buffer.concat([
      Buffer.of(0xa0, 0x80, 0x24, 0x80),
      ber(0x04, inner.subarray(0, 9)),
      ber(0x04, inner.subarray(9)),
      Buffer.alloc(4),
    ]);
    for (const p7m of [signed(ber(0xa0, ber(0x04, inner))), signed(stream)]) {
      const raw = mail(
        'Content-Type: application/pkcs7-mime; smime-type=signed-data; name=smime.p7m',
        'Content-Transfer-Encoding: base64',
        '',
        p7m.toString('base64'),
      );
      expect(parseMessage(raw)).toMatchObject({
        text: 'signed',
        hasHtml: true,
        attachments: [{ fileName: 'smime.p7m', size: p7m.length }],
      });
      expect(extractBodies(raw).html).toBe('<p>signed</p>');
    }
    for (const cut of [0, 1, 5, 12, 30]) {
      const raw = mail(
        'Content-Type: application/pkcs7-mime',
        'Content-Transfer-Encoding: base64',
        '',
        signed(stream).subarray(0, cut).toString('base64'),
      );
      expect(parseMessage(raw)).toMatchObject({ tier: 'full', text: '' });
    }
  });

  it('reads the body out of winmail.dat where there is no other', () => {
    const { tnef, begin, title, zero, content, ofMessage } = tnefFile;
    const winmail = tnef(
      ofMessage(0x0002800c, zero('Dear all')),
      begin(),
      title(zero('offer.txt')),
      content(Buffer.from('10 USD')),
    );
    const raw = mail(
      'Content-Type: application/ms-tnef; name=winmail.dat',
      'Content-Transfer-Encoding: base64',
      '',
      winmail.toString('base64'),
    );
    expect(parseMessage(raw)).toMatchObject({ text: 'Dear all', preview: 'Dear all' });
    expect(extractBodies(raw).text).toBe('Dear all');
  });
});
