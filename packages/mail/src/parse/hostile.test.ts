/** Structure that is broken or meant to harm: read as far as the bounds go, in bounded time. */
import { describe, expect, it } from 'vitest';
import { parseMessage } from './index.ts';
import { addressLimit, partLimit, textLimit } from './limits.ts';

const mail = (...lines: string[]): Buffer => Buffer.from(lines.join('\r\n'), 'latin1');

const envelope = [
  'Message-ID: <1@customer.com>',
  'From: Ann <ann@customer.com>',
  'To: sales@export.cn',
  'Date: Mon, 4 Mar 2024 10:00:00 +0800',
  'Subject: Inquiry',
  'MIME-Version: 1.0',
];

describe('boundaries', () => {
  const part = (text: string): string[] => ['Content-Type: text/plain', '', text];
  it('a longer boundary is not the shorter one that begins it', () => {
    const raw = mail(
      'Content-Type: multipart/mixed; boundary=abc',
      '',
      '--abc',
      ...part('one'),
      '--abcd',
      'x',
      '--abc-- ',
      '',
    );
    expect(parseMessage(raw).text).toBe('one\n--abcd\nx');
  });
  it('the last part ends with the message where the closing boundary is missing', () => {
    const raw = mail(
      'Content-Type: multipart/mixed; boundary=abc',
      '',
      '--abc',
      ...part('one'),
      '--abc',
      ...part('two'),
    );
    expect(parseMessage(raw).text).toBe('one\n\ntwo');
  });
  it('an inner multipart without its closing boundary ends with the outer part', () => {
    const raw = mail(
      'Content-Type: multipart/mixed; boundary=o',
      '',
      '--o',
      'Content-Type: multipart/mixed; boundary=i',
      '',
      '--i',
      ...part('one'),
      '--o',
      ...part('two'),
      '--o--',
    );
    expect(parseMessage(raw).text).toBe('one\n\ntwo');
  });
  it('is found where the header does not name it', () => {
    const raw = mail('Content-Type: multipart/mixed', '', '--abc', ...part('one'), '--abc--');
    expect(parseMessage(raw).text).toBe('one');
  });
  it('text that no boundary divides is kept', () => {
    expect(parseMessage(mail('Content-Type: multipart/mixed; boundary=abc', '', 'text')).text).toBe('text');
  });
});

describe('bounds', () => {
  const timed = (raw: Buffer): ReturnType<typeof parseMessage> => {
    const start = process.threadCpuUsage();
    const parsed = parseMessage(raw);
    expect(process.threadCpuUsage(start).user / 1_000).toBeLessThan(5000);
    return parsed;
  };

  it('10,000 parts: those within the bound are read, and the rest makes a difference', () => {
    const parts = Array.from({ length: 10_000 }, (_, i) => `--b\r\n\r\npart ${i}`).join('\r\n');
    const raw = (more: string): Buffer =>
      mail(...envelope, 'Content-Type: multipart/mixed; boundary=b', '', parts, more);
    const parsed = timed(raw(''));
    expect(parsed).toMatchObject({ tier: 'headers', quarantineReason: 'too-many-parts', subject: 'Inquiry' });
    expect(parsed.text).toContain(`part ${partLimit - 2}`);
    expect(parseMessage(raw('other')).fingerprint).not.toBe(parsed.fingerprint);
  });

  it('5 MB of header: the fields before the bound are read, and the body', () => {
    const junk = Array.from({ length: 50_000 }, (_, i) => `X-Junk-${i}: ${'j'.repeat(90)}`);
    expect(timed(mail(...envelope, ...junk, '', 'body'))).toMatchObject({
      tier: 'headers',
      quarantineReason: 'header-too-large',
      subject: 'Inquiry',
      text: 'body',
    });
  });

  it('one field of 5 MB: the fields after it are read', () => {
    const parsed = timed(mail(`X-Long: ${'a '.repeat(2_500_000)}`, ...envelope, '', 'body'));
    expect(parsed).toMatchObject({ subject: 'Inquiry', text: 'body', quarantineReason: 'header-too-large' });
  });

  it('too many addresses: the first of them', () => {
    const many = Array.from({ length: 3000 }, (_, i) => `a${i}@b.com`).join(',\r\n ');
    const parsed = timed(mail('From: f@x.com', `To: ${many}`, '', 'x'));
    expect(parsed.quarantineReason).toBe('too-many-addresses');
    expect(parsed.addresses).toHaveLength(addressLimit);
  });

  it('200 levels of nesting, of multiparts and of messages', () => {
    let multipart = 'Content-Type: text/plain\r\n\r\ndeep';
    let message = 'Subject: deep\r\n\r\ndeep';
    for (let i = 0; i < 200; i++) {
      multipart = `Content-Type: multipart/mixed; boundary=b${i}\r\n\r\n--b${i}\r\n${multipart}\r\n--b${i}--`;
      message = `Content-Type: message/rfc822\r\n\r\n${message}`;
    }
    expect(timed(mail(multipart)).quarantineReason).toBe('nested-too-deep');
    expect(timed(mail(message)).quarantineReason).toBe('nested-too-deep');
  });

  it('nested multiparts that share one boundary', () => {
    const level = 'Content-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\n';
    expect(timed(mail(level.repeat(300), '', 'text', '--b--')).tier).toBe('full');
  });

  it('5 MB of HTML with 600 nested tables', () => {
    const html = `${'<table><tr><td>'.repeat(600)}${'<p>word</p>'.repeat(450_000)}${'</td></tr></table>'.repeat(600)}`;
    const parsed = timed(mail('Content-Type: text/html', '', html));
    expect(parsed).toMatchObject({ tier: 'full', textSource: 'html' });
    expect(parsed.text.length).toBeLessThanOrEqual(textLimit);
  });

  it('text beyond a million characters is cut, and says so', () => {
    const parsed = timed(mail('', 'word '.repeat(300_000)));
    expect([parsed.text.length <= textLimit, parsed.textTruncated, parsed.tier]).toEqual([
      true,
      true,
      'full',
    ]);
  });

  it.each([
    [
      'boundary lines without a part',
      `Content-Type: multipart/mixed; boundary=b\r\n\r\n${'--b\r\n'.repeat(200_000)}`,
    ],
    ['dashes', `Content-Type: multipart/mixed; boundary=-\r\n\r\n${'-'.repeat(2_000_000)}`],
    [
      'quoted-printable of equals signs',
      `Content-Transfer-Encoding: quoted-printable\r\n\r\n${'='.repeat(2_000_000)}`,
    ],
    [
      'quoted-printable of blanks',
      `Content-Transfer-Encoding: quoted-printable\r\n\r\n${`${' '.repeat(1000)}\n`.repeat(2000)}`,
    ],
    [
      'quoted-printable of open soft breaks',
      `Content-Transfer-Encoding: quoted-printable\r\n\r\n${'= '.repeat(500_000)}`,
    ],
    ['blanks at line ends', `\r\n${`${' '.repeat(100_000)}x\n`.repeat(20)}`],
    [
      'base64 of padding',
      `Content-Type: image/png\r\nContent-Transfer-Encoding: base64\r\n\r\n${'QQ==\r\n'.repeat(300_000)}`,
    ],
    ['a parameter of semicolons', `Content-Type: text/plain${';'.repeat(200_000)}\r\n\r\nx`],
    ['a parameter of quotation marks', `Content-Type: text/plain; a=${'"'.repeat(200_000)}\r\n\r\nx`],
    ['a parameter of parentheses', `Content-Type: text/plain; a=${'('.repeat(200_000)}\r\n\r\nx`],
    ['a subject of marks', `Subject: ${'Re: '.repeat(60_000)}\r\n\r\nx`],
    ['a subject of brackets', `Subject: ${'['.repeat(200_000)}\r\n\r\nx`],
    ['references of brackets', `References: ${'<'.repeat(200_000)}\r\n\r\nx`],
    ['a date of digits', `Date: ${'1 '.repeat(100_000)}\r\n\r\nx`],
    ['enriched text of brackets', `Content-Type: text/enriched\r\n\r\n${'<'.repeat(1_000_000)}`],
    ['quote marks', `\r\n${'>'.repeat(1_000_000)}\n${'>\n'.repeat(100_000)}`],
  ])('%s', (_, text) => {
    timed(Buffer.from(text, 'latin1'));
  });
});
