/**
 * The header of a message or a part (RFC 5322 2.2, RFC 2045 3), found over the octets.
 *
 * Values are kept as strings of octets (each UTF-16 unit one octet, "binary strings"), because only the field
 * and the rest of the message tell how they are to be decoded.
 */

export interface HeaderField {
  /** As it stands. */
  readonly rawName: string;
  /** Lower case. */
  readonly name: string;
  /** Unfolded, trimmed, as octets. */
  readonly value: string;
}

export interface HeaderBlock {
  readonly fields: readonly HeaderField[];
  /** Offset of the first octet of the body; the end of the range where there is no body. */
  readonly bodyStart: number;
  /** Octets were left out because a bound was reached. */
  readonly truncated: boolean;
}

/** Octets of header that are kept for one message or part. */
export const headerBytesLimit = 1024 * 1024;
/** Octets kept of one field: a To of several thousand addresses fits. */
const fieldBytesLimit = 256 * 1024;
/** Fields kept. */
const fieldLimit = 5000;

const LF = 10;
const CR = 13;

/**
 * Reads the header that begins at `start`; never beyond `end`.
 * @param atMessageStart the range is a whole message: an mbox "From " line and blank lines before the header are passed over
 */
export function readHeaderBlock(
  bytes: Buffer,
  start: number,
  end: number,
  atMessageStart: boolean,
): HeaderBlock {
  let at = atMessageStart ? skipForeignLines(bytes, start, end) : start;
  const spans: number[] = [];
  let kept = 0;
  let truncated = false;
  let fieldStart = -1;
  let bodyStart = end;
  const close = (fieldEnd: number): void => {
    if (fieldStart < 0) return;
    const length = fieldEnd - fieldStart;
    const taken = Math.min(length, fieldBytesLimit, headerBytesLimit - kept);
    if (taken < length || spans.length >= fieldLimit * 2) truncated = true;
    if (taken > 0 && spans.length < fieldLimit * 2) {
      spans.push(fieldStart, fieldStart + taken);
      kept += taken;
    }
    fieldStart = -1;
  };
  while (at < end) {
    const lf = bytes.indexOf(LF, at);
    const lineEnd = lf < 0 || lf >= end ? end : lf;
    const first = bytes[at] as number;
    if (first === CR || first === LF) {
      if (isBlank(bytes, at, lineEnd)) {
        close(at);
        bodyStart = Math.min(end, lineEnd + 1);
        break;
      }
    }
    if (first === 0x20 || first === 0x09) {
      // A folded line belongs to the field before it; before any field it is ignored.
    } else if (isFieldLine(bytes, at, lineEnd)) {
      close(at);
      fieldStart = at;
    } else if (lf >= 0 && continuesHeader(bytes, lf + 1, end, atMessageStart)) {
      // A stray line between fields: passed over, so that the fields after it are not lost.
      close(at);
    } else {
      // The blank line is missing: the body begins here.
      close(at);
      bodyStart = at;
      break;
    }
    at = lineEnd + 1;
  }
  close(Math.min(at, end));
  return { fields: sliceFields(bytes, spans), bodyStart, truncated };
}

/** Value of the first field of that name (lower case), or null. */
export function fieldValue(block: HeaderBlock, name: string): string | null {
  for (const field of block.fields) if (field.name === name) return field.value;
  return null;
}

/** Values of all fields of that name (lower case), topmost first. */
export function fieldValues(block: HeaderBlock, name: string): string[] {
  const values: string[] = [];
  for (const field of block.fields) if (field.name === name) values.push(field.value);
  return values;
}

function sliceFields(bytes: Buffer, spans: readonly number[]): HeaderField[] {
  const fields: HeaderField[] = [];
  for (let i = 0; i < spans.length; i += 2) {
    const line = bytes.toString('latin1', spans[i] as number, spans[i + 1] as number);
    const colon = line.indexOf(':');
    if (colon < 0) continue;
    const rawName = line.slice(0, colon).trimEnd();
    let value = line.slice(colon + 1);
    // RFC 5322 2.2.3: unfolding; the fold and the blanks after it read as one blank.
    if (value.includes('\n')) value = trimBlanks(value).replace(/\r*\n[ \t]*/g, ' ');
    fields.push({ rawName, name: rawName.toLowerCase(), value: trimBlanks(value) });
  }
  return fields;
}

/** trim() would take NBSP (0xA0) too, which is half of a character in many charsets. */
function trimBlanks(value: string): string {
  let from = 0;
  let to = value.length;
  while (from < to && isBlankUnit(value.charCodeAt(from))) from++;
  while (to > from && isBlankUnit(value.charCodeAt(to - 1))) to--;
  return from === 0 && to === value.length ? value : value.slice(from, to);
}

function isBlankUnit(unit: number): boolean {
  return unit === 0x20 || unit === 0x09 || unit === LF || unit === CR;
}

function isBlank(bytes: Buffer, at: number, lineEnd: number): boolean {
  for (let i = at; i < lineEnd; i++) if (bytes[i] !== CR) return false;
  return true;
}

/** RFC 5322 2.2: printable ASCII but the colon, then the colon; 4.5.8 allows blanks before the colon. */
function isFieldLine(bytes: Buffer, at: number, lineEnd: number): boolean {
  // A field name longer than this is no name.
  const limit = Math.min(lineEnd, at + 200);
  let i = at;
  // Octets beyond ASCII are no name by the RFC; such fields occur and hide nothing.
  while (i < limit && (bytes[i] as number) > 0x20 && bytes[i] !== 0x3a) i++;
  if (i === at) return false;
  while (i < limit && (bytes[i] === 0x20 || bytes[i] === 0x09)) i++;
  return i < limit && bytes[i] === 0x3a;
}

/** Folded lines that are passed over in search of the next field. */
const lookAhead = 10;

/**
 * Whether fields go on after a stray line. In a message any field will do; a part is more likely to lack its
 * header, and then only a field of MIME's own says that it does not.
 */
function continuesHeader(bytes: Buffer, from: number, end: number, inMessage: boolean): boolean {
  let at = from;
  for (let lines = 0; lines < lookAhead && at < end; lines++) {
    const lf = bytes.indexOf(LF, at);
    const lineEnd = lf < 0 || lf > end ? end : lf;
    if (bytes[at] !== 0x20 && bytes[at] !== 0x09) {
      if (!isFieldLine(bytes, at, lineEnd)) return false;
      return inMessage || /^content-/i.test(bytes.toString('latin1', at, at + 8));
    }
    at = lineEnd + 1;
  }
  return false;
}

/** Blank lines and mbox separators ("From " and ">From ") that stand before the header. */
function skipForeignLines(bytes: Buffer, start: number, end: number): number {
  let at = start;
  for (let lines = 0; lines < 20 && at < end; lines++) {
    const lf = bytes.indexOf(LF, at);
    if (lf < 0 || lf >= end) break;
    const line = bytes.toString('latin1', at, Math.min(lf, at + 7));
    const foreign = /^(?:>?From |[\r\n\t ]*$)/.test(line) && (line.length < 7 || /^>?From /.test(line));
    if (!foreign) break;
    at = lf + 1;
  }
  // Only blank lines: then the message has no header.
  return at >= end || continuesHeader(bytes, at, end, true) ? Math.min(at, end) : start;
}
