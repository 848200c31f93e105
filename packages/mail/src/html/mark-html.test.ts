import { expect, it } from 'vitest';
import { cleanHtml } from './clean-html.ts';
import { markHtml } from './mark-html.ts';

const clean = (html: string) =>
  cleanHtml(html, { inlineImageUrl: () => null, allowRemoteImages: false }).html;
/** Marks each place of a word. */
const mark = (html: string, word: string) =>
  markHtml(clean(html), (text) =>
    [...text.matchAll(new RegExp(word, 'g'))].map(({ index }) => [index, index + word.length]),
  );

it.each([
  [
    '<p>the price, the price</p>',
    'price',
    '<p>the <mark id="tp-found">price</mark>, the <mark>price</mark></p>',
  ],
  [
    '<p>par<b>ti</b>al</p>',
    'partial',
    '<p><mark id="tp-found">par</mark><b><mark>ti</mark></b><mark>al</mark></p>',
  ],
  ['<div>foot</div><div>note</div>', 'footnote', '<div>foot</div><div>note</div>'],
  ['<p>a &lt;b&gt; R&amp;D</p>', 'R&D', '<p>a &lt;b&gt; <mark id="tp-found">R&amp;D</mark></p>'],
  [
    '<p>&lt;img src=x onerror=alert(1)&gt;</p>',
    'img',
    '<p>&lt;<mark id="tp-found">img</mark> src=x onerror=alert(1)&gt;</p>',
  ],
])('%s', (html, word, marked) => {
  expect(mark(html, word)).toBe(marked);
});

it('a mail in which nothing is found stays octet for octet, and one full of it ends soon', () => {
  const html = clean(
    '<p title="a > b">x &amp;nbsp; &quot;y&quot; <a href="https://a.test/?q=1&amp;r=2">z</a><br>1 < 2</p>',
  );
  expect(markHtml(html, () => [])).toBe(html);
  const many = mark('<p>price </p>'.repeat(2_000), 'price');
  expect(many.split('<mark').length - 1).toBe(500);
});
