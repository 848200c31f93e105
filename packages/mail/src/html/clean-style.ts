/** Longer style attributes are cut; real ones are a few hundred characters. */
const MAX_STYLE = 4_000;
const MAX_DECLARATIONS = 60;
/** Longer values are lists of fonts at most, and even those are shorter. */
const MAX_VALUE = 300;

const COLOR =
  /^(?:#[0-9a-f]{3,8}|[a-z]{3,24}|(?:rgb|hsl)a?\(\s*[\d.]+%?(?:\s*[,/\s]\s*[\d.]+%?){2,3}\s*\))$/i;
/** No sign: negative margins and indents lay one thing over another. Four digits: no page is wider. */
const LENGTH = String.raw`(?:\d{1,4}(?:\.\d{1,6})?|\.\d{1,6})(?:px|pt|pc|em|rem|ex|ch|cm|mm|in|%)?`;
const LENGTHS = new RegExp(`^(?:${LENGTH}|auto)(?:\\s+(?:${LENGTH}|auto)){0,3}$`, 'i');
const BORDER_PART = new RegExp(
  `^(?:${LENGTH}|thin|medium|thick|none|hidden|dotted|dashed|solid|double|groove|ridge|inset|outset|#[0-9a-f]{3,8}|[a-z]{3,24}|rgba?\\([\\d.,%\\s]{5,40}\\))$`,
  'i',
);
const FONT_SIZE = new RegExp(`^(?:${LENGTH}|(?:xx?-)?(?:small|large)|medium|smaller|larger)$`, 'i');
const LINE_HEIGHT = new RegExp(`^(?:${LENGTH}|normal)$`, 'i');
const FONT_FAMILY = /^[\p{L}\p{N}\s,'"._-]+$/u;
/** The shorthand: style words, a size with the line's height, the family. */
const FONT = new RegExp(
  `^(?:(?:normal|italic|oblique|small-caps|bold|bolder|lighter|[1-9]00)\\s+){0,4}(?:${LENGTH}|(?:xx?-)?(?:small|large)|medium)(?:\\s*/\\s*(?:${LENGTH}|normal))?\\s+[\\p{L}\\p{N}\\s,'"._-]+$`,
  'iu',
);
const LIST_STYLES =
  'none disc circle square decimal lower-alpha upper-alpha lower-roman upper-roman lower-latin upper-latin';
const VERTICAL_ALIGN = new RegExp(
  `^(?:${LENGTH}|baseline|sub|super|top|text-top|middle|bottom|text-bottom)$`,
  'i',
);

type Check = (value: string) => boolean;

const matches =
  (pattern: RegExp): Check =>
  (value) =>
    pattern.test(value);

const oneOf = (words: string): Check => {
  const allowed = new Set(words.split(' '));
  return (value) => allowed.has(value.toLowerCase());
};

/** At most four width, style and colour words; brackets of colours hold no blanks after this. */
const border: Check = (value) => {
  const parts = value.replace(/\s*,\s*/g, ',').split(/\s+/);
  return parts.length <= 4 && parts.every((part) => BORDER_PART.test(part));
};

/**
 * Property → what its value may be (CSS 2.2 and the CSS 3 modules). No function but the colours', so nothing
 * that loads; no position, transform, z-index or filter, so nothing that leaves its place.
 */
const PROPERTIES: ReadonlyMap<string, Check> = new Map<string, Check>([
  ...group(
    'color background-color border-color border-top-color border-right-color border-bottom-color border-left-color',
    matches(COLOR),
  ),
  ...group(
    'width min-width max-width height min-height max-height text-indent letter-spacing word-spacing border-spacing',
    matches(LENGTHS),
  ),
  ...group('margin margin-top margin-right margin-bottom margin-left', matches(LENGTHS)),
  ...group('padding padding-top padding-right padding-bottom padding-left', matches(LENGTHS)),
  ...group('border border-top border-right border-bottom border-left border-width border-style', border),
  ...group('border-top-width border-right-width border-bottom-width border-left-width', border),
  ...group('border-top-style border-right-style border-bottom-style border-left-style', border),
  ...group('border-radius border-top-left-radius border-top-right-radius', matches(LENGTHS)),
  ...group('border-bottom-left-radius border-bottom-right-radius', matches(LENGTHS)),
  ['border-collapse', oneOf('collapse separate')],
  ['font', matches(FONT)],
  ['font-size', matches(FONT_SIZE)],
  ['font-family', matches(FONT_FAMILY)],
  ['font-weight', oneOf('normal bold bolder lighter 100 200 300 400 500 600 700 800 900')],
  ['font-style', oneOf('normal italic oblique')],
  ['font-variant', oneOf('normal small-caps')],
  ['line-height', matches(LINE_HEIGHT)],
  ['text-align', oneOf('left right center justify start end')],
  ['text-decoration', oneOf('none underline overline line-through')],
  ['text-decoration-line', oneOf('none underline overline line-through')],
  ['text-transform', oneOf('none capitalize uppercase lowercase')],
  ['vertical-align', matches(VERTICAL_ALIGN)],
  ['white-space', oneOf('normal nowrap pre pre-wrap pre-line break-spaces')],
  ['word-break', oneOf('normal break-all keep-all break-word')],
  ['word-wrap', oneOf('normal break-word')],
  ['overflow-wrap', oneOf('normal break-word anywhere')],
  ['overflow', oneOf('visible hidden auto')],
  ['display', oneOf('none block inline inline-block table table-row table-cell list-item')],
  ['visibility', oneOf('visible hidden')],
  ['float', oneOf('left right none')],
  ['clear', oneOf('left right both none')],
  ['direction', oneOf('ltr rtl')],
  ['unicode-bidi', oneOf('normal embed isolate plaintext')],
  ['table-layout', oneOf('auto fixed')],
  ...group('list-style list-style-type', oneOf(LIST_STYLES)),
]);

function group(names: string, check: Check): [string, Check][] {
  return names.split(' ').map((name) => [name, check]);
}

/**
 * The declarations of a style attribute that are on the allow-list, rewritten; '' where none is. Anything
 * with an escape, a comment, a bracket of another function or a rule in it is left out, not repaired.
 */
export function cleanStyle(style: string): string {
  const kept: string[] = [];
  for (const declaration of style.slice(0, MAX_STYLE).split(';', MAX_DECLARATIONS)) {
    const colon = declaration.indexOf(':');
    if (colon < 0) continue;
    let name = declaration.slice(0, colon).trim().toLowerCase();
    let value = declaration
      .slice(colon + 1)
      .replace(/!\s*important\s*$/i, '')
      .trim();
    if (name === 'background') {
      // White words stand on the colour below the picture, and would be lost with it.
      name = 'background-color';
      value = colourOfBackground(value);
    }
    if (value === '' || value.length > MAX_VALUE) continue;
    if (PROPERTIES.get(name)?.(value)) kept.push(`${name}:${value}`);
  }
  return kept.join(';');
}

const BACKGROUND_WORDS = new Set(
  'none repeat scroll fixed local top bottom left right center cover contain round space inherit initial unset'.split(
    ' ',
  ),
);

/** The colour in the shorthand (CSS Backgrounds 3, 3.10); '' where it names none. */
function colourOfBackground(value: string): string {
  // A url() may have been cut at a semicolon inside it.
  const words = value
    .replace(/(?:url|image-set|[a-z-]*gradient)\((?:[^()]|\([^()]*\))*\)?/gi, ' ')
    .replace(/\s*,\s*/g, ',');
  const colours = words
    .split(/\s+/)
    .filter((word) => COLOR.test(word) && !BACKGROUND_WORDS.has(word.toLowerCase()));
  return colours.length === 1 ? (colours[0] as string) : '';
}

/** A colour as CSS or the legacy attributes (bgcolor, color) take it. */
export function isColor(value: string): boolean {
  return value.length < 60 && (COLOR.test(value) || /^[0-9a-f]{6}$/i.test(value));
}
