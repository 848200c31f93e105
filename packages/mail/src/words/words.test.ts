import { describe, expect, it } from 'vitest';
import { fold, indexText, MARK } from './index.ts';

describe('folding', () => {
  it.each([
    ['ＡＢＣ－１２３', 'abc-123'],
    ['Größe', 'grosse'],
    ['Crème Brûlée', 'creme brulee'],
    ['Łódź', 'lodz'],
    ['İSTANBUL', 'istanbul'],
    ['報價單', '报价单'],
    ['Ёлка', 'елка'],
    ['مُحَمَّد', 'محمد'],
    ['がぎぐ', 'がぎぐ'],
    ['ｶﾞｷﾞ', 'ガギ'],
    ['हिन्दी', 'हिन्दी'],
    ['한국어', '한국어'],
  ])('%s is %s', (text, folded) => {
    expect(fold(text)).toBe(folded);
  });
});

const terms = (text: string) =>
  new Set(
    [...indexText({ text }).vector.matchAll(/'((?:[^']|'')*)'/g)].map(([, term]) =>
      (term ?? '').replaceAll(MARK, '').replaceAll("''", "'"),
    ),
  );

describe('what a text is found by', () => {
  it.each([
    ['PO-2024/118', [':po-2024/118', ':po', ':2024', ':118', ':po2024118', '~2024118']],
    ['MSKU1234567', [':msku1234567', ':msku', ':1234567', '~34567']],
    ['HS 8301.40', [':8301.40', ':8301', ':40', ':830140']],
    ['2,000 pcs', [':2,000', ':2000', ':pcs']],
    ['hans@acme.de', [':hans@acme.de', ':hans', ':acme', ':de']],
    ['不锈钢铰链', [':不', ':不锈', ':锈钢', ':钢铰', ':铰链', ':链']],
    ['見積書', [':见', ':见积', ':积书', ':书']],
    ['견적서', [':견적', ':적서']],
    ["L'été", [":l'ete", ':l', ':ete']],
    ['12" pipe', [':12', ':pipe']],
  ] as const)('%s', (text, expected) => {
    const found = terms(text);
    for (const term of expected) expect(found, [...found].join(' ')).toContain(term);
  });

  it('keeps subject, people and files apart', () => {
    const { vector } = indexText({
      subject: 'Offer',
      people: [{ role: 'from', name: 'Hans', address: 'hans@acme.de' }],
      files: ['价格表.xlsx'],
    });
    for (const term of ['soffer', ':offer', 'fhans', ':hans', 'facme', 'n价格', 'nxlsx'])
      expect(vector).toContain(`'${MARK}${term}'`);
    expect(vector).not.toContain(`'${MARK}tfhans'`);
  });

  it('weighs what is new more than what is quoted, and the subject most', () => {
    const { vector } = indexText({ subject: 'alpha', text: 'beta', quoted: 'gamma' });
    expect(vector).toMatch(/alpha':\d+A/);
    expect(vector).toMatch(/beta':\d+B/);
    expect(vector).toMatch(/gamma':\d+(?: |$)/);
  });

  it('gives the words that have stems', () => {
    expect(indexText({ text: 'The quotations, 2024 ABC-1 报价 котировки' }).stemmed).toBe(
      'quotations котировки',
    );
  });
});

describe('hostile text', () => {
  it.each([
    ['one word without end', 'a1'.repeat(1_000_000)],
    ['characters without spaces', '不锈钢铰链'.repeat(400_000)],
    ['apostrophes', "a'".repeat(1_000_000)],
    ['different words', Array.from({ length: 200_000 }, (_, i) => `w${i * 7919}`).join(' ')],
    ['backslashes and quotation marks', "\\'".repeat(500_000)],
    ['joiners', '-/._@'.repeat(400_000)],
  ])('%s ends soon in a bounded vector', (_, text) => {
    const used = process.cpuUsage();
    const { vector } = indexText({ text, subject: text });
    expect(Buffer.byteLength(vector)).toBeLessThan(4_000_000);
    expect(process.cpuUsage(used).user / 1e6).toBeLessThan(5);
  });
});
