import { describe, expect, it } from 'vitest';
import { readDay } from './day-words.ts';
import { readReply } from './read-reply.ts';

/** A Sunday. */
const TODAY = '2026-11-29';

describe('a day in a person’s words', () => {
  it.each([
    ['tomorrow', '2026-11-30'],
    ['the day after tomorrow', '2026-12-01'],
    ['3d', '2026-12-02'],
    ['3 days', '2026-12-02'],
    ['in 2 weeks', '2026-12-13'],
    ['next week', '2026-11-30'],
    ['next friday', '2026-12-04'],
    ['friday', '2026-12-04'],
    ['sunday', '2026-12-06'],
    ['12 dec', '2026-12-12'],
    ['dec 12th', '2026-12-12'],
    ['4 january', '2027-01-04'],
    ['2026-12-24', '2026-12-24'],
    ['明天', '2026-11-30'],
    ['后天', '2026-12-01'],
    ['3天后', '2026-12-02'],
    ['三天', '2026-12-02'],
    ['两周后', '2026-12-13'],
    ['十五天后', '2026-12-14'],
    ['二十天', '2026-12-19'],
    ['一个月后', '2026-12-29'],
    ['下周', '2026-11-30'],
    ['下周三', '2026-12-02'],
    ['周五', '2026-12-04'],
    ['星期天', '2026-12-06'],
    ['12月5日', '2026-12-05'],
    ['1月3号', '2027-01-03'],
    ['2026年12月5日', '2026-12-05'],
  ])('%s', (words, on) => {
    expect(readDay(words, TODAY)?.on).toBe(on);
  });

  it.each(['yesterday', 'today', '2026-11-01', '2026-02-30', '999d', '0d', 'someday', '', '31 feb', '400天'])(
    '“%s” is none',
    (words) => {
      expect(readDay(words, TODAY)).toBeNull();
    },
  );
});

describe('a reply to a mail with one task', () => {
  it.each([
    ['done', { does: 'done', note: null }],
    ['Done.', { does: 'done', note: null }],
    ['OK', { does: 'done', note: null }],
    ['已完成', { does: 'done', note: null }],
    ['搞定了！', { does: 'done', note: null }],
    ['done, sent the new price list', { does: 'done', note: 'sent the new price list' }],
    ['完成，已发新报价', { does: 'done', note: '已发新报价' }],
    ['snooze 3d', { does: 'put-off', to: { on: '2026-12-02', exact: false } }],
    ['Snooze until Friday', { does: 'put-off', to: { on: '2026-12-04', exact: true } }],
    ['tomorrow', { does: 'put-off', to: { on: '2026-11-30', exact: false } }],
    ['明天', { does: 'put-off', to: { on: '2026-11-30', exact: false } }],
    ['推迟到下周三', { does: 'put-off', to: { on: '2026-12-02', exact: true } }],
    ['note: called him, wants a sample', { does: 'done', note: 'called him, wants a sample' }],
    ['备注：客户要样品', { does: 'done', note: '客户要样品' }],
    [
      'Spoke to Brent, he needs 2,000 pcs by May.',
      { does: 'done', note: 'Spoke to Brent, he needs 2,000 pcs by May.' },
    ],
  ] as const)('%s', (text, wish) => {
    expect(readReply(text, 1, TODAY)).toEqual([{ said: text, lines: [1], wish }]);
  });

  it.each(['Why do I get this?', '这是什么？'])('a question is no note: %s', (text) => {
    expect(readReply(text, 1, TODAY)).toEqual([{ said: text, lines: [1], wish: null }]);
    expect(readReply(`2 ${text}`, 3, TODAY)).toEqual([{ said: `2 ${text}`, lines: [2], wish: null }]);
  });

  it('ends where the signature begins, and does not take a greeting for words', () => {
    const text = 'Hi,\n\nSpoke to Brent.\nHe wants samples.\n\nBest regards,\nLeo Chen\nTel +86 574';
    expect(readReply(text, 1, TODAY)).toEqual([
      {
        said: 'Spoke to Brent.\nHe wants samples.',
        lines: [1],
        wish: { does: 'done', note: 'Spoke to Brent.\nHe wants samples.' },
      },
    ]);
    expect(readReply('done\n发自我的iPhone', 1, TODAY)).toHaveLength(1);
    expect(readReply('Best regards,\nLeo', 1, TODAY)).toEqual([]);
  });
});

describe('a reply to a mail with several tasks', () => {
  it('says by number what is meant', () => {
    const text = '1 done\n#2 snooze 3d\n3：明天\n第4条 已完成\n5. called, wants a new price';
    expect(readReply(text, 6, TODAY).map(({ lines, wish }) => [lines, wish?.does])).toEqual([
      [[1], 'done'],
      [[2], 'put-off'],
      [[3], 'put-off'],
      [[4], 'done'],
      [[5], 'done'],
    ]);
  });

  it('passes over a name below, and takes what comes after a blank line', () => {
    expect(
      readReply('1 done\n\n2 done\n\nLeo Chen\nYongfan Hardware', 3, TODAY).map(({ lines }) => lines),
    ).toEqual([[1], [2]]);
  });

  it('may be about all of them', () => {
    expect(readReply('all tomorrow', 3, TODAY)[0]).toMatchObject({
      lines: [1, 2, 3],
      wish: { does: 'put-off' },
    });
    expect(readReply('全部完成', 2, TODAY)[0]).toMatchObject({ lines: [1, 2], wish: { does: 'done' } });
  });

  it('acts on none where the number is missing, wrong, or nothing is said', () => {
    expect(readReply('done', 3, TODAY)).toEqual([
      { said: 'done', lines: [], wish: { does: 'done', note: null } },
    ]);
    expect(readReply('9 done', 3, TODAY)).toEqual([
      { said: '9 done', lines: [9], wish: { does: 'done', note: null } },
    ]);
    expect(readReply('9 Nanjing Road', 3, TODAY)).toEqual([
      { said: '9 Nanjing Road', lines: [], wish: null },
    ]);
    expect(readReply('2', 3, TODAY)).toEqual([{ said: '2', lines: [2], wish: null }]);
    expect(readReply('Why do I get this?', 3, TODAY)).toEqual([
      { said: 'Why do I get this?', lines: [], wish: null },
    ]);
    expect(readReply('all the best to your family', 3, TODAY)[0]?.wish).toBeNull();
  });

  it('takes “3 days” for days and not for the third line', () => {
    expect(readReply('3 days', 5, TODAY)[0]).toMatchObject({ lines: [], wish: { does: 'put-off' } });
  });
});

it('ends for any text', () => {
  const pieces = [
    'done',
    '1',
    '：',
    '下',
    '周',
    '明天',
    ' ',
    '\n',
    '#',
    '99',
    'snooze',
    '十',
    '月',
    '日',
    '\u0000',
    '--',
  ];
  let seed = 7;
  const next = (n: number) => (seed = (seed * 48_271) % 2_147_483_647) % n;
  for (let round = 0; round < 3_000; round++) {
    const text = Array.from({ length: next(40) }, () => pieces[next(pieces.length)]).join('');
    for (const { lines } of readReply(text, 5, TODAY))
      expect(lines.every((n) => n >= 0 && n <= 999)).toBe(true);
  }
  readReply('a'.repeat(1_000_000), 5, TODAY);
  readReply('1 '.repeat(500_000), 5, TODAY);
});
