/** What of a pasted or loaded style is kept, each value by itself. Null: nothing. */

export const SIZES = ['small', 'large', 'huge'] as const;
export type Size = (typeof SIZES)[number];

const ALIGNS = ['left', 'center', 'right', 'justify'] as const;

/** `left` is what is without saying so; in a text from right to left it is said. */
export function readAlign(element: HTMLElement): string | null {
  const value = element.style.textAlign || element.getAttribute('align') || '';
  return ALIGNS.find((align) => align === value.toLowerCase() && align !== 'left') ?? null;
}

export function readDirection(element: HTMLElement): 'ltr' | 'rtl' | null {
  const dir = (element.getAttribute('dir') ?? '').toLowerCase();
  return dir === 'rtl' || dir === 'ltr' ? dir : null;
}

/** Pixels of what is the text's own size: everything between is normal. */
const SMALL_TO = 12;
const LARGE_FROM = 17;
const HUGE_FROM = 22;

export function readSize(value: string): Size | null {
  const match = /^(\d+(?:\.\d+)?)(px|pt)$/.exec(value.trim());
  if (match === null) return null;
  const pixels = Number(match[1]) * (match[2] === 'pt' ? 4 / 3 : 1);
  if (pixels <= SMALL_TO) return 'small';
  if (pixels >= HUGE_FROM) return 'huge';
  return pixels >= LARGE_FROM ? 'large' : null;
}

type Rgb = readonly [number, number, number];

/** `#rgb`, `#rrggbb`, `rgb()`, and the few names that Word writes. */
export function parseColour(text: string): Rgb | null {
  const value = text.trim().toLowerCase();
  const named = NAMES[value];
  if (named !== undefined) return named;
  const short = /^#([0-9a-f])([0-9a-f])([0-9a-f])$/.exec(value);
  if (short) return [hex(short[1], 2), hex(short[2], 2), hex(short[3], 2)];
  const long = /^#([0-9a-f]{2})([0-9a-f]{2})([0-9a-f]{2})$/.exec(value);
  if (long) return [hex(long[1]), hex(long[2]), hex(long[3])];
  const rgb = /^rgba?\(\s*(\d{1,3})[\s,]+(\d{1,3})[\s,]+(\d{1,3})(?:\s*[,/]\s*([\d.]+))?\s*\)$/.exec(value);
  if (rgb === null || Number(rgb[4] ?? 1) < 0.5) return null;
  return [Number(rgb[1]), Number(rgb[2]), Number(rgb[3])];
}

const hex = (digits = '0', times = 1) => Number.parseInt(digits.repeat(times), 16);

const NAMES: Readonly<Record<string, Rgb>> = {
  red: [255, 0, 0],
  blue: [0, 0, 255],
  green: [0, 128, 0],
  yellow: [255, 255, 0],
  lime: [0, 255, 0],
  aqua: [0, 255, 255],
  navy: [0, 0, 128],
  purple: [128, 0, 128],
  orange: [255, 165, 0],
};

const toHex = (rgb: Rgb) =>
  `#${rgb.map((part) => Math.min(part, 255).toString(16).padStart(2, '0')).join('')}`;

/** Black and near it is no colour: a reader's dark screen decides. White on white was on some other paper. */
export function readColour(text: string): string | null {
  const rgb = parseColour(text);
  if (rgb === null) return null;
  const [least, most] = [Math.min(...rgb), Math.max(...rgb)];
  const grey = most - least < 24;
  return grey && (most < 96 || least > 224) ? null : toHex(rgb);
}

export function readBackground(element: HTMLElement): string | null {
  const { backgroundColor, background } = element.style;
  const rgb = parseColour(backgroundColor || background || element.getAttribute('bgcolor') || '');
  return rgb === null || Math.min(...rgb) > 247 ? null : toHex(rgb);
}
