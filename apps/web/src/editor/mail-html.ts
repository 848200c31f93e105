/** Between the HTML that is stored and sent, and the document that is edited. */
import { DOMParser as Reader, DOMSerializer, type Node } from 'prosemirror-model';
import { letterSchema } from './schema.ts';

const reader = Reader.fromSchema(letterSchema);
const writer = DOMSerializer.fromSchema(letterSchema);

/** @param srcOf where the page shows the picture of a Content-ID from; null: the picture is left out. */
export function readLetter(html: string, srcOf: (cid: string) => string | null): Node {
  // Inert: nothing of it is loaded or run.
  const body = new DOMParser().parseFromString(html, 'text/html').body;
  for (const image of body.querySelectorAll('img')) {
    const src = image.getAttribute('src') ?? '';
    if (!src.startsWith('cid:')) continue;
    const cid = src.slice(4);
    const shown = srcOf(cid);
    if (shown === null) image.remove();
    else {
      image.setAttribute('src', shown);
      image.dataset['cid'] = cid;
    }
  }
  // An empty line is kept with a break in it (see `writeLetter`), which the editor would show as a second line.
  for (const line of body.querySelectorAll('div, p'))
    if (line.childNodes.length === 1 && line.firstElementChild?.tagName === 'BR')
      line.firstElementChild.remove();
  return reader.parse(body);
}

/** The same as a mail program wants it: pictures by Content-ID, each block with its direction. */
export function writeLetter(doc: Node): string {
  const page = document.implementation.createHTMLDocument('');
  page.body.append(writer.serializeFragment(doc.content, { document: page }));
  for (const image of page.body.querySelectorAll('img[data-cid]')) {
    image.setAttribute('src', `cid:${(image as HTMLElement).dataset['cid']}`);
    image.removeAttribute('data-cid');
  }
  // One that is still on its way up has no part in the mail yet.
  for (const image of page.body.querySelectorAll('img:not([src^="cid:"])')) image.remove();
  for (const element of page.body.querySelectorAll('[dir="auto"]')) settleDirection(element);
  for (const line of page.body.querySelectorAll('div, p'))
    if (line.childNodes.length === 0) line.append(page.createElement('br'));
  return page.body.innerHTML;
}

/** Several mail programs do not know dir="auto". */
function settleDirection(element: Element): void {
  if (isRightToLeft(element.textContent)) element.setAttribute('dir', 'rtl');
  else element.removeAttribute('dir');
}

/** By the first letter that has a direction (UAX #9, P2). */
export function isRightToLeft(text: string): boolean {
  const first = /\p{L}/u.exec(text)?.[0];
  return (
    first !== undefined &&
    /[\p{Script=Arabic}\p{Script=Hebrew}\p{Script=Syriac}\p{Script=Thaana}\p{Script=Nko}]/u.test(first)
  );
}

export const isBlank = (doc: Node): boolean =>
  doc.textContent.trim() === '' && !hasNode(doc, 'image') && !hasNode(doc, 'table');

function hasNode(doc: Node, name: string): boolean {
  let found = false;
  doc.descendants((node) => {
    if (node.type.name === name) found = true;
    return !found;
  });
  return found;
}
