import { describe, expect, it } from 'vitest';
import { findPromises } from './find-promises.ts';
import type { Said } from './find-day.ts';

/** A Tuesday. */
const SAID: Said = {
  on: '2026-11-24',
  calendar: { weekend: new Set([6, 7]), holidays: new Set(), yearly: new Set(), makeups: new Set() },
};

/** sort and day of each; none where it promises nothing. */
const CASES: readonly (readonly [text: string, ...promises: string[]])[] = [
  ['We will send the samples by Friday.', 'delivery 2026-11-27'],
  ["we'll send you the new quotation tomorrow", 'price 2026-11-25'],
  ["I'll get back to you within 2 working days.", 'other 2026-11-26'],
  ['The goods will be ready by the end of this month.', 'delivery 2026-11-30'],
  ['Our factory can finish the production before 15 December.', 'delivery 2026-12-15'],
  ['Shipment will be effected not later than Dec. 20.', 'delivery 2026-12-20'],
  ['You will receive the tracking number tomorrow.', 'delivery 2026-11-25'],
  ['Let me check with our factory and revert by Thursday.', 'other 2026-11-26'],
  ['We will refund USD 380 within this week.', 'payment 2026-11-27'],
  ['We shall replace the broken parts under warranty by next Monday', 'warranty 2026-11-30'],
  // Two sentences, two promises; a wrapped line is one.
  [
    'Thanks for your patience. We will ship the order on 1 December. The B/L will be sent by 5 December.',
    'delivery 2026-12-01',
    'delivery 2026-12-05',
  ],
  [
    'Regarding your order PO-2024/118 we will send the corrected\nproforma invoice by Wednesday.',
    'price 2026-11-25',
  ],
  // Not ours, not certain, not to come.
  ['Please send us the deposit by Friday.'],
  ['Could you confirm by Friday?'],
  ['Will you ship this week?'],
  ['We hope to see you next week.'],
  ['We will be closed on Friday for the holidays.'],
  ['We cannot ship before 5 December.'],
  ['The samples were sent today.'],
  ['Delivery time: 30 days after deposit.'],
  ['We will do our best.'],
  ['Our price is USD 3.20 valid until 31 December.'],
  ['> We will send the samples by Friday.'],
  ['Sure.\n\nOn Mon, 3 Mar 2025 at 10:00, Jean <j@x.example> wrote:\nWe will send the samples by Friday'],
  ['下周三前发货。', 'delivery 2026-12-02'],
  ['我们明天寄出样品，请放心。', 'delivery 2026-11-25'],
  ['本周五前给您报价', 'price 2026-11-27'],
  ['我司将在三个工作日内回复您。', 'other 2026-11-27'],
  ['月底前安排退款', 'payment 2026-11-30'],
  ['工厂12月5日前完成生产；12月8日装柜。', 'delivery 2026-12-05', 'delivery 2026-12-08'],
  ['请您周五前付款。'],
  ['麻烦本周内确认一下唛头'],
  ['贵司能否下周安排付款？'],
  ['样品已寄出，预计下周到。'],
  ['收到定金后30天内交货'],
  ['国庆期间我们放假，10月8日回复'],
  ['PO-2026/302已装柜，11月22日开，预计12月15日到。'],
  ['11月22日开船。'],
  ['Shipment will be effected on 22 November.'],
  ['我们会尽快安排'],
];

describe('findPromises', () => {
  for (const [text, ...promises] of CASES)
    it(text.replace(/\s+/g, ' '), () => {
      expect(findPromises(text, SAID).map(({ sort, dueOn }) => `${sort} ${dueOn}`)).toEqual(promises);
    });

  it('keeps the sentence, and the words that name the day', () => {
    expect(findPromises('Dear Jean,\nwe will send the samples by Friday. Best regards', SAID)).toEqual([
      {
        text: 'we will send the samples by Friday.',
        sort: 'delivery',
        dueOn: '2026-11-27',
        dueWords: 'by Friday',
      },
    ]);
  });

  it('takes no time for a hostile text, and proposes no more than a person looks at', () => {
    const started = performance.now();
    findPromises('we will '.repeat(50_000), SAID);
    findPromises('We will send it by Friday. '.repeat(20_000), SAID);
    findPromises('我们将'.repeat(100_000), SAID);
    expect(performance.now() - started).toBeLessThan(3_000);
    const many = Array.from({ length: 100 }, (_, n) => `We will send item ${n} by Friday.`).join('\n');
    expect(findPromises(many, SAID)).toHaveLength(10);
  });
});
