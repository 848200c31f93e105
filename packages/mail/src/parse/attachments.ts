/** The attachments of a message: listed, counted and hashed, never kept. */
import { hash } from 'node:crypto';
import { cleanLine, cut } from '../charset/clean-text.ts';
import { cleanFileName } from '../header/file-name.ts';
import { fieldValue } from '../header/block.ts';
import { decodeHeaderText } from '../header/encoded-word.ts';
import { parseMessageId } from '../header/message-id.ts';
import { parameterText } from '../header/parameter.ts';
import { extractTnef, type TnefPart } from '../html/extract-tnef.ts';
import { type BodyReader, effectiveEncoding } from './body-text.ts';
import { hashTransfer } from './hash-transfer.ts';
import { partLimit } from './limits.ts';
import type { Entity } from './structure.ts';
import { decodeTransfer } from './transfer-encoding.ts';
import type { ParsedAttachment } from './types.ts';

/** A winmail.dat larger than this is listed, but not opened. */
const tnefLimit = 64 * 1024 * 1024;

/**
 * @param referred content ids that the HTML shows
 */
export function listAttachments(
  entities: readonly Entity[],
  reader: BodyReader,
  referred: ReadonlySet<string>,
  hint: string | null,
): ParsedAttachment[] {
  const listed: ParsedAttachment[] = [];
  for (const entity of entities) {
    if (listed.length >= partLimit) break;
    listed.push(describe(entity, referred, hint));
    if (!isTnef(entity)) continue;
    tnefParts(entity, reader).forEach((part, index) => {
      if (listed.length < partLimit) listed.push(describeTnef(part, `${entity.path}.${index + 1}`));
    });
  }
  return listed;
}

function describe(entity: Entity, referred: ReadonlySet<string>, hint: string | null): ParsedAttachment {
  const id = contentIdOf(entity);
  const { size, sha256 } = digestOf(entity);
  return {
    partPath: entity.path,
    fileName: fileNameOf(entity, hint),
    contentType: entity.typeParams.value === '' && entity.kind === 'leaf' ? octetStream : entity.type,
    size,
    sha256,
    inline: id !== null && (entity.disposition.value === 'inline' || referred.has(id)),
    contentId: id,
  };
}

const octetStream = 'application/octet-stream';

/** An attachment is asked for by the fingerprint too: it is hashed once. */
const digests = new WeakMap<Entity, { size: number; sha256: string }>();

export function digestOf(entity: Entity): { size: number; sha256: string } {
  let digest = digests.get(entity);
  if (!digest) {
    digest = hashTransfer(entity.bytes, entity.start, entity.end, effectiveEncoding(entity));
    digests.set(entity, digest);
  }
  return digest;
}

function describeTnef(part: TnefPart, partPath: string): ParsedAttachment {
  return {
    partPath,
    fileName: cleanFileName(part.fileName),
    contentType: part.contentType || octetStream,
    size: part.data.length,
    sha256: hash('sha256', part.data, 'hex'),
    inline: false,
    contentId: null,
  };
}

/** Outlook's own wrapping of attachments (application/ms-tnef, winmail.dat). */
export function isTnef(entity: Entity): boolean {
  if (entity.kind !== 'leaf' || entity.end - entity.start > tnefLimit) return false;
  if (entity.type === 'application/ms-tnef' || entity.type === 'application/vnd.ms-tnef') return true;
  return fileNameOf(entity, null)?.toLowerCase() === 'winmail.dat';
}

/** The files inside; none where the octets are not TNEF. */
export function tnefParts(entity: Entity, reader: BodyReader): TnefPart[] {
  return extractTnef(reader.octets(entity));
}

/** The body that Outlook sends to those it takes for its kind, as a text part; none, or one. */
export function tnefBody(entity: Entity): Entity[] {
  const octets = decodeTransfer(entity.bytes, entity.start, entity.end, effectiveEncoding(entity));
  const body = extractTnef(octets).find(
    ({ fileName }) => fileName === 'body.html' || fileName === 'body.txt',
  );
  if (body === undefined) return [];
  const bytes = Buffer.from(body.data);
  return [
    {
      ...entity,
      type: body.contentType,
      typeParams: { value: body.contentType, params: new Map([['charset', 'utf-8']]) },
      encoding: 'identity',
      bytes,
      start: 0,
      end: bytes.length,
    },
  ];
}

/** The name that the mail gives the part; an enclosed message without one bears its subject. */
export function fileNameOf(entity: Entity, hint: string | null): string | null {
  const named =
    cleanFileName(parameterText(entity.disposition, 'filename', hint)) ??
    cleanFileName(parameterText(entity.typeParams, 'name', hint));
  if (named !== null || entity.kind !== 'message') return named;
  const root = entity.children[0];
  const subject = root ? fieldValue(root.header, 'subject') : null;
  const title =
    subject === null ? null : cleanFileName(cut(decodeHeaderText(subject, hint).replace(/[/\\]/g, '_'), 180));
  return title === null ? null : `${title}.eml`;
}

/** Content-ID without angle brackets (RFC 2392). */
export function contentIdOf(entity: Entity): string | null {
  const id = parseMessageId(fieldValue(entity.header, 'content-id'));
  return id === null ? null : cut(cleanLine(id), 255);
}

/** Content ids that an HTML text refers to (RFC 2392); at most a thousand. */
export function referredContentIds(html: string): Set<string> {
  const ids = new Set<string>();
  if (!/cid:/i.test(html)) return ids;
  for (const match of html.matchAll(/\bcid:([^"'\s<>)]{1,255})/gi)) {
    ids.add(decodePercent((match[1] as string).replaceAll('&amp;', '&')));
    if (ids.size >= 1000) break;
  }
  return ids;
}

function decodePercent(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    // A percent sign that stands for itself.
    return text;
  }
}
