import { expect, it } from 'vitest';
import { cleanLetterHtml } from './clean-letter.ts';

const options = { contentId: (id: string) => (id === 'logo' ? 'part-2' : null), remoteImages: false };

it('keeps what people write, and nothing that runs or loads', () => {
  const html =
    '<p style="color:red;position:fixed">Dear <b>John</b>,</p><ul><li>USD 3.20</li></ul><script>x</script>' +
    '<a href="javascript:x">a</a><a href="https://a.example/?q=1">b</a><img src="cid:logo"><img src="cid:other">' +
    '<img src="https://t.example/pixel.gif"><img src="data:image/png;base64,aaaa"><form><input></form>';
  const clean = cleanLetterHtml(html, options);
  expect(clean).toContain('<p style="color:red">Dear <b>John</b>,</p><ul><li>USD 3.20</li></ul>');
  expect(clean).toContain('src="cid:part-2"');
  expect(clean).toContain('href="https://a.example/?q=1"');
  for (const gone of ['script', 'javascript', 'position', 'cid:other', 'pixel', 'data:', '<form', '<input'])
    expect(clean).not.toContain(gone);
  expect(
    cleanLetterHtml('<img src="https://a.example/logo.png">', { ...options, remoteImages: true }),
  ).toContain('https://a.example/logo.png');
});

it('changes nothing of what is clean', () => {
  const html =
    '<h2 id="top">Offer &amp; terms</h2><a href="#top">up</a><blockquote>“5 > 4”</blockquote><img src="cid:a">';
  const own = { contentId: (id: string) => id, remoteImages: false };
  const once = cleanLetterHtml(html, own);
  expect(cleanLetterHtml(once, own)).toBe(once);
});
