import iconv from 'iconv-lite';
import { describe, expect, it } from 'vitest';
import { decodeHeaderText } from './encoded-word.ts';

const base64 = (text: string, encoding: string): string =>
  Buffer.from(iconv.encode(text, encoding)).toString('base64');
const octets = (text: string, encoding: string): string =>
  Buffer.from(iconv.encode(text, encoding)).toString('latin1');

describe('decodeHeaderText', () => {
  it.each([
    ['plain text', 'Hello', 'Hello'],
    ['Q', '=?utf-8?Q?Quotation_=E2=80=93_PO?=', 'Quotation – PO'],
    ['B', `=?gb2312?B?${base64('报价单', 'gbk')}?=`, '报价单'],
    ['a language tag (RFC 2231 5)', '=?us-ascii*en?Q?Keith_Moore?=', 'Keith Moore'],
    ['no blank between two words', '=?utf-8?Q?a?= =?utf-8?Q?b?=', 'ab'],
    ['a blank between a word and text', '=?utf-8?Q?a?= b', 'a b'],
    ['a fold between two words', '=?utf-8?Q?a?=\t =?utf-8?Q?_b?=', 'a b'],
    ['a character split between two words, Q', '=?utf-8?Q?=E4=BD?= =?utf-8?Q?=A0?=', '你'],
    ['a character split between two words, B', '=?utf-8?B?5L0=?= =?utf-8?B?oA==?=', '你'],
    ['base64 cut at a wrong length', '=?utf-8?B?5L2?= =?utf-8?B?g5aW9?=', '你好'],
    ['a word glued to text', 'Re:=?utf-8?Q?_caf=C3=A9?=!', 'Re: café!'],
    ['blanks inside', '=?utf-8?Q?caf=C3=A9 au lait?=', 'café au lait'],
    ['a question mark inside', '=?utf-8?Q?how? caf=C3=A9?=', 'how? café'],
    ['an unknown charset', '=?x-what?Q?caf=C3=A9?=', 'café'],
    ['a wrong label', `=?iso-8859-1?B?${base64('café', 'utf8')}?=`, 'café'],
    ['no end', '=?utf-8?Q?caf', '=?utf-8?Q?caf'],
    ['words of two charsets', `=?gb2312?B?${base64('报价', 'gbk')}?= =?utf-8?Q?=C3=A9?=`, '报价é'],
    [
      'ISO-2022-JP split between words',
      '=?ISO-2022-JP?B?GyRCJUYlOSVIGyhC?= =?ISO-2022-JP?B?GyRCJUYlOSVIGyhC?=',
      'テストテスト',
    ],
    ['raw UTF-8 (RFC 6532)', octets('Angebot für 张伟', 'utf8'), 'Angebot für 张伟'],
    ['raw GBK', octets('关于订单的交期', 'gbk'), '关于订单的交期'],
    ['raw octets beside words', `${octets('订单确认', 'gbk')} =?utf-8?Q?=C3=A9?=`, '订单确认 é'],
  ])('reads %s', (_, field, text) => {
    expect(decodeHeaderText(field)).toBe(text);
  });

  it('takes linear time over a field of word beginnings', () => {
    const start = process.threadCpuUsage();
    decodeHeaderText('=?a?Q?'.repeat(40_000));
    decodeHeaderText('=?'.repeat(120_000));
    decodeHeaderText(`=?a?B?${'A'.repeat(200_000)}`);
    expect(process.threadCpuUsage(start).user / 1_000).toBeLessThan(2000);
  });
});
