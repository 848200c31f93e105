import { describe, expect, it } from 'vitest';
import { parseQuery, plainWords } from './parse-query.ts';
import { readDays } from './read-day.ts';
import { type QueryNode } from './tree.ts';

/** A Sunday. */
const TODAY = '2026-11-29';

/** As one line: and(a b), or(…), -x, "phrase", word*, field:value. */
function write(node: QueryNode): string {
  switch (node.op) {
    case 'and':
    case 'or':
      return `${node.op}(${node.items.map(write).join(' ')})`;
    case 'not':
      return `-${write(node.item)}`;
    case 'word':
      return node.text + (node.prefix ? '*' : '');
    case 'phrase':
      return `"${node.text}"`;
    case 'text':
      return `${node.field}:${node.exact ? `"${node.text}"` : node.text}${node.prefix ? '*' : ''}`;
    case 'choice':
      return `${node.field}:${node.value}`;
    case 'lang':
      return `lang:${node.value}`;
    case 'date':
      return `${node.field}:${node.first}..${node.last}`;
    case 'larger':
      return `larger:${node.octets}`;
  }
}
const read = (query: string) => {
  const parsed = parseQuery(query, TODAY);
  return parsed.ok ? write(parsed.tree) : parsed.fault;
};

describe('a query', () => {
  it.each([
    ['invoice', 'invoice'],
    ['stainless steel', 'and(stainless steel)'],
    ['"stainless steel" hinge', 'and("stainless steel" hinge)'],
    ['“不锈钢 铰链” 报价', 'and("不锈钢 铰链" 报价)'],
    ['hinge -door', 'and(hinge -door)'],
    ['hinge NOT door', 'and(hinge -door)'],
    ['-(door OR window)', '-or(door window)'],
    ['a b OR c d', 'or(and(a b) and(c d))'],
    ['a | b', 'or(a b)'],
    ['(a OR b) c', 'and(or(a b) c)'],
    ['quot*', 'quot*'],
    ['from:hans', 'from:hans'],
    ['from:"Hans Müller"', 'from:"Hans Müller"'],
    ['发件人:张伟 客户：宏达', 'and(from:张伟 customer:宏达)'],
    ['From:@acme.de', 'from:@acme.de'],
    ['-from:hans', '-from:hans'],
    ['subject:pric*', 'subject:pric*'],
    ['has:attachment 有:附件', 'and(has:attachment has:attachment)'],
    ['type:xlsx 类型:图片', 'and(type:spreadsheet type:image)'],
    ['grade:a', 'grade:A'],
    ['is:unanswered 是:未归并', 'and(is:unanswered is:unfiled)'],
    ['direction:sent', 'direction:outbound'],
    ['lang:ZH', 'lang:zh'],
    ['larger:5mb', 'larger:5242880'],
    ['larger:1.5M', 'larger:1572864'],
    ['before:2026-03', 'before:2026-03-01..2026-03-31'],
    ['after:2024', 'after:2024-01-01..2024-12-31'],
    ['on:15.3.2026', 'on:2026-03-15..2026-03-15'],
    ['之后:2026年3月', 'after:2026-03-01..2026-03-31'],
    ['after:7d', 'after:2026-11-22..2026-11-22'],
    ['Re: offer', 'and(Re: offer)'],
    ['https://acme.de/a?b=c', 'https://acme.de/a?b=c'],
    ['12:30 12" - x', 'and(12:30 12" - x)'],
    // As people type and paste.
    ['from: hans 客户： 宏达', 'and(from:hans customer:宏达)'],
    ['发件人： “王 伟” -to: anna', 'and(from:"王 伟" -to:anna)'],
    ['on: last-month Size: 20 Account: 6222', 'and(on:2026-10-01..2026-10-31 Size: 20 Account: 6222)'],
    ['From: Hans <hans@acme.de> Subject: Re: offer', 'and(from:Hans <hans@acme.de> subject:Re: offer)'],
    ['回复：报价单 转发:订单 Re:offer', 'and(回复： 报价单 转发: 订单 Re: offer)'],
    ['mailto:hans@acme.de tel:+49171', 'and(hans@acme.de +49171)'],
    ['1/2" x 3/4” valve 12" pipe', 'and(1/2" x 3/4” valve 12" pipe)'],
    ['"po 12" hinge', 'and("po 12" hinge)'],
    ['„bolt” »nut« “hinge"', 'and("bolt" "nut" "hinge")'],
    ['sender:hans 公司:宏达', 'and(from:hans customer:宏达)'],
    ['on:"last month"', 'on:2026-10-01..2026-10-31'],
    ['PO-2024/118', 'PO-2024/118'],
    ['价格 - 数量', 'and(价格 - 数量)'],
  ])('%s', (query, tree) => {
    expect(read(query)).toBe(tree);
  });
});

describe('a query at fault', () => {
  it.each([
    ['', 'nothing-asked', [0, 0]],
    ['   ', 'nothing-asked', [0, 3]],
    ['a "b c', 'unclosed-quote', [2, 6]],
    ['(a b', 'unclosed-bracket', [0, 1]],
    ['a) b', 'stray-bracket', [1, 2]],
    ['a OR', 'missing-operand', [4, 4]],
    ['OR a', 'missing-operand', [0, 2]],
    ['()', 'missing-operand', [1, 2]],
    ['form:hans', 'unknown-field', [0, 5]],
    ['from:(a)', 'missing-value', [0, 5]],
    ['from:""', 'missing-value', [0, 5]],
    ['x before:2026-13', 'bad-date', [9, 16]],
    ['before:2026-02-30', 'bad-date', [7, 17]],
    ['larger:big', 'bad-size', [7, 10]],
    ['has:wings', 'bad-choice', [4, 9]],
    ['lang:english', 'bad-choice', [5, 12]],
  ] as const)('%s', (query, code, at) => {
    expect(read(query)).toMatchObject({ code, at });
  });

  it('says what was meant, perhaps', () => {
    expect(read('form:hans')).toMatchObject({ hints: expect.arrayContaining(['from']) as string[] });
    expect(read('has:wings')).toMatchObject({ hints: ['attachment', 'image', 'link'] });
  });

  it('is told nothing that is far from what was written', () => {
    expect(read('电话:138')).toMatchObject({ code: 'unknown-field', hints: [] });
    expect(read('发人:王')).toMatchObject({ hints: expect.arrayContaining(['from']) as string[] });
  });

  it('has its words still, which can be searched for', () => {
    for (const query of [
      '电话：138 (rev. 2',
      'a) price "b -c OR from:x',
      `${'长'.repeat(30)} `.repeat(60),
      '-(x|',
      'https://a.de/b (c',
    ])
      expect(read(plainWords(query)), query).toEqual(expect.any(String));
    expect(plainWords('电话：138 "a -b OR (c|d https://a.de:8')).toBe('电话 138 a b c d https://a.de 8');
  });

  it('is told of its bounds', () => {
    expect(read('a'.repeat(1_001))).toMatchObject({ code: 'too-long' });
    expect(read('a '.repeat(300))).toMatchObject({ code: 'too-many' });
    expect(read(`${'('.repeat(50)}a${')'.repeat(50)}`)).toMatchObject({ code: 'too-deep' });
    expect(read(`${'-'.repeat(50)}a`)).toMatchObject({ code: 'too-deep' });
  });
});

it.each([
  ['today', '2026-11-29', '2026-11-29'],
  ['昨天', '2026-11-28', '2026-11-28'],
  ['last-week', '2026-11-16', '2026-11-22'],
  ['上周', '2026-11-16', '2026-11-22'],
  ['本月', '2026-11-01', '2026-11-30'],
  ['上个月', '2026-10-01', '2026-10-31'],
  ['去年', '2025-01-01', '2025-12-31'],
  ['last-year', '2025-01-01', '2025-12-31'],
  ['3m', '2026-08-29', '2026-08-29'],
  ['2w', '2026-11-15', '2026-11-15'],
  ['前天', '2026-11-27', '2026-11-27'],
  ['最近7天', '2026-11-22', '2026-11-22'],
  ['近三个月', '2026-08-29', '2026-08-29'],
  ['半年', '2026-05-29', '2026-05-29'],
  ['3月', '2026-03-01', '2026-03-31'],
  ['12月5日', '2025-12-05', '2025-12-05'],
])('the day “%s”', (written, first, last) => {
  expect(readDays(written, TODAY)).toEqual({ first, last });
});

it('answers any text with a tree or a fault whose place is in the text', () => {
  const pieces = [
    'a',
    '"',
    '“',
    '”',
    '(',
    ')',
    '-',
    '!',
    '|',
    ' OR ',
    'from:',
    '客户：',
    'before:',
    '2026-1',
    '*',
    ' ',
    '：',
    '\\',
    "'",
    '\u0000',
    '不',
    '𠀀',
    ':',
    'has:',
    'larger:9',
    '«',
  ];
  let seed = 11;
  const next = (n: number) => (seed = (seed * 48_271) % 2_147_483_647) % n;
  for (let round = 0; round < 20_000; round++) {
    const query = Array.from({ length: next(25) }, () => pieces[next(pieces.length)]).join('');
    const parsed = parseQuery(query, TODAY);
    if (parsed.ok) continue;
    const [from, until] = parsed.fault.at;
    expect(from >= 0 && from <= until && until <= query.length, query).toBe(true);
  }
});
