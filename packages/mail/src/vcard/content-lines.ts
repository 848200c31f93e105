/** The content lines of a vCard stream: unfolded, split into name, parameters and raw value (RFC 6350 3.3). */

export interface ContentLine {
  /** Of a grouped property, `item1` in `item1.TEL`; lower case. */
  readonly group: string | null;
  /** Upper case. */
  readonly name: string;
  /** Names upper case. A bare parameter of version 2.1 (`TEL;CELL`) stands under `TYPE`. */
  readonly params: ReadonlyMap<string, readonly string[]>;
  /** Octets as latin1: which charset they are is told by the parameters. */
  readonly value: string;
}

/** Longer lines are photographs, sounds and keys, which nobody here reads. */
const MOST_LINE = 100_000;
const UTF8_MARK = '\u00ef\u00bb\u00bf';
const BARE_ENCODINGS = new Set(['QUOTED-PRINTABLE', 'BASE64', 'B', '8BIT', '7BIT']);

/**
 * @param text octets as latin1, so that a fold within a character of several octets joins again.
 * @returns one line after the other; what is no content line is passed over.
 */
export function* contentLines(text: string): Generator<ContentLine> {
  let open = '';
  let softBreak = false;
  for (const line of lines(text)) {
    const folded = line.startsWith(' ') || line.startsWith('\t');
    if (softBreak && !/^(?:begin|end):vcard\s*$/i.test(line)) {
      // Quoted-printable of version 2.1 goes on where the line before ended with "=" (RFC 2045 6.7).
      if (open.length < MOST_LINE) open += line;
    } else if (folded) {
      if (open.length < MOST_LINE) open += line.slice(1);
    } else {
      const parsed = readLine(open);
      if (parsed !== null) yield parsed;
      open = line;
    }
    softBreak = open.endsWith('=') && isQuotedPrintable(open);
    if (softBreak) open = open.slice(0, -1);
  }
  const parsed = readLine(open);
  if (parsed !== null) yield parsed;
}

/** Each at its end, of whatever system; without the mark of UTF-8 that each of several files put together begins with. */
function* lines(text: string): Generator<string> {
  const end = /\r\n|\r|\n|$/g;
  for (let at = 0; at < text.length; at = end.lastIndex) {
    end.lastIndex = at;
    const found = end.exec(text);
    const line = text.slice(at, found?.index);
    yield line.startsWith(UTF8_MARK) ? line.slice(UTF8_MARK.length) : line;
    if (end.lastIndex <= at) return;
  }
}

const isQuotedPrintable = (line: string) => /^[^:]{0,500}[;=]quoted-printable\b/i.test(line.slice(0, 600));

function readLine(line: string): ContentLine | null {
  if (line === '') return null;
  const colon = endOfHead(line);
  if (colon < 0) return null;
  const [head = '', ...rest] = splitOutsideQuotes(line.slice(0, colon), ';');
  const dot = head.lastIndexOf('.');
  const name = head
    .slice(dot + 1)
    .trim()
    .toUpperCase();
  if (!/^[A-Z0-9-]{1,60}$/.test(name)) return null;
  const params = new Map<string, string[]>();
  for (const part of rest) {
    const equals = part.indexOf('=');
    const bare = part.trim().toUpperCase();
    const key = equals < 0 ? (BARE_ENCODINGS.has(bare) ? 'ENCODING' : 'TYPE') : bare.slice(0, equals).trim();
    const values = splitOutsideQuotes(equals < 0 ? part : part.slice(equals + 1), ',').map(unquote);
    params.set(key, [...(params.get(key) ?? []), ...values]);
  }
  return {
    group: dot < 0 ? null : head.slice(0, dot).trim().toLowerCase(),
    name,
    params,
    value: line.slice(colon + 1),
  };
}

/** The first colon that stands in no quotation marks. */
function endOfHead(line: string): number {
  let quoted = false;
  const end = Math.min(line.length, 4_000);
  for (let i = 0; i < end; i++) {
    if (line[i] === '"') quoted = !quoted;
    else if (line[i] === ':' && !quoted) return i;
  }
  // A quotation mark that is never closed is a character like others.
  return quoted ? line.indexOf(':') : -1;
}

function splitOutsideQuotes(text: string, separator: string): string[] {
  const parts: string[] = [];
  let quoted = false;
  let start = 0;
  for (let i = 0; i < text.length; i++) {
    if (text[i] === '"') quoted = !quoted;
    else if (text[i] === separator && !quoted) {
      parts.push(text.slice(start, i));
      start = i + 1;
    }
  }
  parts.push(text.slice(start));
  return parts;
}

/** Without quotation marks, and with what RFC 6868 writes as ^n, ^' and ^^. */
const unquote = (value: string) =>
  value
    .trim()
    .replace(/^"(.*)"$/s, '$1')
    .replace(/\^([n'^])/g, (_, mark: string) => ({ n: '\n', "'": '"', '^': '^' })[mark] as string);
