import iconv from 'iconv-lite';
import { describe, expect, it } from 'vitest';
import { normaliseAddress } from './normalise.ts';
import { parseAddressList } from './parse-list.ts';

const read = (field: string): [string | null, string][] =>
  parseAddressList(Buffer.from(field).toString('latin1'), 100).map(({ name, address }) => [name, address]);

describe('parseAddressList', () => {
  it.each<[string, string, [string | null, string][]]>([
    ['a bare address', 'A@B.com', [[null, 'a@b.com']]],
    ['a name', 'John Doe <j@x.com>', [['John Doe', 'j@x.com']]],
    [
      'a quoted name with a comma',
      '"Doe, John" <j@x.com>, b@y.org',
      [
        ['Doe, John', 'j@x.com'],
        [null, 'b@y.org'],
      ],
    ],
    ['a comment as name', 'j@x.com (John Doe)', [['John Doe', 'j@x.com']]],
    ['an initial', 'John Q. Public <j@x.com>', [['John Q. Public', 'j@x.com']]],
    [
      'a group',
      'Team: a@x.com, B <b@x.com>;, c@y.com',
      [
        [null, 'a@x.com'],
        ['B', 'b@x.com'],
        [null, 'c@y.com'],
      ],
    ],
    ['an empty group', 'undisclosed-recipients:;', []],
    [
      'semicolons',
      'a@x.com; b@y.com',
      [
        [null, 'a@x.com'],
        [null, 'b@y.com'],
      ],
    ],
    [
      'apostrophes around each',
      "'a@x.com', 'b@y.com'",
      [
        [null, 'a@x.com'],
        [null, 'b@y.com'],
      ],
    ],
    ['a route', '<@a.com,@b.com:john@c.com>', [[null, 'john@c.com']]],
    ['blanks around the dots', '<pete . smith @ silly . example>', [[null, 'pete.smith@silly.example']]],
    [
      'comments everywhere',
      'Pete(A wonderful \\) chap) <pete(his account)@silly.test(his host)>',
      [['Pete', 'pete@silly.test']],
    ],
    ['a quoted local part', '"john doe"@x.com', [[null, '"john doe"@x.com']]],
    ['quotation marks that are not needed', '<"john"@x.com>', [[null, 'john@x.com']]],
    ['an address literal', 'a@[192.168.0.1]', [[null, 'a@[192.168.0.1]']]],
    ['an international domain', 'a@xn--mnchen-3ya.de', [[null, 'a@münchen.de']]],
    ['raw UTF-8 (RFC 6532)', '张伟 <zhang@例子.中国>', [['张伟', 'zhang@例子.中国']]],
    ['an encoded name', '=?utf-8?B?5byg5Lyf?= <z@x.cn>', [['张伟', 'z@x.cn']]],
    ['an encoded name in quotation marks', '"=?utf-8?B?5byg5Lyf?=" <z@x.cn>', [['张伟', 'z@x.cn']]],
    [
      'a missing comma',
      'A <a@x.com> B <b@y.com>',
      [
        ['A', 'a@x.com'],
        ['B', 'b@y.com'],
      ],
    ],
    ['a missing bracket', 'John <j@x.com', [['John', 'j@x.com']]],
    [
      'a missing bracket before the next',
      'John <j@x.com, b@y.com',
      [
        ['John', 'j@x.com'],
        [null, 'b@y.com'],
      ],
    ],
    ['brackets twice', '<<j@x.com>>', [[null, 'j@x.com']]],
    ['a name without a bracket', 'John Doe j@x.com', [['John Doe', 'j@x.com']]],
    ['the whole in quotation marks', '"j@x.com"', [[null, 'j@x.com']]],
    ['a name that repeats the address', '"J@x.com" <j@x.com>', [[null, 'j@x.com']]],
    ['mailto', '<mailto:j@x.com>', [[null, 'j@x.com']]],
    ['no address at all', 'root', []],
    ['two at signs', 'a@b@c.com', []],
    ['empty', '', []],
    ['commas', ',,, ,', []],
  ])('reads %s', (_, field, mailboxes) => {
    expect(read(field)).toEqual(mailboxes);
  });

  it('reads a name in raw GBK, whose octets hold an at sign and a backslash', () => {
    const octets = Buffer.from(iconv.encode('丂燶 <z@x.cn>', 'gbk')).toString('latin1');
    expect(parseAddressList(octets, 10)).toEqual([{ name: '丂燶', address: 'z@x.cn' }]);
  });

  describe('never takes for an address', () => {
    it.each<[string, string, [string | null, string][]]>([
      [
        'what stands in a comment',
        '(a (b) evil@attacker.com) boss@customer.com',
        [['a (b) evil@attacker.com', 'boss@customer.com']],
      ],
      [
        'what stands in a quoted name',
        '"boss@customer.com" <evil@attacker.com>',
        [['boss@customer.com', 'evil@attacker.com']],
      ],
      [
        'what stands in a bare name',
        'boss@customer.com <evil@attacker.com>',
        [['boss@customer.com', 'evil@attacker.com']],
      ],
      [
        'what an encoded word decodes to',
        '=?utf-8?Q?boss=40customer.com=2C_=3Cx=40y.z=3E?= <evil@attacker.com>',
        [['boss@customer.com, <x@y.z>', 'evil@attacker.com']],
      ],
      ['an encoded word alone', '=?utf-8?Q?Boss_<boss=40customer.com>?=', []],
      ['a quoted name before an empty bracket', '"boss@customer.com" <>', []],
      [
        'a part of a local part',
        '"boss@customer.com> <"@attacker.com',
        [[null, '"boss@customer.com> <"@attacker.com']],
      ],
      [
        'a comment that never closes',
        '(boss@customer.com <evil@attacker.com>',
        [['boss@customer.com', 'evil@attacker.com']],
      ],
    ])('%s', (_, field, mailboxes) => {
      expect(read(field)).toEqual(mailboxes);
    });
  });

  it('stops at the limit, in bounded time', () => {
    const start = process.threadCpuUsage();
    expect(parseAddressList('a@b.com,'.repeat(30_000), 2000)).toHaveLength(2000);
    parseAddressList('('.repeat(100_000), 10);
    parseAddressList('['.repeat(100_000), 10);
    parseAddressList('<'.repeat(100_000), 10);
    parseAddressList('"'.repeat(100_000), 10);
    parseAddressList('a '.repeat(100_000), 10);
    parseAddressList('(a'.repeat(50_000), 10);
    parseAddressList('=?a?Q?'.repeat(30_000), 10);
    expect(process.threadCpuUsage(start).user / 1_000).toBeLessThan(3000);
  });
});

describe('normaliseAddress', () => {
  it('drops an address that is too long rather than making another one of it', () => {
    expect(normaliseAddress(`${'a'.repeat(320)}@x.com`)).toBe(null);
  });
  it('drops control characters in the domain', () => {
    expect(normaliseAddress('a@x.com\r\nRCPT TO')).toBe(null);
  });
});
