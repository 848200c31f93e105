import { cleanStyle, isColor } from './clean-style.ts';
import { cleanDataImage, cleanId, cleanLink, cleanRemoteImage, contentIdOf } from './clean-url.ts';

/** What a mail's pictures may be; keeps count over the whole mail. */
export interface ImagePolicy {
  /** The address to show for a Content-ID; null where the mail has no such part. */
  inlineImageUrl(contentId: string): string | null;
  allowRemoteImages: boolean;
  allowDataImages: boolean;
  /** Called for each picture on another machine, shown or not. */
  onRemoteImage(): void;
}

type Attributes = Record<string, string>;
type Clean = (value: string) => string | null;

const keepIf =
  (pattern: RegExp): Clean =>
  (value) => {
    const trimmed = value.trim();
    return pattern.test(trimmed) ? trimmed : null;
  };

const LENGTH = keepIf(/^\d{1,4}(?:\.\d{1,4})?(?:px|%)?$/i);
const SMALL_NUMBER = keepIf(/^\d{1,3}$/);
const COLOR: Clean = (value) => (isColor(value.trim()) ? value.trim() : null);
const TEXT: Clean = (value) => value.slice(0, 1_000);

/** HTML 15.2 (obsolete presentational attributes, which mails live on) and the harmless current ones. */
const GLOBAL: ReadonlyMap<string, Clean> = new Map<string, Clean>([
  ['style', (value) => cleanStyle(value) || null],
  ['title', TEXT],
  ['dir', keepIf(/^(?:ltr|rtl|auto)$/i)],
  ['lang', keepIf(/^[a-z0-9-]{1,35}$/i)],
  ['align', keepIf(/^(?:left|right|center|justify|middle|top|bottom|absmiddle)$/i)],
  ['valign', keepIf(/^(?:top|middle|bottom|baseline)$/i)],
  ['width', LENGTH],
  ['height', LENGTH],
  ['bgcolor', COLOR],
  ['color', COLOR],
  ['face', keepIf(/^[\p{L}\p{N}\s,'"._-]{1,200}$/u)],
  ['size', keepIf(/^[+-]?\d{1,2}$/)],
  ['border', SMALL_NUMBER],
  ['cellpadding', SMALL_NUMBER],
  ['cellspacing', SMALL_NUMBER],
  ['hspace', SMALL_NUMBER],
  ['vspace', SMALL_NUMBER],
  ['colspan', SMALL_NUMBER],
  ['rowspan', SMALL_NUMBER],
  ['span', SMALL_NUMBER],
  ['start', keepIf(/^-?\d{1,6}$/)],
  ['type', keepIf(/^(?:1|a|i|disc|circle|square)$/i)],
  ['nowrap', () => 'nowrap'],
  ['noshade', () => 'noshade'],
  ['alt', TEXT],
  ['id', cleanId],
]);

/** Every attribute name that can leave this file. */
export const ALLOWED_ATTRIBUTES: readonly string[] = [
  ...GLOBAL.keys(),
  'href',
  'src',
  'target',
  'rel',
  'referrerpolicy',
];

/** The attributes of an element that may be shown, rewritten; the rest is left out. */
export function cleanAttributes(tagName: string, attributes: Attributes, images: ImagePolicy): Attributes {
  const clean: Attributes = {};
  for (const name of Object.keys(attributes)) {
    const value = GLOBAL.get(name)?.(attributes[name] ?? '');
    if (value !== null && value !== undefined) clean[name] = value;
  }
  if (tagName === 'body') addBodyColours(clean, attributes);
  if ((attributes.class ?? '').startsWith('Mso') && isWordParagraph(tagName)) addStyle(clean, 'margin:0');
  if (tagName === 'a') addLink(clean, attributes);
  if (tagName === 'img') addSource(clean, attributes, images);
  return clean;
}

/** Word and Outlook set the distance of their paragraphs in a style sheet, and write an empty one for a blank line. */
const isWordParagraph = (tagName: string): boolean =>
  tagName === 'p' || tagName === 'li' || tagName === 'div';

/** The body's own attributes mean nothing on the element that stands for it. */
function addBodyColours(clean: Attributes, { text }: Attributes): void {
  const colour = text === undefined ? null : COLOR(text);
  if (colour !== null) addStyle(clean, `color:${cssColour(colour)}`);
  if (clean.bgcolor !== undefined) addStyle(clean, `background-color:${cssColour(clean.bgcolor)}`);
}

/** The attributes take six digits without their mark. */
const cssColour = (colour: string): string => (/^[0-9a-f]{6}$/i.test(colour) ? `#${colour}` : colour);

/** Before the element's own declarations, so that those win. */
function addStyle(clean: Attributes, declaration: string): void {
  clean.style = clean.style === undefined ? declaration : `${declaration};${clean.style}`;
}

function addLink(clean: Attributes, attributes: Attributes): void {
  // `name` is how older mails mark the place that "#…" leads to.
  const anchor = clean.id === undefined && attributes.name !== undefined ? cleanId(attributes.name) : null;
  if (anchor !== null) clean.id = anchor;
  const href = attributes.href === undefined ? null : cleanLink(attributes.href);
  if (href === null) return;
  clean.href = href;
  if (href.startsWith('#')) return;
  clean.target = '_blank';
  clean.rel = 'noopener noreferrer nofollow';
  clean.referrerpolicy = 'no-referrer';
}

function addSource(clean: Attributes, attributes: Attributes, images: ImagePolicy): void {
  const source = attributes.src;
  if (source === undefined) return;
  const contentId = contentIdOf(source);
  const local =
    contentId !== null
      ? images.inlineImageUrl(contentId)
      : images.allowDataImages
        ? cleanDataImage(source)
        : null;
  if (local !== null) {
    clean.src = local;
    return;
  }
  const remote = contentId === null ? cleanRemoteImage(source) : null;
  if (remote === null) return;
  images.onRemoteImage();
  if (!images.allowRemoteImages) return;
  clean.src = remote;
  clean.referrerpolicy = 'no-referrer';
}
