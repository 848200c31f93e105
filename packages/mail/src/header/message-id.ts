/** Message-ID, In-Reply-To and References (RFC 5322 3.6.4), as leniently as other mail programs read them. */
import { cut } from '../charset/clean-text.ts';

/** RFC 5322 2.1.1: no line is longer than this. */
const idLimit = 998;
/** References kept: the first and the newest. A longer chain adds nothing to threading. */
const referenceLimit = 50;
/** Octets of References that are looked at. */
const referenceBytes = 64 * 1024;

/** The id without angle brackets and blanks, or null. */
export function parseMessageId(field: string | null): string | null {
  if (field === null) return null;
  return parseIds(field.slice(0, 4 * idLimit), 1)[0] ?? null;
}

/** In-Reply-To: the first id; what people wrote beside it ("Your message of …") is no id. */
export function parseInReplyTo(field: string | null): string | null {
  if (field === null) return null;
  const bracketed = /<([^<>]+)>/.exec(field.slice(0, referenceBytes));
  if (bracketed) return parseMessageId(bracketed[0]);
  const id = parseMessageId(field);
  return id?.includes('@') ? id : null;
}

/** Oldest first, without doubles; the first and the newest 49 where there are more than 50. */
export function parseReferences(field: string | null): string[] {
  if (field === null) return [];
  const ids = [...new Set(parseIds(field.slice(0, referenceBytes), 1000))];
  if (ids.length <= referenceLimit) return ids;
  return [ids[0] as string, ...ids.slice(1 - referenceLimit)];
}

function parseIds(field: string, limit: number): string[] {
  const ids: string[] = [];
  if (field.includes('<')) {
    for (const match of field.matchAll(/<([^<>]*)>?/g)) {
      const id = cleanId(match[1] as string);
      if (id !== '') ids.push(id);
      if (ids.length >= limit) break;
    }
    if (ids.length > 0) return ids;
  }
  // Without brackets: each word is an id; a comment is none.
  for (const word of field.replace(/\([^()]*\)/g, ' ').split(/[\s,]+/)) {
    const id = cleanId(word.replace(/[<>]/g, ''));
    if (id !== '' && (limit === 1 || id.includes('@'))) ids.push(id);
    if (ids.length >= limit) break;
  }
  return ids;
}

/** Folding may have left blanks inside; octets beyond ASCII (RFC 6532) are read as UTF-8 where they are. */
function cleanId(id: string): string {
  let clean = id.replace(/[\s\0-\x1f\x7f]+/g, '');
  if (/[\x80-\xff]/.test(clean)) clean = Buffer.from(clean, 'latin1').toString('utf8');
  return cut(clean, idLimit);
}
