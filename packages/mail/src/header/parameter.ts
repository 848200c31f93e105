/** Content-Type and Content-Disposition: a value and its parameters (RFC 2045 5.1, RFC 2183, RFC 2231). */
import { decodeBinary, unreadableShare } from '../charset/decode.ts';
import { decodeHeaderText } from './encoded-word.ts';

export interface Parameterised {
  /** Lower case, without blanks and comments. */
  readonly value: string;
  /** Names in lower case with their RFC 2231 marks; values as octets. The first of a name counts. */
  readonly params: ReadonlyMap<string, string>;
}

const parameterLimit = 200;
const segmentLimit = 200;
const empty: Parameterised = { value: '', params: new Map() };

export function parseParameterised(field: string | null): Parameterised {
  if (field === null || field === '') return empty;
  const semicolon = field.indexOf(';');
  const head = semicolon < 0 ? field : field.slice(0, semicolon);
  const value = stripComments(head).replace(/["\s]/g, '').toLowerCase();
  const params = new Map<string, string>();
  if (semicolon >= 0) readParameters(field, semicolon + 1, params);
  return { value, params };
}

function readParameters(field: string, from: number, params: Map<string, string>): void {
  let at = from;
  for (let count = 0; at < field.length && count < parameterLimit; count++) {
    const end = parameterEnd(field, at);
    const piece = field.slice(at, end);
    at = end + 1;
    const equals = piece.indexOf('=');
    if (equals < 0) continue;
    const name = stripComments(piece.slice(0, equals)).trim().toLowerCase();
    if (name !== '' && !params.has(name)) params.set(name, parameterValue(piece.slice(equals + 1)));
  }
}

/** The next semicolon that stands outside of quotation marks. */
function parameterEnd(field: string, from: number): number {
  let quoted = false;
  for (let i = from; i < field.length; i++) {
    const unit = field.charCodeAt(i);
    if (quoted && unit === 0x5c) i++;
    else if (unit === 0x22) quoted = !quoted;
    else if (unit === 0x3b && !quoted) return i;
  }
  if (!quoted) return field.length;
  // A quotation mark that never closes: the semicolon counts after all.
  const semicolon = field.indexOf(';', from);
  return semicolon < 0 ? field.length : semicolon;
}

function parameterValue(text: string): string {
  const trimmed = text.trim();
  // A comment stands apart; brackets right behind a word are part of an unquoted name: offer(1).pdf.
  if (!trimmed.startsWith('"')) return trimmed.replace(/(?:^|\s)\([^()]*\)/g, '').trim();
  let out = '';
  for (let i = 1; i < trimmed.length; i++) {
    const character = trimmed[i] as string;
    if (character === '"') return out;
    if (character === '\\' && i + 1 < trimmed.length) {
      const next = trimmed[i + 1] as string;
      // RFC 822 quotes these two only; a Windows path is written with single backslashes. At the end of all the mark
      // closes: in Big5 and Shift_JIS a backslash is the second half of many a character.
      if (next === '\\' || (next === '"' && i + 2 < trimmed.length)) {
        out += next;
        i++;
        continue;
      }
    }
    out += character;
  }
  return out;
}

function stripComments(text: string): string {
  if (!text.includes('(')) return text;
  return text.replace(/\([^()]*\)/g, '');
}

/**
 * A parameter's text: RFC 2231 continuations and charsets, RFC 2047 words (against the RFC, but common),
 * raw 8-bit. Null where the parameter is absent.
 */
export function parameterText(from: Parameterised, name: string, hint: string | null): string | null {
  const plain = from.params.get(name);
  const extended = extendedText(from.params, name, hint);
  if (
    extended === null &&
    plain !== undefined &&
    /^(?:utf-8|gbk|gb2312|gb18030|iso-8859-1)'[^']{0,20}'/i.test(plain)
  ) {
    // RFC 2231 without its star.
    return decodeExtended(plain, hint);
  }
  if (extended === null) return plain === undefined ? null : decodeHeaderText(plain, hint);
  if (plain !== undefined && unreadableShare(extended) > 0) return decodeHeaderText(plain, hint);
  return extended;
}

/** RFC 2231 3 and 4: `name*`, `name*0`, `name*0*`. */
function extendedText(params: ReadonlyMap<string, string>, name: string, hint: string | null): string | null {
  const whole = params.get(`${name}*`);
  if (whole !== undefined) return decodeExtended(whole, hint);
  let octets = '';
  let charset: string | null = null;
  let anyEncoded = false;
  let found = false;
  for (let i = 0; i < segmentLimit; i++) {
    const encoded = params.get(`${name}*${i}*`);
    const literal = encoded === undefined ? params.get(`${name}*${i}`) : undefined;
    // Some writers begin to count at 1.
    if (encoded === undefined && literal === undefined) {
      if (i === 0 && (params.has(`${name}*1`) || params.has(`${name}*1*`))) continue;
      break;
    }
    if (encoded === undefined) {
      octets += literal ?? '';
    } else {
      const parts = !anyEncoded && !found ? splitCharset(encoded) : { charset: null, rest: encoded };
      charset ??= parts.charset;
      octets += decodePercent(parts.rest);
      anyEncoded = true;
    }
    found = true;
  }
  if (!found) return null;
  return anyEncoded ? decodeBinary(octets, charset, hint) : decodeHeaderText(octets, hint);
}

function decodeExtended(value: string, hint: string | null): string {
  const { charset, rest } = splitCharset(value);
  // Some writers put an encoded word where percent signs belong.
  if (charset === null && rest.includes('=?')) return decodeHeaderText(rest, hint);
  return decodeBinary(decodePercent(rest), charset, hint);
}

/** `charset'language'text`; both may be empty. */
function splitCharset(value: string): { charset: string | null; rest: string } {
  const match = /^([^']{0,60})'[^']{0,60}'/.exec(value);
  if (!match) return { charset: null, rest: value };
  return { charset: match[1] || null, rest: value.slice(match[0].length) };
}

function decodePercent(text: string): string {
  if (!text.includes('%')) return text;
  return text.replace(/%([0-9A-Fa-f]{2})/g, (_, hex: string) =>
    String.fromCharCode(Number.parseInt(hex, 16)),
  );
}
