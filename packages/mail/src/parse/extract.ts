/** Pieces of a stored message, for the reader and for downloads: read again from the raw octets each time. */
import { cleanLine, cut } from '../charset/clean-text.ts';
import { readHeaderBlock } from '../header/block.ts';
import { decodeHeaderText } from '../header/encoded-word.ts';
import { cleanFileName } from '../header/file-name.ts';
import { contentIdOf, fileNameOf, isTnef, tnefParts } from './attachments.ts';
import { BodyReader, effectiveEncoding, readableText } from './body-text.ts';
import { classify } from './classify.ts';
import { listedHeadersLimit } from './limits.ts';
import { readingParts, withLineFeeds } from './message.ts';
import { type Entity, readStructure } from './structure.ts';
import { decodeTransfer } from './transfer-encoding.ts';

export interface ExtractedPart {
  /** Lower case; as declared, so never to be trusted with a browser. */
  readonly contentType: string;
  readonly fileName: string | null;
  /** Octets after the transfer encoding is undone. */
  readonly data: Buffer;
}

/**
 * The part with that number (RFC 3501 6.4.5), also inside an enclosed message or a winmail.dat.
 * @returns null where the message has no such part, or it cannot be read
 */
export function extractPart(raw: Buffer, partPath: string): ExtractedPart | null {
  if (!/^\d{1,5}(?:\.\d{1,5}){0,99}$/.test(partPath)) return null;
  try {
    return findPart(withLineFeeds(raw), partPath);
  } catch {
    // The caller learns that there is no such part; the message itself stays downloadable as a whole.
    return null;
  }
}

function findPart(bytes: Buffer, partPath: string): ExtractedPart | null {
  const { root } = readStructure(bytes);
  const entity = find(root, partPath);
  if (entity) {
    const data = decodeTransfer(entity.bytes, entity.start, entity.end, effectiveEncoding(entity));
    return { contentType: entity.type, fileName: fileNameOf(entity, null), data };
  }
  const dot = partPath.lastIndexOf('.');
  const wrapping = dot < 0 ? null : find(root, partPath.slice(0, dot));
  if (!wrapping || !isTnef(wrapping)) return null;
  const part = tnefParts(wrapping, new BodyReader())[Number(partPath.slice(dot + 1)) - 1];
  if (!part) return null;
  return {
    contentType: part.contentType,
    fileName: cleanFileName(part.fileName),
    data: Buffer.from(part.data),
  };
}

function find(entity: Entity, path: string): Entity | null {
  // The root of an enclosed multipart bears the number of the part that encloses it, which comes first.
  if (entity.path === path) return entity;
  for (const child of entity.children) {
    const found = find(child, path);
    if (found) return found;
  }
  return null;
}

export interface ExtractedBodies {
  /** Readable text, as ParsedMessage.text; null where there is none. */
  readonly text: string | null;
  /** The HTML as it came, several parts one after another: to be cleaned before it is shown. Null where there is none. */
  readonly html: string | null;
  /** Content-ID (without brackets) → part number, of parts that the HTML may refer to. */
  readonly inlineImages: Map<string, string>;
}

/** The bodies of a message for the reader. Never throws; what cannot be read is null. */
export function extractBodies(raw: Buffer): ExtractedBodies {
  const inlineImages = new Map<string, string>();
  try {
    const parts = readingParts(classify(readStructure(withLineFeeds(raw)).root));
    const reader = new BodyReader();
    for (const entity of parts.attachments) {
      const id = contentIdOf(entity);
      if (id !== null && !inlineImages.has(id)) inlineImages.set(id, entity.path);
    }
    const { text } = readableText(parts, reader);
    const isHtml = parts.rich.some((entity) => entity.type === 'text/html');
    const html = isHtml ? parts.rich.map((entity) => toHtml(entity, reader)).join('\n') : null;
    return { text: text === '' ? null : text, html, inlineImages };
  } catch {
    // As for a part: the reader shows that nothing can be shown, and offers the raw message.
    return { text: null, html: null, inlineImages };
  }
}

/** Plain parts between HTML ones (a mailing list's footer) are shown as they are written. */
function toHtml(entity: Entity, reader: BodyReader): string {
  const text = reader.text(entity);
  if (entity.type === 'text/html') return text;
  const escaped = text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
  return `<pre>${escaped}</pre>`;
}

/** UTF-16 units of one listed value. */
const listedValueLimit = 10_000;

/** The header fields as a person may read them, in their order, at most 500. Never throws. */
export function listHeaders(raw: Buffer): { name: string; value: string }[] {
  const bytes = withLineFeeds(raw);
  const header = readHeaderBlock(bytes, 0, bytes.length, true);
  return header.fields.slice(0, listedHeadersLimit).map((field) => ({
    name: cleanLine(field.rawName),
    value: cut(cleanLine(decodeHeaderText(field.value)), listedValueLimit),
  }));
}
