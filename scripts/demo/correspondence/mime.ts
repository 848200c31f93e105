/** MIME entities from their parts (RFC 2045, 2046, 2231). */
import { type Charset, encodeText, encodeWords } from './charset.ts';

export interface Entity {
  readonly headers: readonly (readonly [string, string])[];
  readonly body: Buffer;
}

/** How a client writes a file name that is not ASCII. */
export type NameStyle = 'rfc2231' | 'rfc2047' | 'raw';

const CRLF = '\r\n';

export function base64Lines(octets: Buffer): string {
  return octets
    .toString('base64')
    .replace(/.{76}(?=.)/g, `$&${CRLF}`)
    .concat(CRLF);
}

/** RFC 2045 6.7; lines of at most 76 characters. */
export function quotedPrintable(octets: Buffer): string {
  const lines: string[] = [];
  let line = '';
  const push = (piece: string) => {
    if (line.length + piece.length > 75) {
      lines.push(`${line}=`);
      line = '';
    }
    line += piece;
  };
  for (let i = 0; i < octets.length; i++) {
    const octet = octets[i] as number;
    if (octet === 0x0d && octets[i + 1] === 0x0a) {
      if (/[ \t]$/.test(line)) line = `${line.slice(0, -1)}=${line.endsWith(' ') ? '20' : '09'}`;
      lines.push(line);
      line = '';
      i++;
    } else if (octet === 0x3d || octet > 0x7e || (octet < 0x20 && octet !== 0x09)) {
      push(`=${octet.toString(16).toUpperCase().padStart(2, '0')}`);
    } else push(String.fromCharCode(octet));
  }
  lines.push(line);
  return lines.join(CRLF) + CRLF;
}

const toCrlf = (text: string): string => text.replace(/\r?\n/g, CRLF);

export type TransferEncoding = '7bit' | '8bit' | 'base64' | 'quoted-printable';

export function textEntity(
  text: string,
  options: { subtype: 'plain' | 'html'; charset: Charset; encoding: TransferEncoding; flowed?: boolean },
): Entity {
  const octets = encodeText(toCrlf(text), options.charset);
  const body =
    options.encoding === 'base64'
      ? Buffer.from(base64Lines(octets), 'latin1')
      : options.encoding === 'quoted-printable'
        ? Buffer.from(quotedPrintable(octets), 'latin1')
        : octets;
  const flowed = options.flowed === true ? '; format=flowed' : '';
  return {
    headers: [
      ['Content-Type', `text/${options.subtype}; charset=${options.charset}${flowed}`],
      ['Content-Transfer-Encoding', options.encoding],
    ],
    body,
  };
}

/** RFC 2231 4: a parameter in another charset, in pieces so that no line is too long. */
function extendedParameter(name: string, value: string, charset: Charset): string {
  const encoded = [...encodeText(value, charset)].map((octet) => {
    const char = String.fromCharCode(octet);
    return /[A-Za-z0-9._-]/.test(char) ? char : `%${octet.toString(16).toUpperCase().padStart(2, '0')}`;
  });
  const pieces: string[] = [''];
  for (const unit of encoded) {
    if ((pieces[pieces.length - 1] as string).length + unit.length > 50) pieces.push('');
    pieces[pieces.length - 1] += unit;
  }
  if (pieces.length === 1) return `${name}*=${charset}''${pieces[0]}`;
  return pieces
    .map((piece, i) => `${name}*${i}*=${i === 0 ? `${charset}''` : ''}${piece}`)
    .join(`;${CRLF}\t`);
}

/** A file-name parameter in the client's way; `raw` is the illegal way of older clients: bare octets. */
export function nameParameter(name: string, value: string, charset: Charset, style: NameStyle): string {
  if (!/[^\x20-\x7e]/.test(value)) return `${name}="${value.replace(/["\\]/g, '\\$&')}"`;
  if (style === 'rfc2231') return extendedParameter(name, value, charset);
  if (style === 'raw') return `${name}="${encodeText(value, charset).toString('latin1')}"`;
  return `${name}="${encodeWords(value, charset)}"`;
}

export interface FilePart {
  readonly fileName: string;
  readonly contentType: string;
  readonly content: Buffer;
  /** With an id the part is an inline image of the HTML. */
  readonly contentId?: string;
}

export function fileEntity(file: FilePart, charset: Charset, style: NameStyle): Entity {
  const inline = file.contentId !== undefined;
  // Clients that write RFC 2231 in the disposition still write RFC 2047 in the type, for Outlook's sake.
  const typeStyle = style === 'rfc2231' ? 'rfc2047' : style;
  const headers: [string, string][] = [
    [
      'Content-Type',
      `${file.contentType};${CRLF}\t${nameParameter('name', file.fileName, charset, typeStyle)}`,
    ],
    ['Content-Transfer-Encoding', 'base64'],
    [
      'Content-Disposition',
      `${inline ? 'inline' : 'attachment'};${CRLF}\t${nameParameter('filename', file.fileName, charset, style)}`,
    ],
  ];
  if (file.contentId !== undefined) headers.push(['Content-ID', `<${file.contentId}>`]);
  return { headers, body: Buffer.from(base64Lines(file.content), 'latin1') };
}

/** Header octets: the values may hold raw 8-bit octets as latin1 characters. */
export function writeEntity(entity: Entity): Buffer {
  const head = entity.headers.map(([name, value]) => `${name}: ${value}${CRLF}`).join('');
  return Buffer.concat([Buffer.from(head + CRLF, 'latin1'), entity.body]);
}

export function multipart(
  subtype: string,
  parts: readonly Entity[],
  boundary: string,
  parameters = '',
): Entity {
  const chunks: Buffer[] = [];
  for (const part of parts) {
    chunks.push(
      Buffer.from(`--${boundary}${CRLF}`, 'latin1'),
      writeEntity(part),
      Buffer.from(CRLF, 'latin1'),
    );
  }
  chunks.push(Buffer.from(`--${boundary}--${CRLF}`, 'latin1'));
  return {
    headers: [['Content-Type', `multipart/${subtype};${parameters}${CRLF}\tboundary="${boundary}"`]],
    body: Buffer.concat(chunks),
  };
}
