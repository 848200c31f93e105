/**
 * What other programs put on the clipboard, made into plain HTML, before the schema takes from it what a letter may
 * have: Word's lists are paragraphs with bullets drawn in, Excel's colours stand in a style sheet, and all of them
 * bring along what was never seen.
 */
import { listsFromWord } from './word-lists.ts';

/** Beyond it a paste is its text: a workbook of a hundred thousand cells is a file to attach. */
const MOST_CHARACTERS = 2_000_000;

export interface CleanedPaste {
  readonly html: string;
  /** Pictures that were left out: on other machines, or files of the other program. */
  readonly picturesLeftOut: number;
}

export function cleanPaste(html: string): CleanedPaste {
  if (html.length > MOST_CHARACTERS) return { html: '', picturesLeftOut: 0 };
  // Inert: nothing of it is loaded or run. Word's conditional comments end here, too.
  const page = new DOMParser().parseFromString(fragmentOf(html), 'text/html');
  styleFromSheets(page);
  for (const element of page.querySelectorAll(
    'script, style, meta, link, title, xml, object, iframe, svg, math, form, input, button',
  ))
    element.remove();
  for (const element of page.querySelectorAll<HTMLElement>('[style], [hidden]'))
    if (isHidden(element)) element.remove();
  removeComments(page);
  listsFromWord(page.body);
  unwrapForeign(page);
  alignCells(page);
  for (const element of page.querySelectorAll<HTMLElement>('p.MsoNormal, p[class^="Mso"]'))
    element.style.margin = '0';
  const picturesLeftOut = dropPictures(page);
  return { html: page.body.innerHTML, picturesLeftOut };
}

/** Chromium gives the marks of the fragment along; Excel puts them around rows, without their table. */
function fragmentOf(html: string): string {
  const start = html.indexOf('<!--StartFragment-->');
  const end = html.lastIndexOf('<!--EndFragment-->');
  if (start === -1 || end < start) return html;
  const inner = html.slice(start + '<!--StartFragment-->'.length, end);
  const sheets = (html.slice(0, start).match(/<style[^>]*>[\s\S]*?<\/style>/gi) ?? []).join('');
  const open = html.slice(0, start);
  const cut = open.lastIndexOf('<table') > open.lastIndexOf('</table') && !/^\s*<table/i.test(inner);
  return sheets + (cut ? `<table>${inner}</table>` : inner);
}

/** Classes of the other program's own sheet, as styles: there is no sheet in a mail. */
function styleFromSheets(page: Document): void {
  const rules: [string, string][] = [];
  for (const sheet of page.querySelectorAll('style'))
    for (const [, selector = '', body = ''] of (sheet.textContent ?? '').matchAll(
      /\.([A-Za-z][\w-]*)\s*\{([^}]*)\}/g,
    ))
      if (rules.length < 2_000) rules.push([selector, body]);
  const bodies = new Map(rules);
  if (bodies.size === 0) return;
  for (const element of page.querySelectorAll<HTMLElement>('td, th, span, font, p')) {
    const body = [...element.classList].map((name) => bodies.get(name) ?? '').join(';');
    if (body === '') continue;
    const own = element.getAttribute('style') ?? '';
    const kept = body
      .split(';')
      .filter((line) =>
        /^\s*(?:color|background(?:-color)?|font-weight|font-style|text-align|text-decoration)\s*:/i.test(
          line,
        ),
      );
    if (kept.length > 0) element.setAttribute('style', `${kept.join(';')};${own}`);
  }
}

const isHidden = (element: HTMLElement) =>
  element.hidden ||
  /(?:^|;)\s*(?:display\s*:\s*none|mso-hide\s*:\s*all)/i.test(element.getAttribute('style') ?? '');

function removeComments(page: Document): void {
  const walker = page.createTreeWalker(page.body, NodeFilter.SHOW_COMMENT);
  const comments: Node[] = [];
  while (walker.nextNode()) comments.push(walker.currentNode);
  for (const comment of comments) comment.parentNode?.removeChild(comment);
}

/** Office's own elements (o:p, w:sdt, v:shape), and the bold that is not bold in which Google Docs wraps everything. */
function unwrapForeign(page: Document): void {
  for (const element of page.querySelectorAll('*')) {
    const foreign = element.localName.includes(':') || element.id.startsWith('docs-internal-guid');
    if (!foreign) continue;
    if (element.textContent?.trim() === '' && element.querySelector('img') === null) element.remove();
    else element.replaceWith(...element.childNodes);
  }
}

function dropPictures(page: Document): number {
  let dropped = 0;
  for (const image of page.querySelectorAll('img')) {
    const src = image.getAttribute('src') ?? '';
    if (/^data:image\/(?:png|jpeg|gif|webp);base64,/i.test(src)) continue;
    // A pixel that counts readers is no picture that anybody misses.
    if (image.width > 2 || image.height > 2 || (image.width === 0 && image.height === 0)) dropped++;
    image.remove();
  }
  return dropped;
}

/** A cell has lines; what it says of its text is theirs. */
function alignCells(page: Document): void {
  for (const cell of page.querySelectorAll<HTMLElement>('td, th')) {
    const align = cell.style.textAlign || (cell.getAttribute('align') ?? '');
    if (align === '' || cell.querySelector('p, div, ul, ol, table') !== null) continue;
    const line = page.createElement('div');
    line.setAttribute('align', align);
    line.append(...cell.childNodes);
    cell.append(line);
  }
}
