/** What people paste, in a real browser: the editor's own modules, without the app around them. */
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { browserPath, openBrowser } from './browser.ts';
import { type ModuleServer, serveModules } from './module-server.ts';

if (browserPath === undefined) console.warn('No Chromium is installed: the editor is not tried in one');

const WORD = `<html xmlns:o="urn:schemas-microsoft-com:office:office"><head><style>
<!-- p.MsoNormal {margin:0cm; mso-pagination:widow-orphan; font-family:"Calibri",sans-serif;} --></style>
<!--[if gte mso 9]><xml><w:WordDocument><w:View>Normal</w:View></w:WordDocument></xml><![endif]--></head><body lang=DE>
<!--StartFragment--><p class=MsoNormal><b>Dear Mr Weber,<o:p></o:p></b></p>
<p class=MsoListParagraphCxSpFirst style='text-indent:-18.0pt;mso-list:l0 level1 lfo1'><![if !supportLists]><span
style='font-family:Symbol'><span style='mso-list:Ignore'>·<span style='font:7.0pt "Times New Roman"'>&nbsp;&nbsp;&nbsp; </span></span></span><![endif]>Hinges<o:p></o:p></p>
<p class=MsoListParagraphCxSpMiddle style='mso-list:l0 level2 lfo1'><span><span style='mso-list:Ignore'>o<span> </span></span></span>steel</p>
<p class=MsoListParagraphCxSpLast style='mso-list:l0 level1 lfo1'><span><span style='mso-list:Ignore'>·<span> </span></span></span>Handles</p>
<p class=MsoNormal style='mso-list:l1 level1 lfo2'><span style='mso-list:Ignore'>2.<span> </span></span>second</p>
<p class=MsoNormal><span style='display:none'>secret</span><span style='color:red'>Valid until Friday</span></p>
<p class=MsoNormal><img width=300 height=80 src="file:///C:/Users/leo/image001.png"></p><!--EndFragment--></body></html>`;

const EXCEL = `<html><head><style><!-- table {mso-displayed-decimal-separator:"\\.";}
.xl65 {mso-number-format:"0.00"; text-align:right; background:#FFF2CC;} .xl66 {font-weight:700;} --></style></head>
<body><table border=0 cellpadding=0 width=192 style='border-collapse:collapse;width:144pt'><!--StartFragment-->
<col width=64 span=3><tr height=19><td class=xl66 width=64>Model</td><td class=xl66>FOB USD</td></tr>
<tr><td>HX-201</td><td class=xl65 align=right>1.85</td></tr><!--EndFragment--></table></body></html>`;

const DOCS = `<meta charset='utf-8'><b style="font-weight:normal;" id="docs-internal-guid-1"><p dir="ltr"><span
style="font-size:11pt;font-family:Arial;color:#000000;background-color:transparent;font-weight:700;">Offer</span><span
style="color:#000000"> as agreed</span></p></b>`;

const SCRIPT = `
import { cleanPaste } from '/editor/clean-paste.ts';
import { readLetter, writeLetter } from '/editor/mail-html.ts';
globalThis.afterReading = (html) => writeLetter(readLetter(html, (cid) => '/picture/' + cid));
globalThis.afterPaste = (html) => writeLetter(readLetter(cleanPaste(html).html, () => null));
`;
interface Letters {
  afterReading(html: string): string;
  afterPaste(html: string): string;
}

describe.skipIf(browserPath === undefined)('a letter’s text', () => {
  let server: ModuleServer;
  let browser: Browser;
  let page: Page;
  beforeAll(async () => {
    [server, browser] = await Promise.all([serveModules(), openBrowser()]);
    page = await browser.newPage();
    await page.goto(server.origin);
    await page.addScriptTag({ type: 'module', content: SCRIPT });
    await page.waitForFunction(() => 'afterPaste' in globalThis);
  });
  afterAll(async () => {
    await browser?.close();
    await server?.close();
  });

  /** The HTML that would be sent, after a paste into an empty letter. */
  const pasted = (html: string) =>
    page.evaluate((given) => (globalThis as unknown as Letters).afterPaste(given), html);
  const read = (html: string) =>
    page.evaluate((given) => (globalThis as unknown as Letters).afterReading(given), html);

  it('pasted from Word keeps its lists, its bold and its colour, and nothing that was hidden or of Word alone', async () => {
    const html = await pasted(WORD);
    expect(html).toBe(
      '<div><strong>Dear Mr Weber,</strong></div>' +
        '<ul><li><div>Hinges</div><ul><li><div>steel</div></li></ul></li><li><div>Handles</div></li></ul>' +
        '<ol start="2"><li><div>second</div></li></ol>' +
        '<div><span style="color: rgb(255, 0, 0);">Valid until Friday</span></div><div><br></div>',
    );
  });

  it('pasted from Excel is a table with lines that every mail program shows', async () => {
    const html = await pasted(EXCEL);
    expect(html).toContain('border-collapse: collapse');
    expect(html.match(/border: 1px solid/g)).toHaveLength(4);
    expect(html).toContain('<strong>FOB USD</strong>');
    expect(html).toContain('background-color: rgb(255, 242, 204)');
    expect(html).toMatch(/text-align: right[^>]*>1\.85/);
    expect(html).not.toMatch(/mso-|xl6|<col/);
  });

  it('pasted from Google Docs is bold where it was bold', async () => {
    expect(await pasted(DOCS)).toBe(
      '<p dir="ltr" style="margin: 0px 0px 1em;"><strong>Offer</strong> as agreed</p>',
    );
  });

  it('takes no script, no form and no picture from elsewhere out of what is pasted', async () => {
    const html = await pasted(
      '<p onclick="x()">Hello<script>window.ran = true</script><img src="https://spy.example/a.png" width="300">' +
        '<img src="x" onerror="window.ran = true"><form><input value="a"></form>' +
        '<a href="javascript:alert(1)">bad</a> <a href="https://example.com/x">good</a></p><iframe src="/"></iframe>',
    );
    expect(html).toContain('Hello');
    expect(html).toContain('<a href="https://example.com/x">good</a>');
    expect(html).not.toMatch(/script|onerror|onclick|img|input|iframe|spy/);
    expect(await page.evaluate(() => (globalThis as { ran?: boolean }).ran)).toBeUndefined();
  });

  it('in Arabic or Hebrew says its direction, each block by its own first letter', async () => {
    const html = await read(
      '<div>السيد أحمد المحترم</div><div>Order 2024-118</div><ul><li>شحنة</li></ul><table><tr><td>سعر</td></tr></table>',
    );
    expect(html).toContain('<div dir="rtl">السيد أحمد المحترم</div><div>Order 2024-118</div>');
    expect(html).toContain('<ul dir="rtl">');
    expect(html).toMatch(/<table dir="rtl"/);
  });

  it('is the same after it was kept and opened again', async () => {
    const first = await read(
      '<div>Dear <strong>Ms Li</strong>,</div><div><br></div><p style="margin:0 0 1em">您好</p>' +
        '<ol start="3"><li><div>one</div></li></ol><div><img src="cid:p1@x" alt="" width="200"></div>' +
        '<table><tbody><tr><td>a</td></tr></tbody></table><blockquote><div>so</div></blockquote>',
    );
    expect(first).toContain('src="cid:p1@x"');
    expect(await read(first)).toBe(first);
  });
});
