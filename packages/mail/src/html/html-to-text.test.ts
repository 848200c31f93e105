import { describe, expect, test } from 'vitest';
import { htmlToText } from './html-to-text.ts';

describe('what a person reads', () => {
  test.each([
    ['blocks are lines', '<div>a</div><div>b</div>c<br>d', 'a\nb\nc\nd'],
    ['paragraphs stand apart', '<p>a</p>\n<p>b</p>', 'a\n\nb'],
    ['white space folds', ' a \n\t b&nbsp;&nbsp; c ', 'a b c'],
    ['inline elements do not part words', 'un<b>believ</b>able <i>x</i>', 'unbelievable x'],
    ['an empty line stays one', '<div>a</div><div><br></div><div>b</div>', 'a\n\nb'],
    ['more than one does not', 'a<br><br><br><br>b', 'a\n\nb'],
    [
      'cells are parted by tabs',
      '<table><tr><td>Qty</td><td>Price</td></tr><tr><td>5</td><td>9.50</td></tr></table>',
      'Qty\tPrice\n5\t9.50',
    ],
    ['Word puts paragraphs into cells', '<table><tr><td><p>a</p></td><td><p>b</p></td></tr></table>', 'a\tb'],
    ['an empty cell keeps the columns', '<table><tr><td>a<td><td>c</table>', 'a\t\tc'],
    [
      'page layout is no table of values',
      '<table><tr><td><table><tr><td>a</td></tr></table></td><td><table><tr><td>b</td></tr></table></td></tr></table>',
      'a\nb',
    ],
    ['lists have marks', '<ul><li>a<li>b</ul><ol><li>c<li>d</ol>', '- a\n- b\n1. c\n2. d'],
    ['links are their text', '<a href="https://x.example">our offer</a>', 'our offer'],
    ['pictures are their description', '<img src=cid:x alt="ACME Ltd">', 'ACME Ltd'],
    [
      'references are decoded',
      '&lt;b&gt; &#20013;&#x56FD; &copy; &euro;5 &nosuch;',
      '<b> 中国 © €5 &nosuch;',
    ],
    ['preformatted text keeps its lines', '<pre>a\n  b\nc</pre>', 'a\n  b\nc'],
    [
      'replies are marked as quoted',
      '<p>yes</p><blockquote type="cite"><div>will you?</div><div>when?</div></blockquote>',
      'yes\n\n> will you?\n> when?',
    ],
    ['an indented paragraph is no reply', '<blockquote>a</blockquote>', 'a'],
    ['a rule is a line', 'a<hr>b', `a\n${'_'.repeat(32)}\nb`],
    ['an unclosed tag at the end is dropped', 'text <b', 'text'],
    ['a less-than sign is text', 'a < b and 3<5', 'a < b and 3<5'],
  ])('%s', (_, html, text) => {
    expect(htmlToText(html)).toBe(text);
  });
});

describe('what a person does not read', () => {
  test.each([
    ['head', '<html><head><title>t</title><style>p{}</style><script>x</script></head><body>a</body>', 'a'],
    ['styles within the body', 'a<style>b</style><STYLE type=x>.a>b{}</STYLE>c', 'ac'],
    ['comments and conditions', 'a<!-- b --><!--[if mso]><p>c</p><![endif]-->d', 'ad'],
    ['a hidden preview line', '<div style="display:none;max-height:0">See</div><p>a</p>', 'a'],
    [
      'a hidden cell that is not closed',
      '<table><tr><td><span style="display: none">x</td></tr></table><p>a</p>',
      'a',
    ],
    ['the hidden attribute', '<p hidden>x</p>a', 'a'],
    ['hidden twice over', '<div style="visibility:hidden"><div>x</div>y</div>a', 'a'],
    ['fillers of preview lines', 'a&zwnj;&nbsp;&zwnj;&nbsp;&#847;&nbsp;b', 'a b'],
    ['soft hyphens and byte order marks', 'Liefer&shy;schein&#65279;', 'Lieferschein'],
    ['choices of a form', 'a<select><option>x<option>y</select>b', 'ab'],
    ['control characters', 'a\u0000b&#1;c\u0085', 'abc'],
  ])('%s', (_, html, text) => {
    expect(htmlToText(html)).toBe(text);
  });

  test('joiners that join stay', () => {
    expect(htmlToText('می&zwnj;خواهم 👩&zwj;🔧')).toBe('می\u200cخواهم 👩\u200d🔧');
  });

  test('a font size of nothing hides nothing: layout tables have it around their text', () => {
    expect(htmlToText('<td style="font-size:0"><p style="font-size:14px">a</p></td>')).toBe('a');
  });

  test('where everything is hidden the text is found all the same', () => {
    expect(htmlToText('<div style="display:none">preview<p>Dear Li</p>')).toBe('preview\n\nDear Li');
  });
});

describe('bounds', () => {
  test('no more than asked for, never half a character', () => {
    expect(htmlToText('x'.repeat(300_000), 100)).toHaveLength(100);
    expect(htmlToText('😀'.repeat(10), 5)).toBe('😀😀');
    expect(htmlToText('a\ud800b').isWellFormed()).toBe(true);
    expect(htmlToText('')).toBe('');
  });

  test.each([
    ['nested tables', '<table><tr><td>'],
    ['nested replies', '<blockquote type=cite>'],
    ['less-than signs', '<'],
    ['blanks in preformatted text', '<pre> &#32; '],
    ['joiners', '\u200c x'],
    ['hidden elements', '<div style="display:none">'],
  ])('5 MB of %s end soon', (_, unit) => {
    const start = process.threadCpuUsage();
    htmlToText(unit.repeat(Math.ceil(5_000_000 / unit.length)));
    expect(process.threadCpuUsage(start).user / 1_000).toBeLessThan(3_000);
  });
});
