/**
 * Word's lists on the clipboard: each item is a paragraph that says `mso-list:l0 level2 lfo1` and draws its own bullet
 * or number in a span `mso-list:Ignore`.
 */

interface Item {
  readonly paragraph: HTMLElement;
  readonly list: string;
  readonly level: number;
  readonly ordered: boolean;
  readonly start: number;
}

const LIST = /mso-list\s*:\s*(l\d+)\s+level(\d+)/i;
/** 1. (2) 三、 a) IV. */
const NUMBER = /^[(（]?(?:\d+|[a-z]{1,4}|[一二三四五六七八九十]+)[.)）、．]/i;
const MOST_LEVELS = 9;

export function listsFromWord(body: HTMLElement): void {
  let run: Item[] = [];
  const flush = () => {
    if (run.length > 0) build(run);
    run = [];
  };
  for (const paragraph of body.querySelectorAll<HTMLElement>('p, h1, h2, h3, h4, h5, h6')) {
    const item = readItem(paragraph);
    const last = run.at(-1)?.paragraph;
    if (item === null || (last !== undefined && nextElement(last) !== paragraph)) flush();
    if (item !== null) run.push(item);
  }
  flush();
}

/** The next one beside it, nothing but white space between. */
function nextElement(element: HTMLElement): Element | null {
  let next = element.nextSibling;
  while (next !== null && next.nodeType !== Node.ELEMENT_NODE && next.textContent?.trim() === '')
    next = next.nextSibling;
  return next instanceof Element || next === null ? next : null;
}

function readItem(paragraph: HTMLElement): Item | null {
  const match = LIST.exec(paragraph.getAttribute('style') ?? '');
  if (match === null) return null;
  const mark = [...paragraph.querySelectorAll<HTMLElement>('span')].find((span) =>
    /mso-list\s*:\s*ignore/i.test(span.getAttribute('style') ?? ''),
  );
  const drawn = (mark?.textContent ?? '').trim();
  mark?.remove();
  return {
    paragraph,
    list: match[1] ?? '',
    level: Math.min(Math.max(Number(match[2]), 1), MOST_LEVELS),
    ordered: NUMBER.test(drawn),
    start: Number.parseInt(drawn.replace(/^\D+/, ''), 10) || 1,
  };
}

interface Open {
  readonly level: number;
  readonly list: string;
  readonly element: HTMLElement;
}

function build(items: readonly Item[]): void {
  const open: Open[] = [];
  for (const item of items) {
    while (open.length > 0 && (open.at(-1) as Open).level > item.level) open.pop();
    const top = open.at(-1);
    // Another list at the same place: the one before is over.
    if (top !== undefined && top.level === item.level && top.list !== item.list) open.pop();
    const page = item.paragraph.ownerDocument;
    if (open.at(-1)?.level !== item.level) {
      const element = page.createElement(item.ordered ? 'ol' : 'ul');
      if (item.ordered && item.start > 1) element.setAttribute('start', String(item.start));
      const parent = open.at(-1)?.element.lastElementChild;
      if (parent) parent.append(element);
      else item.paragraph.before(element);
      open.push({ level: item.level, list: item.list, element });
    }
    const line = page.createElement('li');
    line.append(...item.paragraph.childNodes);
    (open.at(-1) as Open).element.append(line);
    item.paragraph.remove();
  }
}
