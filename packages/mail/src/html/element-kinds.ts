/** How an HTML element bears on the lines of plain text; every element not named here is inline. */
export type ElementKind =
  | 'skip' // its content is no text for people
  | 'block' // stands on its own line
  | 'paragraph' // is set off by a blank line
  | 'break'
  | 'rule'
  | 'list'
  | 'item'
  | 'table'
  | 'row'
  | 'cell'
  | 'quote'
  | 'pre'
  | 'image';

const NAMES: Record<ElementKind, string> = {
  // `xml` is Word's unwrapped settings block; `option` would list every choice of a form.
  skip: 'script style title template object iframe noembed noframes textarea select xmp xml audio video canvas',
  block:
    'address article aside body center dd details dir div dl dt fieldset figcaption figure footer form head header html legend main nav section summary',
  paragraph: 'p h1 h2 h3 h4 h5 h6',
  break: 'br',
  rule: 'hr',
  list: 'ul ol menu',
  item: 'li',
  table: 'table',
  row: 'tr caption',
  cell: 'td th',
  quote: 'blockquote',
  pre: 'pre listing plaintext',
  image: 'img',
};

const KINDS: ReadonlyMap<string, ElementKind> = new Map(
  (Object.keys(NAMES) as ElementKind[]).flatMap((kind) =>
    NAMES[kind].split(' ').map((name) => [name, kind] as const),
  ),
);

const LONGEST_NAME = Math.max(...[...KINDS.keys()].map((name) => name.length));

/** HTML 13.1.2: elements that have no end tag, so they can hide nothing behind them. */
const VOID = new Set('area base br col embed hr img input link meta param source track wbr'.split(' '));

/** The element's kind by its lower-case name; undefined for inline and unknown elements. */
export function elementKind(name: string): ElementKind | undefined {
  return name.length > LONGEST_NAME ? undefined : KINDS.get(name);
}

export function isVoidElement(name: string): boolean {
  return VOID.has(name);
}
