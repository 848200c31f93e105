import { orderOf } from './sort-terms.ts';
import { describe, expect, it } from 'vitest';
import { fold, indexText, stampWeek, termsOf } from './index.ts';

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
    ['e\u0301te\u0301 👍 Straße', 'ete 👍 strasse'],
    ['ΟΔΟΣ οδος', 'οδοσ οδοσ'],
    ['𠮷野家 𝐀𝐁', '𠮷野家 ab'],
    ['Liefer\u00adbedingung \u200e不锈\u200b钢\ufeff', 'lieferbedingung 不锈钢'],
    ['٤٫٣٥ ۱۲۳', '4.35 123'],
  ])('%s is %s', (text, folded) => {
    expect(fold(text)).toBe(folded);
  });
});

const terms = (text: string) => new Set(termsOf(indexText({ text }).vector).map(({ term }) => term));

describe('what a text is found by', () => {
  it.each([
    ['PO-2024/118', [':po', ':2024', ':118', ':po2024118', '~2024118']],
    ['MSKU1234567', [':msku1234567', ':msku', ':1234567', '~34567']],
    ['HS 8301.40', [':8301', ':40', ':830140']],
    ['2,000 pcs', [':2000', ':pcs']],
    ['hans@acme.de', [':hans@acme.de', ':hans', ':acme', ':de']],
    ['不锈钢铰链', [':不锈', ':锈钢', ':钢铰', ':铰链', ':链']],
    ['見積書', [':见积', ':积书', ':书']],
    ['견적서', [':견적', ':적서']],
    ["L'été", [':lete', ':l', ':ete']],
    ['12" pipe', [':12', ':pipe']],
    // Lists of codes without spaces, each code of them.
    [
      'KX-101/KX-102/KX-103/KX-104/KX-105/KX-106/KX-107/KX-108/KX-109',
      [':kx', ':101', ':107', ':108', ':109'],
    ],
    [
      Array.from({ length: 40 }, (_, i) => `AB-${1001 + i}`).join('/'),
      [':ab1001', ':ab1013', ':ab1040', '~1040'],
    ],
    [`https://shop.acme.de/${'long-'.repeat(15)}path?id=77`, [':shopacmede', ':acme', ':path']],
    // Numbers in groups, as one.
    ['TGHU 765433 9', ['~tghu7654339', '~7654339', ':tghu']],
    ['HS 8302 10 00', ['~83021000']],
    ['+49 (0)171 555 0147', ['~491715550147', '~01715550147', '~1715550147']],
    ['Tel. (0574) 8765 4321', ['~057487654321', '~87654321']],
    ['138 5555 0147', ['~13855550147']],
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
    const found = termsOf(vector).map(({ term }) => term);
    for (const term of ['soffer', ':offer', 'fhans', ':hans', 'facme', 'n价格', 'nxlsx'])
      expect(found).toContain(term);
    expect(found).not.toContain('tfhans');
  });

  it('weighs what is new more than what is quoted, and the subject most', () => {
    const { vector } = indexText({ subject: 'alpha', text: 'beta', quoted: 'gamma' });
    const placesOf = new Map(termsOf(vector).map(({ term, places }) => [term, places]));
    expect(placesOf.get(':alpha')).toEqual([expect.stringMatching(/^\d+A$/)]);
    expect(placesOf.get(':beta')).toEqual([expect.stringMatching(/^\d+B$/)]);
    expect(placesOf.get(':gamma')).toEqual([expect.stringMatching(/^\d+$/)]);
  });

  it('gives the words that have stems', () => {
    expect(indexText({ text: 'The quotations, 2024 ABC-1 报价 котировки' }).stemmed).toBe(
      'quotations котировки',
    );
  });
});

describe('a vector', () => {
  it('is stamped with its week, term by term', () => {
    const { vector } = indexText({ subject: 'Größe 不锈钢', text: 'größe größe' });
    const before = termsOf(vector);
    stampWeek(vector, 2907);
    expect(termsOf(vector)).toEqual(before);
    const buckets =
      Buffer.from(vector)
        .toString('latin1')
        .match(/28r[:sz]/g) ?? [];
    expect(buckets).toHaveLength(before.length);
  });

  it('has places ascending and each once, though a long text goes on at the beginning', () => {
    const text = Array.from({ length: 40_000 }, (_, i) => (i % 3 === 0 ? 'alpha' : `w${i}`)).join(' ');
    const { vector } = indexText({ subject: 'alpha', text });
    for (const { places } of termsOf(vector)) {
      const numbers = places.map((place) => Number.parseInt(place, 10));
      expect(numbers).toEqual([...new Set(numbers)].sort((a, b) => a - b));
    }
  });
});

describe('the order of terms', () => {
  it('is that of their units, however many begin alike', () => {
    const terms = [
      ...Array.from({ length: 300 }, (_, i) => `:ab${(i * 7919) % 1000}`),
      ...Array.from(
        { length: 300 },
        (_, i) => `s${String.fromCharCode(97 + ((i * 31) % 26), 0x4e00 + ((i * 17) % 50))}`,
      ),
      ...[':', ':a', ':ab', 'z', '#c1', '#c12', ':不', ':不锈', ':😀b', ':😀a', ':\uffee'],
      ...[
        '',
        'abc',
        'abcd\u007fz',
        'abcd\u0080a',
        'abcdé',
        'abcde',
        'abcdef',
        'é',
        '不锈',
        '不',
        '\u007f',
        '\u0080',
      ],
    ];
    const shuffled = [...new Set(terms)].sort((a, b) => ((a.length * 7919) % 13) - ((b.length * 7919) % 13));
    expect([...orderOf(shuffled)].map((place) => shuffled[place])).toEqual([...shuffled].sort());
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
    // The limit of Postgres.
    expect(vector.length).toBeLessThan(2 ** 20);
    expect(process.cpuUsage(used).user / 1e6).toBeLessThan(5);
  });
});
