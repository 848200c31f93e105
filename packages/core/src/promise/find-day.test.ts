import { describe, expect, it } from 'vitest';
import { findDay, type Said } from './find-day.ts';

/** A Tuesday; the company does not work on the 2nd of December. */
const SAID: Said = {
  on: '2026-11-24',
  calendar: {
    weekend: new Set([6, 7]),
    holidays: new Set(['2026-12-02']),
    yearly: new Set(),
    makeups: new Set(['2026-11-28']),
  },
};

const CASES: readonly (readonly [sentence: string, day: string | null])[] = [
  ['We will send the samples by Friday.', '2026-11-27'],
  ['We will ship on Tuesday', '2026-12-01'],
  ['We ship next Wednesday', '2026-12-02'],
  ['We ship on Wednesday next week', '2026-12-02'],
  ['you have it by the end of this week', '2026-11-27'],
  ['by the end of next week', '2026-12-04'],
  ['early next week we come back to you', '2026-12-02'],
  ['we will reply next week', '2026-12-04'],
  ['at the end of the month', '2026-11-30'],
  ['by end of December', '2026-12-31'],
  ['mid January', '2027-01-15'],
  ['before 5 December', '2026-12-05'],
  ['before 5th of Dec. 2026', '2026-12-05'],
  ['not later than Dec 5th', '2026-12-05'],
  ['on January 15, 2027', '2027-01-15'],
  ['by 3 March', '2027-03-03'],
  ['by 2026-12-09', '2026-12-09'],
  ['until 2026/12/9', '2026-12-09'],
  ['13/12/2026', '2026-12-13'],
  ['12.01.2027', '2027-01-12'],
  // May be two days.
  ['3/4/2027', null],
  ['within 3 working days', '2026-11-27'],
  // The make-up Saturday is worked, the 2nd of December is not.
  ['within seven business days', '2026-12-03'],
  ['within 24 hours', '2026-11-25'],
  ['within 48 hours', '2026-11-26'],
  ['within a week', '2026-12-01'],
  ['in two weeks', '2026-12-08'],
  ['in a couple of days', '2026-11-26'],
  ['30 days after deposit', null],
  ['within 30 days after receipt of your deposit', null],
  ['lead time 25 days', null],
  ['tomorrow morning', '2026-11-25'],
  ['the day after tomorrow', '2026-11-26'],
  ['We send it today', '2026-11-24'],
  ['by EOD Friday', '2026-11-27'],
  ['by EOD', '2026-11-24'],
  // Over, or years away.
  ['shipped on 5 October 2026', null],
  ['valid from 2031-01-01', null],
  ['Model FRI-200 and SUN 500', null],
  ['Maybe in May we meet', null],
  ['下周三前发货', '2026-12-02'],
  ['下星期三之前发出', '2026-12-02'],
  ['本周五前寄出样品', '2026-11-27'],
  ['周五前回复您', '2026-11-27'],
  ['周二给您答复', '2026-12-01'],
  ['下下周一交货', '2026-12-07'],
  ['下周给您报价', '2026-12-04'],
  ['这周内安排', '2026-11-27'],
  ['本周末前', '2026-11-29'],
  ['明天寄出', '2026-11-25'],
  ['后天上午', '2026-11-26'],
  ['大后天', '2026-11-27'],
  ['今天下班前', '2026-11-24'],
  ['月底前交货', '2026-11-30'],
  ['下月底', '2026-12-31'],
  ['下个月初', '2026-12-05'],
  ['12月中旬出货', '2026-12-20'],
  ['12月5日前', '2026-12-05'],
  ['12月5号', '2026-12-05'],
  ['2026年12月5日之前', '2026-12-05'],
  ['3月15日前', '2027-03-15'],
  ['15号前发货', '2026-12-15'],
  ['三天内回复', '2026-11-27'],
  ['3天之内', '2026-11-27'],
  ['三个工作日内', '2026-11-27'],
  ['十五天内', '2026-12-09'],
  ['两周内', '2026-12-08'],
  ['半个月内', '2026-12-09'],
  ['24小时内', '2026-11-25'],
  ['收到定金后30天内交货', null],
  ['交期30天', null],
  ['我们会尽快', null],
];

describe('findDay', () => {
  for (const [sentence, day] of CASES)
    it(`${sentence} → ${day}`, () => {
      expect(findDay(sentence, SAID)?.day ?? null).toBe(day);
    });

  it('takes the one with a term where there are several', () => {
    expect(findDay('Today I ask the factory, we reply by Thursday', SAID)?.day).toBe('2026-11-26');
    expect(findDay('今天问工厂，周四前回复', SAID)?.day).toBe('2026-11-26');
  });

  it('takes no time for a hostile sentence', () => {
    const started = performance.now();
    findDay('by the '.repeat(20_000), SAID);
    findDay('下'.repeat(50_000), SAID);
    findDay('1 '.repeat(50_000), SAID);
    expect(performance.now() - started).toBeLessThan(1_000);
  });
});
