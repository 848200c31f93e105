import { describe, expect, it } from 'vitest';
import { en } from './en/index.ts';
import { preferredLocale } from './language.tsx';
import { makeTranslate } from './translate.ts';
import { zhCN } from './zh-CN/index.ts';

type Words = Record<string, Record<string, string>>;
const flatten = (dictionary: Words) =>
  new Map(
    Object.entries(dictionary).flatMap(([area, words]) =>
      Object.entries(words).map(([key, text]) => [`${area}.${key}`, text] as const),
    ),
  );
const english = flatten(en);
const chinese = flatten(zhCN);
const holes = (text: string) =>
  [...new Set([...text.matchAll(/\{([^{}|]+)[^{}]*\}/g)].map((match) => match[1]))].sort();

describe('the two languages', () => {
  it('have the same keys', () => {
    expect([...chinese.keys()].sort()).toEqual([...english.keys()].sort());
  });

  it('have the same holes in every message', () => {
    const different = [...english].filter(
      ([key, text]) => holes(text).join() !== holes(chinese.get(key)!).join(),
    );
    expect(different).toEqual([]);
  });

  it('leave no message empty', () => {
    expect([...english, ...chinese].filter(([, text]) => text.trim() === '')).toEqual([]);
  });

  it('are both written: Chinese words are not left in English', () => {
    const sameAllowed = /^(Tradepost|TLS|STARTTLS|Message-ID|CSV|Excel)$/;
    const hasWords = (text: string) => /\p{L}/u.test(text.replaceAll(/\{[^{}]*\}/g, ''));
    const untranslated = [...chinese].filter(
      ([key, text]) => text === english.get(key) && hasWords(text) && !sameAllowed.test(text),
    );
    expect(untranslated).toEqual([]);
  });

  it('use Chinese punctuation between Chinese words', () => {
    expect([...chinese].filter(([, text]) => /\p{Script=Han}[,;:?!]/u.test(text))).toEqual([]);
  });
});

describe('a message', () => {
  const t = makeTranslate(en, 'en');
  it('gets its values, numbers in the manner of the language', () => {
    expect(t('accounts.progress', { done: 1200, total: 34567 })).toBe('1,200 of 34,567 mails');
  });

  it('takes the singular for one', () => {
    expect(t('unfiled.mails', { count: 1 })).toBe('1 mail');
    expect(t('unfiled.mails', { count: 2 })).toBe('2 mails');
  });
});

describe('the language at the first visit', () => {
  it('is the stored one, else the browser’s first that we speak, else English', () => {
    expect(preferredLocale('zh-CN', ['en-US'])).toBe('zh-CN');
    expect(preferredLocale(null, ['fr', 'zh-TW', 'en'])).toBe('zh-CN');
    expect(preferredLocale('nonsense', ['de'])).toBe('en');
  });
});
