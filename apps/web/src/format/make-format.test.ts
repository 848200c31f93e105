import { describe, expect, it } from 'vitest';
import { makeFormat } from './make-format.ts';

const en = makeFormat('en', 'Europe/Berlin');
const zh = makeFormat('zh-CN', 'Asia/Shanghai');
const LATE = '2026-03-11T18:30:00Z'; // 19:30 in Berlin, the next day in Shanghai

describe('dates', () => {
  it('are those of the person’s time zone', () => {
    expect(en.dayKey(LATE)).toBe('2026-03-11');
    expect(zh.dayKey(LATE)).toBe('2026-03-12');
    expect(zh.dayOfMonth(LATE)).toBe('12');
  });

  it('are written in the person’s language', () => {
    expect(en.date(LATE)).toBe('11 Mar 2026');
    expect(zh.date(LATE)).toBe('2026年3月12日');
    expect(en.month(LATE)).toBe('March 2026');
    expect(zh.month(LATE)).toBe('2026年3月');
    expect(zh.weekday(LATE)).toBe('周四');
  });

  it('show midnight as 00, not 24', () => {
    expect(zh.time('2026-03-11T16:05:00Z')).toBe('00:05');
  });

  it('are as short as the distance allows', () => {
    const now = new Date('2026-03-11T20:00:00Z');
    expect(en.brief(LATE, now)).toBe('19:30');
    expect(en.brief('2026-01-02T10:00:00Z', now)).toBe('2 Jan');
    expect(en.brief('2024-01-02T10:00:00Z', now)).toBe('2 Jan 2024');
  });

  it('survive a time zone that this browser does not know', () => {
    expect(makeFormat('en', 'Mars/Olympus').time(LATE)).toBe('18:30');
  });
});

describe('distances and spans', () => {
  const now = new Date('2026-03-11T20:00:00Z');
  it('are told in the nearest unit', () => {
    expect(zh.relative('2026-03-11T19:57:00Z', now)).toBe('3分钟前');
    expect(en.relative('2026-03-11T20:00:10Z', now)).toBe('now');
    expect(en.relative('2026-03-11T23:00:00Z', now)).toMatch(/^in 3 hr/);
    expect(en.relative('2025-11-11T23:00:00Z', now)).toBe('12 Nov 2025');
  });

  it('name at most two units', () => {
    expect(en.duration(42)).toBe('42 sec');
    expect(en.duration(7500)).toBe('2 hr 5 min');
    expect(zh.duration(7200)).toBe('2小时');
    expect(en.duration(-3)).toBe('0 sec');
  });
});

describe('sizes', () => {
  it.each([
    [0, '0 B'],
    [1023, '1,023 B'],
    [1024, '1 KB'],
    [1_500_000, '1.4 MB'],
    [62_914_560, '60 MB'],
    [5_000_000_000_000, '4,657 GB'],
  ])('%d octets are %s', (size, text) => expect(en.bytes(size)).toBe(text));
});

describe('countries and languages', () => {
  it('have names in both languages', () => {
    expect(en.country('DE')).toBe('Germany');
    expect(zh.country('DE')).toBe('德国');
    expect(zh.language('es')).toBe('西班牙语');
  });

  it('stay as they are where they are no codes', () => {
    expect(en.country('nonsense')).toBe('nonsense');
    expect(en.language('???')).toBe('???');
  });
});
