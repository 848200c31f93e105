import { describe, expect, test } from 'vitest';
import { type CleanHtmlOptions, cleanHtml } from './clean-html.ts';
import { readerPage } from './reader-page.ts';

const LOGO = 'data:image/png;base64,AAAA';
const BLOCKED: CleanHtmlOptions = {
  inlineImageUrl: (id) => (id === 'logo@x' ? LOGO : null),
  allowRemoteImages: false,
};
const ALLOWED: CleanHtmlOptions = { ...BLOCKED, allowRemoteImages: true };

const clean = (html: string) => cleanHtml(html, BLOCKED).html;

describe('elements and attributes', () => {
  test.each([
    ['<script>alert(1)</script>x', 'x'],
    ['<SCRIPT SRC=//e.example/x.js></SCRIPT>x', 'x'],
    ['<style>p{background:url(//e.example)}</style>x', 'x'],
    ['<svg onload=alert(1)><style>a</style><image href=//e.example></svg>x', 'x'],
    ['<math><mtext><table><mglyph><style><img src=x onerror=alert(1)>', '<table></table>'],
    ['<form action=//e.example><input name=a><button>go</button></form>', 'go'],
    [
      '<base href=//e.example><meta http-equiv=refresh content=0;url=//e.example><link rel=stylesheet href=//e>x',
      'x',
    ],
    ['<iframe src=//e.example>in</iframe><object data=//e></object><embed src=//e>x', 'x'],
    ['<p onclick=alert(1) ONMOUSEOVER=alert(1) class=c formaction=x>x</p>', '<p>x</p>'],
    [
      '<body bgcolor="#eeeeee" background=//e.example/x.png onload=alert(1)>x',
      '<div bgcolor="#eeeeee" style="background-color:#eeeeee">x</div>',
    ],
    [
      '<body bgcolor=000000 text=white style="margin:0">x',
      '<div bgcolor="000000" style="background-color:#000000;color:white;margin:0">x</div>',
    ],
    ['<body text="url(//e.example)">x', '<div>x</div>'],
    [
      '<p class=MsoNormal style="margin-left:9pt">x<o:p></o:p></p><p class=other>y',
      '<p style="margin:0;margin-left:9pt">x</p><p>y</p>',
    ],
    [
      '<table background=//e.example/x.png width=600><tr><td>x',
      '<table width="600"><tr><td>x</td></tr></table>',
    ],
    [
      '<noscript><p title="</noscript><img src=x onerror=alert(1)>">',
      '<p title="&lt;/noscript&gt;&lt;img src=x onerror=alert(1)&gt;"></p>',
    ],
    ['<!--[if mso]><p>o</p><![endif]-->x', 'x'],
    ['a < b &amp;lt; c', 'a &lt; b &amp;lt; c'],
  ])('%s', (html, expected) => {
    expect(clean(html)).toBe(expected);
  });

  test('ids and names are prefixed, so that a mail cannot stand for a part of the page', () => {
    expect(clean('<p id=root>x</p><a name=top>y</a><a href="#top">z</a>')).toBe(
      '<p id="mail-root">x</p><a id="mail-top">y</a><a href="#mail-top">z</a>',
    );
  });
});

describe('styles', () => {
  test.each([
    [
      'color:red; FONT-SIZE : 12px',
      'color:red;FONT-SIZE'.toLowerCase().replace('font-size', 'font-size:12px'),
    ],
    ['background:#fff', 'background-color:#fff'],
    ['background:#036 url(//e.example/x.png) no-repeat center', 'background-color:#036'],
    ['background:url(data:image/png;base64,AA) rgb(1, 2, 3)', ''],
    ['background:rgb(1, 2, 3) url(data:image/png;base64,AA)', 'background-color:rgb(1,2,3)'],
    ['background:white linear-gradient(to right, rgb(1,2,3), red)', 'background-color:white'],
    ['background:url(//e.example/x.png) top left', ''],
    ['background:red\\75 rl(//e.example)', ''],
    ['font:bold 13px/1.5 Arial, sans-serif', 'font:bold 13px/1.5 Arial, sans-serif'],
    ['font:1px url(//e.example)', ''],
    ['list-style:none', 'list-style:none'],
    ['list-style:url(//e.example)', ''],
    ['background-image:url(cid:a)', ''],
    ['position:fixed;top:0;left:0;z-index:9', ''],
    ['position:absolute;color:red', 'color:red'],
    ['margin:-100px;margin-left:4px', 'margin-left:4px'],
    ['width:expression(alert(1))', ''],
    ['color:\\72 ed', ''],
    ['color:red/**/;content:"x"', ''],
    ['transform:scale(9);filter:blur(1px);animation:x 1s', ''],
    ['border:1px solid rgb(1, 2, 3) !important', 'border:1px solid rgb(1, 2, 3)'],
    [
      'font-family:"Microsoft YaHei", 微软雅黑, Arial',
      'font-family:&quot;Microsoft YaHei&quot;, 微软雅黑, Arial',
    ],
    ['--x:url(//e.example);color:var(--x)', ''],
    ['width:100000px;height:20.5%', 'height:20.5%'],
    ['color:red}body{color:blue', ''],
  ])('%s', (style, expected) => {
    const html = clean(`<p style="${style.replaceAll('"', '&quot;')}">x</p>`);
    expect(html).toBe(expected === '' ? '<p>x</p>' : `<p style="${expected}">x</p>`);
  });
});

describe('links', () => {
  const SAFE = 'target="_blank" rel="noopener noreferrer nofollow" referrerpolicy="no-referrer"';
  test.each([
    ['https://a.example/x?y=1', 'https://a.example/x?y=1'],
    ['HTTP://A.example', 'http://a.example/'],
    ['www.a.example', 'http://www.a.example/'],
    ['mailto:a@b.example', 'mailto:a@b.example'],
    ['tel:+8613800138000', 'tel:+8613800138000'],
    ['https://bank.example@evil.example/', 'https://evil.example/'],
  ])('%s leads on, without opener and referrer', (href, expected) => {
    expect(clean(`<a href="${href}">x</a>`)).toBe(`<a href="${expected}" ${SAFE}>x</a>`);
  });

  test.each([
    'javascript:alert(1)',
    'JaVa\tScRiPt:alert(1)',
    '&#1;javascript:alert(1)',
    'java&#10;script:alert(1)',
    'data:text/html,<script>alert(1)</script>',
    'vbscript:x',
    'file:///etc/passwd',
    'blob:https://x/y',
    '/api/v1/users',
    '../x',
    'ftp://x.example',
  ])('%s leads nowhere', (href) => {
    expect(clean(`<a href="${href}">x</a>`)).toBe('<a>x</a>');
  });
});

describe('pictures', () => {
  test('an inline one is shown from the mail itself', () => {
    expect(clean('<img src="cid:logo%40x" alt=L>')).toBe(`<img alt="L" src="${LOGO}" />`);
    expect(clean('<img src="cid:&lt;logo@x&gt;">')).toBe(`<img src="${LOGO}" />`);
    expect(clean('<img src="cid:other">')).toBe('<img />');
  });

  test('a remote one waits for the reader, who is told that there is one', () => {
    const mail = '<img src="http://t.example/p.gif" width=1 srcset="http://t.example/2x 2x">';
    expect(cleanHtml(mail, BLOCKED)).toMatchObject({ html: '<img width="1" />', hasRemoteImages: true });
    expect(cleanHtml(mail, ALLOWED)).toMatchObject({
      html: '<img width="1" src="http://t.example/p.gif" referrerpolicy="no-referrer" />',
      hasRemoteImages: true,
    });
    expect(cleanHtml('<img src=//t.example/a.png>', ALLOWED).html).toContain('src="https://t.example/a.png"');
    expect(cleanHtml('<img src="cid:logo@x">', BLOCKED).hasRemoteImages).toBe(false);
  });

  test.each([
    ['data:image/png;base64,iVBORw0KGgo=', true],
    ['data:image/jpeg;base64,AAAA', true],
    ['data:image/svg+xml;base64,AAAA', false],
    ['data:image/svg+xml,<svg onload=alert(1)>', false],
    ['data:text/html;base64,AAAA', false],
    ['javascript:alert(1)', false],
    ['/api/v1/session', false],
    ['file:///x.png', false],
  ])('%s', (src, kept) => {
    expect(cleanHtml(`<img src="${src}">`, ALLOWED).html).toBe(kept ? `<img src="${src}" />` : '<img />');
  });

  test('a picture named over and over does not fill the memory', () => {
    const big = `data:image/png;base64,${'A'.repeat(1_000_000)}`;
    let asked = 0;
    const options = {
      allowRemoteImages: false,
      inlineImageUrl: () => {
        asked++;
        return big;
      },
    };
    const { html } = cleanHtml('<img src="cid:a">'.repeat(10_000), options);
    expect(html.length).toBeLessThan(40_000_000);
    expect(asked).toBe(1);
  });
});

describe('hostile sizes', () => {
  const fill = (unit: string) => unit.repeat(Math.ceil(5_000_000 / unit.length));
  test.each([
    ['nested tables', fill('<table><tr><td>')],
    ['unclosed inline elements', fill('<b>')],
    ['end tags that open', fill('</p>')],
    ['less-than signs', fill('<')],
    ['links', fill('<a href="https://example.com/path?x=1">x</a>')],
    ['an endless comment', fill('<!-- -')],
    ['attributes without end', `<p ${Array.from({ length: 500_000 }, (_, i) => `a${i}`).join(' ')}>`],
    ['one style without end', `<p style="${fill('color:red;')}">`],
  ])('5 MB of %s end soon', (_, html) => {
    const start = process.threadCpuUsage();
    cleanHtml(html, BLOCKED);
    // Three times what it takes.
    expect(process.threadCpuUsage(start).user / 1_000).toBeLessThan(5_000);
  });

  test('what is cut off is said', () => {
    expect(cleanHtml(fill('<table><tr><td>'), BLOCKED)).toMatchObject({ cut: true });
    expect(cleanHtml('x'.repeat(9_000_000), BLOCKED).html).toContain('too large to be shown whole');
    expect(cleanHtml('<p>x</p>', BLOCKED)).toEqual({ html: '<p>x</p>', hasRemoteImages: false, cut: false });
  });

  test('a long chain of replies is whole', () => {
    const chain = `${'<blockquote><div>re '.repeat(100)}first${'</div></blockquote>'.repeat(100)}`;
    expect(clean(chain)).toBe(chain);
  });
});

test('the page has a policy that lets nothing run and nothing load', () => {
  const { html, csp } = readerPage('<p>x</p>', { allowRemoteImages: false, title: '</title><script>' });
  expect(csp).toBe(
    "default-src 'none'; img-src data:; style-src 'unsafe-inline'; form-action 'none'; base-uri 'none'; " +
      "frame-ancestors 'self'; sandbox allow-popups allow-popups-to-escape-sandbox",
  );
  expect(html).toContain('<title>&lt;/title&gt;&lt;script&gt;</title>');
  expect(readerPage('', { allowRemoteImages: true }).csp).toContain('img-src data: https: http:;');
});
