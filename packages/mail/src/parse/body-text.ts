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
  const plain = joinTexts(parts.plain, reader);
  // Many programs send an empty plain part beside the HTML.
  if (plain.text !== '' || parts.rich.length === 0) return plain;
  return joinTexts(parts.rich, reader);
}

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
