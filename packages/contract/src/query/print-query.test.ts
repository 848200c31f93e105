import { expect, it } from 'vitest';
import { parseQuery } from './parse-query.ts';
import { printQuery } from './print-query.ts';
import type { QueryNode } from './tree.ts';

const TODAY = '2026-11-29';

/** The tree without its places. */
const bare = (node: QueryNode): unknown =>
  JSON.parse(JSON.stringify(node, (key, value: unknown) => (key === 'at' ? undefined : value)));
const read = (query: string): QueryNode => {
  const parsed = parseQuery(query, TODAY);
  if (!parsed.ok) throw new Error(`${parsed.fault.code}: ${query}`);
  return parsed.tree;
};

it.each([
  [
    'invoice  "steel  hinge" -(a OR b)',
    'invoice "steel  hinge" -(a OR b)',
    'invoice "steel  hinge" -(a OR b)',
  ],
  ['a b OR c (d OR e)', 'a b OR c (d OR e)', 'a b OR c (d OR e)'],
  ['发件人：张伟 有:附件', 'from:张伟 has:attachment', '发件人:张伟 有:附件'],
  ['from:"Hans Müller" pric*', 'from:"Hans Müller" pric*', '发件人:"Hans Müller" pric*'],
  [
    'direction:sent type:xlsx stage:目标',
    'direction:outbound type:spreadsheet stage:target',
    '方向:发出 文件类型:表格 阶段:目标',
  ],
  [
    'on:last-week before:2026-03',
    'on:2026-11-16..2026-11-22 before:2026-03',
    '日期:2026-11-16..2026-11-22 之前:2026-03',
  ],
  ['on:2024 larger:5mb lang:de', 'on:2024 larger:5mb lang:de', '日期:2024 大于:5mb 语言:de'],
  ['“say "yes"” x', '“say "yes"” x', '“say "yes"” x'],
])('%s is written in both languages, and read as the same', (query, english, chinese) => {
  const tree = read(query);
  expect(printQuery(tree, { language: 'en' })).toBe(english);
  expect(printQuery(tree, { language: 'zh-CN' })).toBe(chinese);
  for (const language of ['en', 'zh-CN'] as const)
    expect(bare(read(printQuery(tree, { language })))).toEqual(bare(tree));
});

it('a term of the query it was read from stays as it was written', () => {
  const source = '-( after:7d OR "b" )  客户:宏达';
  expect(printQuery(read(source), { language: 'en', source })).toBe('-(after:7d OR "b") 客户:宏达');
});

it('text that was never typed is quoted, so that it stays text', () => {
  const at = [0, 0] as const;
  for (const text of ['OR', '-x', 'Re:offer', 'a b', 'a)', 'a|b', '!', 'x*', '"', '“q” "p"']) {
    const word: QueryNode = { op: 'text', field: 'subject', text, exact: false, prefix: false, at };
    const back = read(printQuery(word, { language: 'en' }));
    expect(back).toMatchObject({ op: 'text', field: 'subject', text });
  }
});

it('whatever can be read is printed and read back as the same tree', () => {
  const pieces = [
    ...[
      'a',
      'PO-2024/118',
      '"x y"',
      '“不锈钢 铰链”',
      '(',
      ')',
      '-',
      '!',
      '|',
      ' OR ',
      'from:',
      '客户：',
      ' ',
    ],
    ...[
      'before:2026-1',
      'on:last-week',
      'after:2024..2025-03',
      '*',
      ' ',
      '：',
      "'",
      '不',
      '𠀀',
      ':',
      'Re: ',
      '«q "r»',
    ],
    ...['has:image', 'larger:9', 'larger:3k', 'lang:zh', ' NOT ', 'https://a.b/?c=d', ' ', '“say "yes"”'],
  ];
  let seed = 7;
  const next = (n: number) => (seed = (seed * 48_271) % 2_147_483_647) % n;
  let trees = 0;
  for (let round = 0; round < 20_000; round++) {
    const query = Array.from({ length: 1 + next(9) }, () => pieces[next(pieces.length)]).join('');
    const parsed = parseQuery(query, TODAY);
    if (!parsed.ok) continue;
    trees++;
    for (const options of [
      { language: 'en' },
      { language: 'zh-CN' },
      { language: 'en', source: query },
    ] as const) {
      const printed = printQuery(parsed.tree, options);
      expect(bare(read(printed)), `${query} → ${printed}`).toEqual(bare(parsed.tree));
    }
  }
  expect(trees).toBeGreaterThan(2_000);
});
