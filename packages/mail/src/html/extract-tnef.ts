import { ByteReader } from './byte-reader.ts';
import { decodeCodePage, decodeUtf16 } from './code-page.ts';
import { decompressRtf } from './decompress-rtf.ts';
import { type MapiProperty, PropertyId, PropertyType, readMapiProperties } from './mapi-properties.ts';
import { rtfToBody } from './rtf-to-body.ts';

/** One file or body found in a TNEF stream. */
export interface TnefPart {
  /** Last part of a path, without control characters; null where the stream names none. */
  fileName: string | null;
  /** Lower-case media type; `application/octet-stream` where none is declared. */
  contentType: string;
  /** A view of the input for attachments; bodies are UTF-8. */
  data: Uint8Array;
}

/** MS-OXTNEF 2.1.3.1. */
const SIGNATURE = 0x223e9f78;
const LEVEL_MESSAGE = 0x01;
const LEVEL_ATTACHMENT = 0x02;

/** MS-OXTNEF 2.1.3.2: attribute ids, the type in the upper half. */
const Attribute = {
  body: 0x0002800c,
  attachData: 0x0006800f,
  attachTitle: 0x00018010,
  attachRenderData: 0x00069002,
  messageProperties: 0x00069003,
  attachment: 0x00069005,
  oemCodePage: 0x00069007,
} as const;

const MAX_PARTS = 1_000;
const MAX_ATTRIBUTES = 20_000;
/** A forwarded message within a forwarded message … */
const MAX_NESTING = 4;
const MAX_FILE_NAME = 255;

interface Attachment {
  title: Uint8Array | null;
  data: Uint8Array | null;
  properties: Map<number, MapiProperty>;
}

/**
 * The attachments and bodies in a winmail.dat (MS-OXTNEF), those of embedded messages too. Bodies come as
 * parts named `body.html` and `body.txt`. Never throws: garbage has no parts, a cut stream has those that
 * were read before the cut. Attachment data are views of the input, so memory is bounded by it.
 */
export function extractTnef(data: Uint8Array): TnefPart[] {
  const parts: TnefPart[] = [];
  readStream(data, parts, 0);
  return parts;
}

function readStream(data: Uint8Array, parts: TnefPart[], depth: number): void {
  const reader = new ByteReader(data);
  if (reader.uint32() !== SIGNATURE || reader.uint16() === null) return;
  let codePage: number | null = null;
  let plainBody: Uint8Array | null = null;
  let properties = new Map<number, MapiProperty>();
  const attachments: Attachment[] = [];
  let attachment: Attachment | undefined;

  for (let i = 0; i < MAX_ATTRIBUTES && attachments.length < MAX_PARTS; i++) {
    const level = reader.uint8();
    const id = reader.uint32();
    const length = reader.uint32();
    if (id === null || length === null || (level !== LEVEL_MESSAGE && level !== LEVEL_ATTACHMENT)) break;
    const value = reader.bytesUpTo(length);
    // The checksum that follows is not verified: a wrong one is no reason to withhold a file.
    reader.bytesUpTo(2);
    if (level === LEVEL_MESSAGE) {
      if (id === Attribute.oemCodePage) codePage = new ByteReader(value).uint32();
      else if (id === Attribute.body) plainBody = value;
      else if (id === Attribute.messageProperties) properties = readMapiProperties(value);
      continue;
    }
    // attAttachRenderData begins each attachment (MS-OXTNEF 2.1.3.3.15); some writers leave the first out.
    if (id === Attribute.attachRenderData || attachment === undefined) {
      attachment = { title: null, data: null, properties: new Map() };
      attachments.push(attachment);
    }
    if (id === Attribute.attachTitle) attachment.title = value;
    else if (id === Attribute.attachData) attachment.data = value;
    else if (id === Attribute.attachment) attachment.properties = readMapiProperties(value);
  }

  addBodies(parts, properties, plainBody, codePage);
  for (const one of attachments) addAttachment(parts, one, codePage, depth);
}

function addBodies(
  parts: TnefPart[],
  properties: Map<number, MapiProperty>,
  plainBody: Uint8Array | null,
  codePage: number | null,
): void {
  const internet = properties.get(PropertyId.internetCodePage);
  const htmlCodePage = internet === undefined ? codePage : new ByteReader(internet.value).uint32();
  let html = textOf(properties.get(PropertyId.bodyHtml), htmlCodePage);
  let text =
    textOf(properties.get(PropertyId.body), codePage) ?? (plainBody && decodeCodePage(plainBody, codePage));
  const rtf = properties.get(PropertyId.rtfCompressed);
  if (!html && rtf?.type === PropertyType.binary) {
    // What Outlook sends to those it takes for its kind: the body is here and nowhere else.
    const body = rtfToBody(decompressRtf(rtf.value));
    if (body.kind === 'html') html = body.text;
    else text ||= body.text;
  }
  if (html) add(parts, { fileName: 'body.html', contentType: 'text/html', data: Buffer.from(html, 'utf8') });
  if (text) add(parts, { fileName: 'body.txt', contentType: 'text/plain', data: Buffer.from(text, 'utf8') });
}

function addAttachment(
  parts: TnefPart[],
  { title, data, properties }: Attachment,
  codePage: number | null,
  depth: number,
): void {
  const content = properties.get(PropertyId.attachData);
  if (content?.type === PropertyType.object && content.value.length > 16) {
    // An embedded message or OLE object: an interface id, then a stream (MS-OXTNEF 2.1.3.4).
    const stream = content.value.subarray(16);
    if (isTnef(stream)) {
      if (depth < MAX_NESTING) readStream(stream, parts, depth + 1);
      return;
    }
  }
  const bytes = data ?? (content?.type === PropertyType.object ? content.value.subarray(16) : content?.value);
  const name =
    textOf(properties.get(PropertyId.attachLongFileName), codePage) ||
    (title && decodeCodePage(title, codePage)) ||
    textOf(properties.get(PropertyId.attachFileName), codePage) ||
    textOf(properties.get(PropertyId.displayName), codePage);
  if (bytes === undefined) return;
  const type = textOf(properties.get(PropertyId.attachMimeTag), codePage)?.trim().toLowerCase() ?? '';
  add(parts, {
    fileName: cleanName(name ?? ''),
    contentType: /^[\w.+-]{1,100}\/[\w.+-]{1,100}$/.test(type) ? type : 'application/octet-stream',
    data: bytes,
  });
}

function add(parts: TnefPart[], part: TnefPart): void {
  if (parts.length < MAX_PARTS) parts.push(part);
}

function isTnef(data: Uint8Array): boolean {
  return new ByteReader(data).uint32() === SIGNATURE;
}

function textOf(property: MapiProperty | undefined, codePage: number | null): string | null {
  if (property === undefined) return null;
  switch (property.type) {
    case PropertyType.unicode:
      return decodeUtf16(property.value);
    case PropertyType.string8:
    case PropertyType.binary:
      return decodeCodePage(property.value, codePage);
    default:
      return null;
  }
}

/** Senders put whole paths into names (MS-OXCMSG 2.2.2.11 has PidTagAttachPathname for them, not all know). */
function cleanName(name: string): string | null {
  const last = name.split(/[\\/]/).at(-1) ?? '';
  // oxlint-disable-next-line no-control-regex -- they have no place in a file name
  const clean = last.replace(/[\u0000-\u001f\u007f-\u009f]/g, '').trim();
  return clean === '' ? null : clean.slice(0, MAX_FILE_NAME).toWellFormed();
}
