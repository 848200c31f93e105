import { parseQuery } from '@tradepost/contract/query';
import { describe, expect, it } from 'vitest';
import { hitsIn } from './find-hits.ts';
import { needlesOf } from './needles.ts';

function marked(typed: string, text: string, stems: Record<string, string[]> = {}): string[] {
  const parsed = parseQuery(typed, '2026-03-15');
  if (!parsed.ok) throw new Error(parsed.fault.code);
  const needles = needlesOf(parsed.tree, { stems: new Map(Object.entries(stems)) });
  return hitsIn(text, needles).map(({ range: [from, until] }) => text.slice(from, until));
}

const CASES: readonly (readonly [typed: string, text: string, found: readonly string[]])[] = [
  ['hinge', 'A Hinge, two hinges', ['Hinge']],
  ['hing*', 'A Hinge, two hinges', ['Hinge', 'hinges']],
  ['"best price"', 'the best\nprice of the best', ['best\nprice']],
  ['po2024118', 'your PO-2024/118 of', ['PO-2024/118']],
  ['34567', 'container MSKU1234567 left', ['MSKU1234567']],
  ['铰链', '不锈钢铰链，铰 链', ['铰链']],
  ['報價', '请查收报价', ['报价']],
  ['grosse', 'Größe und GROSSE', ['Größe', 'GROSSE']],
  ['acme', 'hans@acme.de wrote', ['acme']],
  ['TGHU7654339', 'container TGHU 765433 9 left', ['TGHU 765433 9']],
  ['01715550147', 'call +49 (0)171 555 0147 now', ['0)171 555 0147']],
  ['lieferfrist', 'die Liefer\u00adfrist', ['Liefer\u00adfrist']],
  ['不锈钢', '不\u200b锈钢管', ['不\u200b锈钢']],
];

describe('a text that holds what was asked', () => {
  it.each(CASES)('%s in %j', (typed, text, found) => {
    expect(marked(typed, text)).toEqual(found);
  });

  it('by a stem, with an ending of some letters', () => {
    expect(marked('preise', 'Ihre Preisen, preislich', { preise: ['preis'] })).toEqual([
      'Preisen',
      'preislich',
    ]);
  });

  it('wherever in a long text it stands, over the ends of stretches, too', () => {
    for (const [typed, text, found] of CASES)
      for (let before = 440; before < 540; before += 7) {
        const filler = `${'ab '.repeat(before)}\n${'xy '.repeat(400)}`;
        expect(marked(typed, `${filler}${text} ${filler}`), `${typed} after ${before}`).toEqual(found);
        expect(marked(typed, `${'ab '.repeat(before / 3)}${text} ${filler}`)).toEqual(found);
      }
  });
});
