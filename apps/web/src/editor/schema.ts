/**
 * What a letter may consist of. It is an allow-list: what is pasted, or comes from a template or a draft, is read into
 * it, and whatever has no place here is not there any more.
 */
import { type DOMOutputSpec, type MarkSpec, type NodeSpec, Schema } from 'prosemirror-model';
import { tableNodes } from 'prosemirror-tables';
import {
  readAlign,
  readBackground,
  readColour,
  readDirection,
  readSize,
  SIZES,
  type Size,
} from './read-style.ts';

/** Of every block: null goes by its first letter. */
const block = { dir: { default: null }, align: { default: null } };

const blockAttrs = (element: HTMLElement) => ({ dir: readDirection(element), align: readAlign(element) });

/** @param style of its own, beside what the attributes say. */
function blockDom(attrs: Record<string, unknown>, style = ''): Record<string, string> {
  const align = attrs['align'];
  const whole = `${style}${typeof align === 'string' ? `text-align:${align};` : ''}`;
  const dir = attrs['dir'];
  return { dir: typeof dir === 'string' ? dir : 'auto', ...(whole === '' ? {} : { style: whole }) };
}

const HEADINGS = [1, 2, 3] as const;

const nodes: Record<string, NodeSpec> = {
  doc: { content: 'block+' },
  /** A line as mail programs make it. `spaced`: there is room below it, as below the <p> of a page. */
  paragraph: {
    content: 'inline*',
    group: 'block',
    attrs: { ...block, spaced: { default: false } },
    parseDOM: [
      { tag: 'p', getAttrs: (element) => ({ ...blockAttrs(element), spaced: hasRoomBelow(element) }) },
      { tag: 'div', getAttrs: (element) => ({ ...blockAttrs(element), spaced: false }) },
    ],
    toDOM: ({ attrs }): DOMOutputSpec =>
      attrs['spaced'] === true ? ['p', blockDom(attrs, 'margin:0 0 1em;'), 0] : ['div', blockDom(attrs), 0],
  },
  heading: {
    content: 'inline*',
    group: 'block',
    defining: true,
    attrs: { ...block, level: { default: 2 } },
    parseDOM: [1, 2, 3, 4, 5, 6].map((level) => ({
      tag: `h${level}`,
      getAttrs: (element: HTMLElement) => ({
        ...blockAttrs(element),
        level: Math.min(level, HEADINGS.length),
      }),
    })),
    toDOM: ({ attrs }): DOMOutputSpec => [`h${Number(attrs['level'])}`, blockDom(attrs), 0],
  },
  blockquote: {
    content: 'block+',
    group: 'block',
    defining: true,
    parseDOM: [{ tag: 'blockquote' }],
    toDOM: (): DOMOutputSpec => [
      'blockquote',
      { style: 'margin:0 0 0 4px;padding-inline-start:12px;border-inline-start:2px solid #ccc;' },
      0,
    ],
  },
  ordered_list: {
    content: 'list_item+',
    group: 'block',
    attrs: { order: { default: 1 } },
    parseDOM: [
      {
        tag: 'ol',
        getAttrs: (element) => ({ order: Math.max(1, Number(element.getAttribute('start') ?? 1) || 1) }),
      },
    ],
    toDOM: ({ attrs }): DOMOutputSpec => [
      'ol',
      { dir: 'auto', ...(attrs['order'] === 1 ? {} : { start: String(attrs['order']) }) },
      0,
    ],
  },
  bullet_list: {
    content: 'list_item+',
    group: 'block',
    parseDOM: [{ tag: 'ul' }],
    toDOM: (): DOMOutputSpec => ['ul', { dir: 'auto' }, 0],
  },
  list_item: {
    content: 'paragraph block*',
    defining: true,
    parseDOM: [{ tag: 'li' }],
    toDOM: (): DOMOutputSpec => ['li', 0],
  },
  horizontal_rule: { group: 'block', parseDOM: [{ tag: 'hr' }], toDOM: (): DOMOutputSpec => ['hr'] },
  ...tables(),
  text: { group: 'inline' },
  hard_break: {
    inline: true,
    group: 'inline',
    selectable: false,
    parseDOM: [{ tag: 'br' }],
    toDOM: (): DOMOutputSpec => ['br'],
  },
  /** A picture in the text. `src` is where the page shows it from, `cid` the part of the mail that it will be. */
  image: {
    inline: true,
    group: 'inline',
    draggable: true,
    attrs: { src: {}, cid: { default: null }, alt: { default: '' }, width: { default: null } },
    parseDOM: [
      {
        tag: 'img[src]',
        getAttrs: (element) => {
          const src = element.getAttribute('src') ?? '';
          // Pictures from elsewhere would tell that machine who opens the letter; they are not taken over.
          if (!/^(?:blob:|data:image\/|cid:|\/)/.test(src) || src.startsWith('//')) return false;
          const width = Number.parseInt(element.getAttribute('width') ?? '', 10);
          return {
            src,
            cid: element.dataset['cid'] ?? (src.startsWith('cid:') ? src.slice(4) : null),
            alt: element.getAttribute('alt') ?? '',
            width: width > 0 && width <= 2000 ? width : null,
          };
        },
      },
    ],
    toDOM: ({ attrs }): DOMOutputSpec => [
      'img',
      {
        src: String(attrs['src']),
        alt: String(attrs['alt']),
        ...(attrs['cid'] === null ? {} : { 'data-cid': String(attrs['cid']) }),
        ...(attrs['width'] === null ? {} : { width: String(attrs['width']) }),
        style: 'max-width:100%;height:auto;',
      },
    ],
  },
};

/** Mail programs have no style sheets: each cell brings its lines along. */
function tables(): Record<string, NodeSpec> {
  const made = tableNodes({
    tableGroup: 'block',
    cellContent: 'block+',
    cellAttributes: {
      background: {
        default: null,
        getFromDOM: (cell) => readBackground(cell),
        setDOMAttr: (value, attrs) => {
          if (typeof value === 'string') attrs['style'] = `${styleOf(attrs)}background-color:${value};`;
        },
      },
      lines: {
        default: true,
        getFromDOM: () => true,
        setDOMAttr: (_value, attrs) => {
          attrs['style'] = `${styleOf(attrs)}border:1px solid #bfbfbf;padding:4px 8px;vertical-align:top;`;
        },
      },
    },
  });
  return {
    ...made,
    table: {
      ...made.table,
      toDOM: (): DOMOutputSpec => [
        'table',
        { dir: 'auto', cellspacing: '0', style: 'border-collapse:collapse;' },
        ['tbody', 0],
      ],
    },
  };
}

/** Word's paragraphs and those of a draft of ours say that they have none. */
function hasRoomBelow(element: HTMLElement): boolean {
  if (/\bMso/.test(element.className) || element.closest('li, td, th') !== null) return false;
  const { margin, marginBottom } = element.style;
  return !(marginBottom === '' ? margin : marginBottom).startsWith('0');
}

const simple = (tag: string, parseDOM: MarkSpec['parseDOM']): MarkSpec => ({
  parseDOM: [{ tag }, ...(parseDOM ?? [])],
  toDOM: (): DOMOutputSpec => [tag, 0],
});

const SIZE_STYLE: Record<Size, string> = { small: '12px', large: '18px', huge: '24px' };

const marks: Record<string, MarkSpec> = {
  link: {
    attrs: { href: {} },
    inclusive: false,
    parseDOM: [
      {
        tag: 'a[href]',
        getAttrs: (element) => {
          const href = element.getAttribute('href') ?? '';
          return /^(?:https?:|mailto:|tel:)/i.test(href) ? { href } : false;
        },
      },
    ],
    toDOM: ({ attrs }): DOMOutputSpec => ['a', { href: String(attrs['href']) }, 0],
  },
  strong: simple('strong', [
    { tag: 'b', getAttrs: (element) => (/^(?:normal|400)$/.test(element.style.fontWeight) ? false : null) },
    { style: 'font-weight', getAttrs: (value) => (/^(?:bold(?:er)?|[6-9]\d\d)$/.test(value) ? null : false) },
  ]),
  em: simple('em', [{ tag: 'i' }, { style: 'font-style=italic' }]),
  underline: simple('u', [
    {
      style: 'text-decoration',
      getAttrs: (value) => (value.includes('underline') ? null : false),
      consuming: false,
    },
  ]),
  strike: simple('s', [
    { tag: 'del' },
    { tag: 'strike' },
    {
      style: 'text-decoration',
      getAttrs: (value) => (value.includes('line-through') ? null : false),
      consuming: false,
    },
  ]),
  colour: {
    attrs: { value: {} },
    parseDOM: [
      { style: 'color', getAttrs: (value) => attrOf(readColour(value)) },
      { tag: 'font[color]', getAttrs: (element) => attrOf(readColour(element.getAttribute('color') ?? '')) },
    ],
    toDOM: ({ attrs }): DOMOutputSpec => ['span', { style: `color:${String(attrs['value'])};` }, 0],
  },
  highlight: {
    attrs: { value: {} },
    parseDOM: [
      {
        tag: 'span, font, mark',
        consuming: false,
        getAttrs: (element) => attrOf(element.localName === 'mark' ? '#fff59d' : readBackground(element)),
      },
    ],
    toDOM: ({ attrs }): DOMOutputSpec => [
      'span',
      { style: `background-color:${String(attrs['value'])};` },
      0,
    ],
  },
  size: {
    attrs: { value: {} },
    parseDOM: [{ style: 'font-size', getAttrs: (value) => attrOf(readSize(value)) }],
    toDOM: ({ attrs }): DOMOutputSpec => {
      const value = SIZES.find((size) => size === attrs['value']) ?? 'large';
      return ['span', { style: `font-size:${SIZE_STYLE[value]};` }, 0];
    },
  },
};

const attrOf = (value: string | null) => (value === null ? (false as const) : { value });

export const letterSchema = new Schema({ nodes, marks });

/** What other attributes of the cell have set so far. */
const styleOf = (attrs: Readonly<Record<string, unknown>>): string =>
  typeof attrs['style'] === 'string' ? attrs['style'] : '';
