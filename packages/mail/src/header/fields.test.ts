import { describe, expect, it } from 'vitest';
import { readHeaderBlock } from './block.ts';
import { newestReceived, parseDate } from './date.ts';
import { cleanFileName } from './file-name.ts';
import { parseInReplyTo, parseMessageId, parseReferences } from './message-id.ts';
import { parameterText, parseParameterised } from './parameter.ts';
import { baseSubject } from './subject.ts';

describe('readHeaderBlock', () => {
  const read = (text: string): { fields: string[]; body: string } => {
    const bytes = Buffer.from(text, 'latin1');
    const block = readHeaderBlock(bytes, 0, bytes.length, true);
    return {
      fields: block.fields.map((field) => `${field.name}=${field.value}`),
      body: bytes.toString('latin1', block.bodyStart),
    };
  };
  it.each([
    ['folded lines', 'A: 1\r\n 2\r\n\t3\r\n\r\nx', ['a=1 2 3'], 'x'],
    ['bare line feeds', 'A: 1\nB: 2\n\nx', ['a=1', 'b=2'], 'x'],
    ['mixed line ends', 'A: 1\r\r\nB: 2\n\r\nx', ['a=1', 'b=2'], 'x'],
    ['a blank before the colon', 'Subject : Hi\r\n\r\nx', ['subject=Hi'], 'x'],
    ['no body', 'A: 1\r\nB: 2', ['a=1', 'b=2'], ''],
    ['no header', '\r\nbody', [], 'body'],
    ['only a body', 'just text\r\nmore', [], 'just text\r\nmore'],
    ['a missing blank line', 'A: 1\r\nDear sir, we\r\nwrite', ['a=1'], 'Dear sir, we\r\nwrite'],
    ['a stray line between fields', 'A: 1\r\ngarbage\r\nB: 2\r\n\r\nx', ['a=1', 'b=2'], 'x'],
    ['an mbox line', 'From a@b Mon Jan 1\nA: 1\n\nx', ['a=1'], 'x'],
    ['blank lines before the header', '\r\n\r\nA: 1\r\n\r\nx', ['a=1'], 'x'],
    ['nothing', '', [], ''],
  ])('reads %s', (_, text, fields, body) => {
    expect(read(text)).toEqual({ fields, body });
  });
});

describe('parseDate', () => {
  it.each([
    ['Fri, 21 Nov 1997 09:55:06 -0600', '1997-11-21T15:55:06Z'],
    ['21 Nov 97 09:55:06 GMT', '1997-11-21T09:55:06Z'],
    ['Fri, 21 Nov 1997 09:55 EST', '1997-11-21T14:55:00Z'],
    ['Fri, 21 Nov 1997 09(comment): 55 : 06 -0600', '1997-11-21T15:55:06Z'],
    ['Mon, 4 Mar 2024 10:00:00 +0800 (CST)', '2024-03-04T02:00:00Z'],
    ['Mon, 4 Mar 2024 10:00:00 GMT+0800', '2024-03-04T02:00:00Z'],
    ['Mon, 4 Mar 2024 10:00:00 +08:00', '2024-03-04T02:00:00Z'],
    ['4-Mar-2024 10:00:00', '2024-03-04T10:00:00Z'],
    ['Mon Mar  4 10:00:00 2024', '2024-03-04T10:00:00Z'],
    ['Mon Mar 4 10:00:00 EST 2024', '2024-03-04T15:00:00Z'],
    ['2024-03-04T10:00:00+08:00', '2024-03-04T02:00:00Z'],
    ['2024-03-04 10:00:00', '2024-03-04T10:00:00Z'],
    ['Mon, 4 Mar 2024 10.00.00 +0000', '2024-03-04T10:00:00Z'],
    ['Mon, 4 Mar 2024 03:04:05 PM +0000', '2024-03-04T15:04:05Z'],
    ['Mon, 4 Mar 102 10:00:00 +0000', '2002-03-04T10:00:00Z'],
    ['Mon, 4 Mar 2024 23:59:60 +0000', '2024-03-04T23:59:59Z'],
    ['Mon, 4 Mar 2024 10:00:00 -9900', '2024-03-04T10:00:00Z'],
    ['Sat, 31 Feb 2024 10:00:00 +0000', null],
    ['Mon, 4 Mar 3609 10:00:00 +0000', null],
    ['1 Jan 1960 00:00:00 +0000', null],
    ['yesterday', null],
    ['', null],
  ])('%s is %s', (text, iso) => {
    expect(parseDate(text)).toBe(iso === null ? null : Date.parse(iso));
  });

  it('takes the newest of the Received fields', () => {
    const fields = ['by a; Mon, 4 Mar 2024 10:00:00 +0000', 'by b; Mon, 4 Mar 2024 11:00:00 +0000', 'by c'];
    expect(newestReceived(fields)).toBe(Date.parse('2024-03-04T11:00:00Z'));
  });
});

describe('message ids', () => {
  it.each([
    ['<a@b>', 'a@b'],
    [' <a@b> (added by x)', 'a@b'],
    ['a@b', 'a@b'],
    ['<a\t@ b>', 'a@b'],
    ['<no-at-sign>', 'no-at-sign'],
    ['', null],
    ['<>', null],
  ])('Message-ID %s is %s', (field, id) => {
    expect(parseMessageId(field)).toBe(id);
  });

  it('takes the id out of an old In-Reply-To', () => {
    expect(parseInReplyTo('Your message of "Mon" <a@b> x@y')).toBe('a@b');
    expect(parseInReplyTo("John's mail of Monday")).toBe(null);
  });

  it('keeps the first and the newest 49 References, without doubles', () => {
    expect(parseReferences('<a@b> <c@d>\t<a@b><e@f>')).toEqual(['a@b', 'c@d', 'e@f']);
    const many = Array.from({ length: 120 }, (_, i) => `<${i}@x>`).join(' ');
    const kept = parseReferences(many);
    expect([kept.length, kept[0], kept[1], kept[49]]).toEqual([50, '0@x', '71@x', '119@x']);
  });
});

describe('baseSubject', () => {
  it.each([
    ['Re: Quote', 'Quote', true],
    ['Re: Fwd: RE : Quote', 'Quote', true],
    ['[list] Re: [list] Quote (fwd)', 'Quote', true],
    ['[list] Quote', 'Quote', false],
    ['[only]', '[only]', false],
    ['[fwd: Quote]', 'Quote', true],
    ['Re[2]: Quote', 'Quote', true],
    ['回复: 询价', '询价', true],
    ['回复：询价', '询价', true],
    ['答复: Re: 询价', '询价', true],
    ['回覆: 轉寄: 詢價', '詢價', true],
    ['转发：询价', '询价', true],
    ['AW: WG: Angebot', 'Angebot', true],
    ['SV: Antw: RV: TR: x', 'x', true],
    ['Odp: YNT: x', 'x', true],
    ['Ответ: x', 'x', true],
    ['R: I: Offerta', 'Offerta', true],
    ['На: HA: x', 'x', true],
    ['İLT: ΑΠ: רד: x', 'רד: x', true],
    ['رد: إعادة توجيه: تشابه', 'تشابه', true],
    ['Trả lời: תשובה: x', 'x', true],
    ['***SPAM*** Re: {Spam?} AW: x', 'x', true],
    ['I need a quote: x', 'I need a quote: x', false],
    ['R&D: x', 'R&D: x', false],
    ['Regarding: x', 'Regarding: x', false],
    ['Reply', 'Reply', false],
    ['', '', false],
    ['Re:', '', true],
  ])('%s is %s', (subject, base, isReply) => {
    expect(baseSubject(subject)).toEqual({ base, isReply });
  });
});

describe('file names', () => {
  const nameOf = (field: string): string | null =>
    cleanFileName(parameterText(parseParameterised(field), 'filename', null));
  it.each([
    ['plain', 'attachment; filename=a.pdf', 'a.pdf'],
    ['quoted', 'attachment; filename="a; b.pdf"', 'a; b.pdf'],
    ['unquoted with blanks', 'attachment; filename=price list.pdf', 'price list.pdf'],
    ['RFC 2231', "attachment; filename*=utf-8'zh'%E6%8A%A5%E4%BB%B7.pdf", '报价.pdf'],
    [
      'RFC 2231 in pieces',
      "attachment; filename*0*=utf-8''%E6%8A; filename*1*=%A5%E4%BB%B7; filename*2=.pdf",
      '报价.pdf',
    ],
    ['RFC 2231 without its star', 'attachment; filename="UTF-8\'\'%E6%8A%A5%E4%BB%B7.pdf"', '报价.pdf'],
    ['unquoted with brackets', 'attachment; filename=offer(1).pdf', 'offer(1).pdf'],
    ['unquoted with a comment', 'attachment; filename=offer.pdf (the newest)', 'offer.pdf'],
    // 表 and 蓋 end in a backslash.
    ['raw Shift_JIS before the closing mark', 'attachment; filename="\x97\x5c\x92\xe8\x95\x5c"', '予定表'],
    ['RFC 2231 in plain pieces', 'attachment; filename*0="a b"; filename*1="c.pdf"', 'a bc.pdf'],
    ['RFC 2047 in a parameter', 'attachment; filename="=?utf-8?B?5oql5Lu3?=.pdf"', '报价.pdf'],
    ['both: RFC 2231 counts', "attachment; filename=x.pdf; filename*=utf-8''y.pdf", 'y.pdf'],
    ['a path of Windows', 'attachment; filename="C:\\temp\\a.pdf"', 'a.pdf'],
    ['a path of Unix', 'attachment; filename="../../etc/passwd"', 'passwd'],
    ['a bidi override', "attachment; filename*=utf-8''a%E2%80%AEfdp.exe", 'afdp.exe'],
    ['NUL and line ends', "attachment; filename*=utf-8''a%00b%0D%0A.pdf", 'ab .pdf'],
    ['dots alone', 'attachment; filename=".."', null],
    ['none', 'attachment', null],
    ['a mark that never closes', 'attachment; filename="a.pdf; size=3', 'a.pdf'],
  ])('%s', (_, field, name) => {
    expect(nameOf(field)).toBe(name);
  });

  it('keep their extension when they are cut', () => {
    const name = cleanFileName(`${'很长'.repeat(300)}.xlsx`);
    expect([name?.length, name?.endsWith('.xlsx')]).toEqual([200, true]);
  });
});
