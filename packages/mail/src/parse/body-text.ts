/** The text of body parts, decoded and made readable. */
import { cleanBlock, cut } from '../charset/clean-text.ts';
import { decodeText } from '../charset/decode.ts';
import { parameterText } from '../header/parameter.ts';
import { htmlToText } from '../html/html-to-text.ts';
import type { Classified } from './classify.ts';
import { unflow } from './flowed.ts';
import { textBytesLimit, textLimit } from './limits.ts';
import type { Entity } from './structure.ts';
import { decodeTransfer, looksLikeBase64, type TransferEncoding } from './transfer-encoding.ts';

/** Decoded octets and text of the leaves of one message; each is decoded once. */
export class BodyReader {
  private readonly octetsOf = new Map<Entity, Buffer>();
  private readonly textOf = new Map<Entity, string>();

  /** The part's octets without the transfer encoding. */
  octets(entity: Entity): Buffer {
    let octets = this.octetsOf.get(entity);
    if (!octets) {
      octets = decodeTransfer(entity.bytes, entity.start, entity.end, effectiveEncoding(entity));
      this.octetsOf.set(entity, octets);
    }
    return octets;
  }

  /** A text part as Unicode; HTML stays HTML. */
  text(entity: Entity): string {
    let text = this.textOf.get(entity);
    if (text === undefined) {
      const octets = this.octets(entity);
      const bounded = octets.length > textBytesLimit ? octets.subarray(0, textBytesLimit) : octets;
      const charset =
        entity.typeParams.params.get('charset') ?? parameterText(entity.typeParams, 'charset', null);
      const decoded = decodeText(
        bounded,
        charset ?? (entity.type === 'text/html' ? metaCharset(bounded) : null),
      );
      text = cleanBlock(decoded);
      this.textOf.set(entity, text);
    }
    return text;
  }
}

/** The transfer encoding, unless a text part plainly is not what it is labelled. */
export function effectiveEncoding(entity: Entity): TransferEncoding {
  if (
    entity.encoding === 'base64' &&
    entity.type.startsWith('text/') &&
    !looksLikeBase64(entity.bytes, entity.start, entity.end)
  ) {
    return 'identity';
  }
  return entity.encoding;
}

/** Web pages that a script mails as plain text; a person who writes about HTML does not begin with its document. */
export function readsAsHtml(entity: Entity): boolean {
  if (entity.type !== 'text/plain') return false;
  const head = decodeTransfer(
    entity.bytes,
    entity.start,
    Math.min(entity.end, entity.start + 800),
    effectiveEncoding(entity),
  );
  const text = head.toString('latin1');
  if (/^(?:\xef\xbb\xbf)?\s*(?:<!doctype\s+html|<html[\s>])/i.test(text)) return true;
  return (
    /^\s*<(?:head|body|div|table|meta|style|p|font|span|center)[\s>]/i.test(text) &&
    /<\/[a-z]{1,10}>/i.test(text)
  );
}

/** HTML names its charset itself where the mail does not. */
function metaCharset(octets: Buffer): string | null {
  const head = octets.toString('latin1', 0, 2048);
  return /<meta[^>]{0,200}?charset\s*=\s*["']?([A-Za-z0-9_:.-]{2,40})/i.exec(head)?.[1] ?? null;
}

export interface ReadableText {
  readonly text: string;
  readonly source: 'plain' | 'html' | 'none';
  readonly truncated: boolean;
}

/** The readable text of a message: its plain parts, else what its HTML says. */
export function readableText(parts: Classified, reader: BodyReader): ReadableText {
  const joined = joinTexts(parts.plain, reader);
  if (joined.source === 'html' || !parts.rich.some(({ type }) => type === 'text/html')) return joined;
  // QQ Mail makes its plain part of the HTML, and leaves these.
  const plain = { ...joined, text: joined.text.replaceAll('&nbsp;', ' ').trim() };
  // Many programs send an empty plain part beside the HTML.
  if (plain.text === '') return joinTexts(parts.rich, reader);
  if (plain.text.length > standInLimit) return plain;
  const octets = parts.rich.reduce((sum, entity) => sum + reader.octets(entity).length, 0);
  if (octets < standInFactor * plain.text.length) return plain;
  const rich = joinTexts(parts.rich, reader);
  return isStandIn(plain.text, rich.text) ? rich : plain;
}

/** UTF-16 units: "Your mail program does not show HTML" takes no more in any language, link included. */
const standInLimit = 400;
/** The HTML says so many times more than what stands in for it. */
const standInFactor = 3;

/** A plain part that only says that the mail is HTML: its words are not in the HTML, which says far more. */
function isStandIn(plain: string, rich: string): boolean {
  const words = lettersOf(plain).slice(0, 40);
  if (words === '') return lettersOf(rich) !== '';
  return rich.length >= standInFactor * plain.length && !lettersOf(rich).includes(words);
}

/** Without what the two forms write differently: blanks, marks, links, the places of pictures. */
const lettersOf = (text: string): string =>
  text.replace(/\[[^[\]]*\]|https?:\S+/g, '').replace(/[^\p{L}\p{N}]+/gu, '');

/** The readable text of these parts alone. */
export const textOf = (entities: readonly Entity[], reader: BodyReader): string =>
  joinTexts(entities, reader).text;

function joinTexts(entities: readonly Entity[], reader: BodyReader): ReadableText {
  let text = '';
  let source: ReadableText['source'] = 'none';
  let truncated = false;
  for (const entity of entities) {
    const room = textLimit - text.length;
    if (room <= 0) {
      truncated = true;
      break;
    }
    if (reader.octets(entity).length > textBytesLimit) truncated = true;
    // One more than there is room for shows that something was left out.
    const piece = partText(entity, reader, room + 1).trim();
    if (piece === '') continue;
    if (entity.type === 'text/html') source = 'html';
    else if (source === 'none') source = 'plain';
    text += (text === '' ? '' : '\n\n') + piece;
    if (text.length > textLimit) {
      text = cut(text, textLimit);
      truncated = true;
    }
  }
  return { text, source, truncated };
}

function partText(entity: Entity, reader: BodyReader, room: number): string {
  const text = reader.text(entity);
  if (entity.type === 'text/html') return cleanBlock(htmlToText(text, room));
  if (entity.type === 'text/enriched' || entity.type === 'text/richtext')
    return stripEnriched(cut(text, 2 * room));
  if (entity.typeParams.params.get('format')?.toLowerCase() !== 'flowed') return cut(text, room);
  return unflow(cut(text, 2 * room), entity.typeParams.params.get('delsp')?.toLowerCase() === 'yes');
}

/** RFC 1896: commands in angle brackets, "<<" for a bracket. */
function stripEnriched(text: string): string {
  return text
    .replace(/<param>[^<]{0,1000}<\/param>/gi, '')
    .replace(/<<|<\/?[A-Za-z][A-Za-z0-9-]{0,60}>/g, (command) => (command === '<<' ? '<' : ''));
}
