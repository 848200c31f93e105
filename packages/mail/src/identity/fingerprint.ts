/**
 * A message's identity, whatever way it came: the Sent copy and the delivered copy have the same, a forged mail
 * that reuses a Message-ID has its own.
 *
 * Canonical form, version 1: SHA-256 over these lines in UTF-8, each ended by LF.
 *
 *     tradepost-message/1
 *     message-id:<id without angle brackets, or empty>
 *     from:<normalised addresses of From, joined by ",">
 *     date:<milliseconds since 1970 of Date; the field's text, blanks joined, where it is unreadable; or empty>
 *     subject:<decoded subject, blanks joined, 998 characters at most>
 *     to:<normalised addresses of To and Cc, sorted, joined by ",">     only where both id and date are empty
 *     part:<type>:<SHA-256 of the decoded octets>                       one per leaf, in order
 *
 * Of text parts, of enclosed messages, and of parts without base64, the octets are those after `canonicalText`:
 * transports change line ends, blanks at line ends and "From " at line starts. Multiparts, preambles, transfer
 * encodings, file names, Bcc and every other field are left out. Where the parts are not all read, one line
 * `body:<SHA-256 of the raw octets after the header, as canonicalText>` stands in place of the part lines.
 *
 * A stored fingerprint is compared with later ones: a change of this form is a new version.
 */
import { hash } from 'node:crypto';

const version = 'tradepost-message/1';

export interface Identity {
  readonly messageId: string | null;
  readonly from: readonly string[];
  /** To and Cc. */
  readonly recipients: readonly string[];
  /** Milliseconds, or the field as it stands where it is unreadable, or null. */
  readonly date: number | string | null;
  readonly subject: string;
}

export interface PartDigest {
  readonly type: string;
  readonly sha256: string;
}

/** @returns SHA-256, hex */
export function fingerprintOf(
  identity: Identity,
  parts: readonly PartDigest[] | { readonly body: string },
): string {
  const lines = [
    version,
    `message-id:${identity.messageId ?? ''}`,
    `from:${identity.from.join(',')}`,
    `date:${typeof identity.date === 'string' ? oneLine(identity.date) : (identity.date ?? '')}`,
    `subject:${oneLine(identity.subject)}`,
  ];
  if (identity.messageId === null && identity.date === null) {
    lines.push(`to:${[...identity.recipients].sort().join(',')}`);
  }
  if ('body' in parts) lines.push(`body:${parts.body}`);
  else for (const part of parts) lines.push(`part:${part.type}:${part.sha256}`);
  return hash('sha256', `${lines.join('\n')}\n`, 'hex');
}

/** The fingerprint of octets that nothing could be read from. */
export function fingerprintOfRaw(sha256: string): string {
  return hash('sha256', `${version}\nraw:${sha256}\n`, 'hex');
}

function oneLine(text: string): string {
  return text.replace(/\s+/g, ' ').trim();
}

/** SHA-256 of octets as `canonicalText` makes them, hex. */
export function digestText(octets: Buffer): string {
  return hash('sha256', canonicalText(octets), 'hex');
}

const LF = 10;

/**
 * LF line ends, no blanks before them, none at the end of the text, no ">" before "From " at a line start.
 */
function canonicalText(octets: Buffer): Buffer {
  const out = Buffer.allocUnsafe(octets.length + 1);
  let to = 0;
  let at = octets[0] === 0x3e ? unstuffed(octets, 0) : 0;
  while (at < octets.length) {
    const byte = octets[at++] as number;
    if (byte !== LF) {
      out[to++] = byte;
      continue;
    }
    while (to > 0 && isBlank(out[to - 1] as number)) to--;
    out[to++] = LF;
    if (octets[at] === 0x3e) at = unstuffed(octets, at);
  }
  while (to > 0 && (isBlank(out[to - 1] as number) || out[to - 1] === LF)) to--;
  return out.subarray(0, to);
}

function isBlank(byte: number): boolean {
  return byte === 0x20 || byte === 0x0d || byte === 0x09;
}

/** mbox writers put ">" before "From " and before ">From ": the place of the "F", or `at` where there is none. */
function unstuffed(octets: Buffer, at: number): number {
  let from = at;
  while (from < octets.length && octets[from] === 0x3e) from++;
  if (octets[from] !== 0x46) return at;
  return octets.toString('latin1', from, Math.min(octets.length, from + 5)) === 'From ' ? from : at;
}
