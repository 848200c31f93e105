import { describe, expect, it } from 'vitest';
import { readForm, writeForm } from './form-values.ts';
import { isNarrowed, toggleTerm } from './narrow.ts';

const TODAY = '2026-11-29';

describe('the form', () => {
  it('has each field of a query in its place, and the rest as words', () => {
    expect(readForm('valve "stainless steel" from:"Hans M" 有:附件 after:7d -lang:de from:x', TODAY)).toEqual(
      {
        words: 'valve "stainless steel" -lang:de from:x',
        from: 'Hans M',
        has: 'attachment',
        after: '7d',
      },
    );
    expect(readForm('a OR b', TODAY)).toEqual({ words: '(a OR b)' });
  });

  it.each([
    ['valve from:"Hans M" has:attachment after:7d', 'valve 发件人:"Hans M" 有:附件 之后:7d'],
    ['(a OR b) customer:#12', '(a OR b) 客户:#12'],
    ['from:"hans" subject:"报价,单价"', '发件人:"hans" 主题:"报价,单价"'],
    ['-x subject:pric* on:2026-03-01..2026-03-15', '-x 主题:pric* 日期:2026-03-01..2026-03-15'],
  ])('writes %s as it was read, in both languages', (english, chinese) => {
    expect(writeForm(readForm(english, TODAY), TODAY, 'en')).toBe(english);
    expect(writeForm(readForm(english, TODAY), TODAY, 'zh-CN')).toBe(chinese);
    expect(writeForm(readForm(chinese, TODAY), TODAY, 'en')).toBe(english);
  });

  it('takes a space behind a colon, and days in words', () => {
    expect(writeForm(readForm('from: hans on:"last month"', TODAY), TODAY, 'en')).toBe(
      'from:hans on:last-month',
    );
  });

  it('keeps what is typed into a field as a text', () => {
    expect(writeForm({ subject: 'Re:offer' }, TODAY, 'en')).toBe('subject:"Re:offer"');
    expect(writeForm({ words: 'a OR b', from: '-x' }, TODAY, 'en')).toBe('(a OR b) from:"-x"');
  });
});

describe('a facet', () => {
  it('is added once, in the reader’s language, and taken away again', () => {
    const narrowed = toggleTerm('a OR b', 'type:pdf', TODAY, 'zh-CN');
    expect(narrowed).toBe('(a OR b) 文件类型:pdf');
    expect(isNarrowed(narrowed, 'type:pdf', TODAY)).toBe(true);
    expect(toggleTerm(narrowed, 'type:pdf', TODAY, 'en')).toBe('(a OR b)');
    expect(toggleTerm('-x after:7d', 'on:2024', TODAY, 'en')).toBe('-x after:7d on:2024');
  });
});
