/** Header text: RFC 2047 encoded words, raw 8-bit (RFC 6532 or a charset nobody declared), and plain ASCII. */
import { decodeBinary } from '../charset/decode.ts';

/**
 * An encoded word, as lenient as mail needs: blanks and a few question marks inside, a language tag (RFC 2231 5),
 * no blank before or after. Every repetition stops at the next "?", so hostile input costs linear time.
 */
const encodedWord = /=\?([^?\s]{1,80})\?([BbQq])\?([^?]*(?:\?(?!=)[^?]*){0,4})\?=/g;

interface Word {
  readonly charset: string;
  readonly base64: boolean;
  payload: string;
}

/**
 * Decodes a header value kept as octets.
 * @param hint a charset for undeclared 8-bit octets
 * @returns Unicode text, not yet cleaned of control characters
 */
export function decodeHeaderText(binary: string, hint: string | null = null): string {
  if (!binary.includes('=?')) return decodeRaw(binary, hint);
  return decodeWords(binary, (literal) => decodeRaw(literal, hint));
}

/** Decodes the encoded words of text that is Unicode already. */
export function decodeUnicodeWords(text: string): string {
  return text.includes('=?') ? decodeWords(text, (literal) => literal) : text;
}

/** Octets outside of encoded words. */
export function decodeRaw(binary: string, hint: string | null): string {
  // Printable ASCII, by far the most common; an escape may begin ISO-2022-JP.
  if (!/[\x1b\x80-\xff]/.test(binary)) return binary;
  return decodeBinary(binary, null, hint);
}

function decodeWords(text: string, decodeLiteral: (literal: string) => string): string {
  let out = '';
  let end = 0;
  // Neighbours in one charset are joined as octets, because a character may be split between them.
  let run: Word[] = [];
  const flush = (): void => {
    if (run.length > 0) out += decodeRun(run);
    run = [];
  };
  for (const match of text.matchAll(encodedWord)) {
    const between = text.slice(end, match.index);
    const word = toWord(match[1] as string, match[2] as string, match[3] as string);
    // RFC 2047 6.2: blanks between two encoded words are not shown.
    if (run.length > 0 && /^\s*$/.test(between)) {
      if (run[0]?.charset !== word.charset) flush();
    } else {
      flush();
      out += decodeLiteral(between);
    }
    run.push(word);
    end = match.index + match[0].length;
  }
  flush();
  return out + decodeLiteral(text.slice(end));
}

function toWord(label: string, encoding: string, payload: string): Word {
  const star = label.indexOf('*');
  const charset = (star < 0 ? label : label.slice(0, star)).toLowerCase();
  return { charset, base64: encoding === 'B' || encoding === 'b', payload };
}

function decodeRun(run: readonly Word[]): string {
  let octets = '';
  for (let i = 0; i < run.length; i++) {
    const word = run[i] as Word;
    if (!word.base64) {
      octets += decodeQ(word.payload);
      continue;
    }
    let payload = word.payload.replace(/\s/g, '');
    // A base64 text cut in pieces of a wrong length goes on in the next word.
    while (payload.length % 4 !== 0 && !payload.endsWith('=') && run[i + 1]?.base64) {
      i++;
      payload += (run[i] as Word).payload.replace(/\s/g, '');
    }
    octets += Buffer.from(payload, 'base64').toString('latin1');
  }
  return decodeBinary(octets, run[0]?.charset ?? null);
}

/** RFC 2047 4.2. */
function decodeQ(payload: string): string {
  const spaced = payload.includes('_') ? payload.replaceAll('_', ' ') : payload;
  if (!spaced.includes('=')) return spaced;
  return spaced.replace(/=([0-9A-Fa-f]{2})/g, (_, hex: string) =>
    String.fromCharCode(Number.parseInt(hex, 16)),
  );
}
