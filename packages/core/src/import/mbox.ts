/** Mails of an mbox (RFC 4155 appendix A), as the many programs that wrote one understood it. */
import { createReadStream } from 'node:fs';
import { TradepostError } from '../errors.ts';
import { BYTE_ORDER_MARK, isHeaderField, MOST_MAIL_OCTETS } from './mail-form.ts';

const FROM_LINE = Buffer.from('From ', 'latin1');
const LF = 0x0a;
const GT = 0x3e;

/** "From sender Thu Aug 22 12:36:23 2002"; a sentence that begins with "From " has no time and year. */
const DATED = /^From .*\d{1,2}:\d{2}(:\d{2})?\b.*\b\d{4}\b/;
/** The same to the letter. */
const DATED_STRICTLY = /^From \S+ +[A-Z][a-z]{2} +[A-Z][a-z]{2} +\d{1,2} +\d{1,2}:\d{2}.* \d{4}/;
/** A sender and no date that could be read: "From a@b.example", "From ", "From ???@??? 2020/11/17". */
const UNDATED = /^From +(\S*@\S*|-|MAILER-DAEMON)?[\s\d/:.+-]*$/i;

/** Begins a file that is an mbox: no header field has that form. */
export const isFromLine = (line: Buffer): boolean => line.subarray(0, FROM_LINE.length).equals(FROM_LINE);

/**
 * Lines ">From " had one ">" added when the file was written (the mboxrd form); it is taken off again.
 * @param name of the file, for people.
 * @throws TradepostError 'too-large' where it is no mbox after all.
 */
export async function* readMbox(
  path: Buffer,
  name: string,
): AsyncGenerator<{ readonly number: number; readonly raw: Buffer }> {
  let lines: Buffer[] = [];
  let octets = 0;
  let number = 0;
  let begun = false;
  let blankBefore = true;
  const finish = (): Buffer => {
    number += 1;
    // The blank line before the next "From " belongs to the mbox, not to the mail.
    if (lines.length > 1 && isBlank(lines.at(-1) as Buffer)) lines.pop();
    return Buffer.concat(lines);
  };
  for await (const [line, next] of withNext(readLines(path, name))) {
    // Nothing but blank lines stands before the first.
    if (begun ? isSeparator(line, next, blankBefore) : isFromLine(line)) {
      if (begun) yield { number: number + 1, raw: finish() };
      lines = [];
      octets = 0;
      begun = true;
      blankBefore = false;
      continue;
    }
    if (!begun) continue;
    octets += line.length;
    if (octets > MOST_MAIL_OCTETS)
      throw new TradepostError(
        'too-large',
        `Mail ${number + 1} of ${name} is larger than any mail: the file is no mbox.`,
      );
    lines.push(unquote(line));
    blankBefore = isBlank(line);
  }
  if (begun) yield { number: number + 1, raw: finish() };
}

/** Where the form is not the usual one, a header must follow: else a sentence in a mail would cut it in two. */
function isSeparator(line: Buffer, next: Buffer | null, blankBefore: boolean): boolean {
  if (!isFromLine(line)) return false;
  const text = line.subarray(0, 300).toString('latin1');
  if (blankBefore && DATED.test(text)) return true;
  // Two files put one behind the other have no blank line in between.
  const unusual = blankBefore ? UNDATED : DATED_STRICTLY;
  return unusual.test(text) && next !== null && isHeaderField(next);
}

const isBlank = (line: Buffer): boolean => line.length === 1 || (line.length === 2 && line[0] === 0x0d);

function unquote(line: Buffer): Buffer {
  let at = 0;
  while (line[at] === GT) at += 1;
  return at > 0 && isFromLine(line.subarray(at)) ? line.subarray(1) : line;
}

/** Each line with the one behind it. */
async function* withNext(lines: AsyncIterable<Buffer>): AsyncGenerator<[Buffer, Buffer | null]> {
  let before: Buffer | null = null;
  for await (const line of lines) {
    if (before !== null) yield [before, line];
    before = line;
  }
  if (before !== null) yield [before, null];
}

/** Lines with their ends; a line longer than a mail may be ends the reading with an error of the caller. */
async function* readLines(path: Buffer, name: string): AsyncGenerator<Buffer> {
  let rest: Buffer[] = [];
  let restOctets = 0;
  let atStart = true;
  for await (const read of createReadStream(path, { highWaterMark: 1 << 18 }) as AsyncIterable<Buffer>) {
    const marked = atStart && read.subarray(0, BYTE_ORDER_MARK.length).equals(BYTE_ORDER_MARK);
    const chunk = marked ? read.subarray(BYTE_ORDER_MARK.length) : read;
    atStart = false;
    let from = 0;
    for (let end = chunk.indexOf(LF, from); end !== -1; end = chunk.indexOf(LF, from)) {
      const piece = chunk.subarray(from, end + 1);
      yield rest.length === 0 ? piece : Buffer.concat([...rest, piece]);
      rest = [];
      restOctets = 0;
      from = end + 1;
    }
    if (from < chunk.length) {
      rest.push(chunk.subarray(from));
      restOctets += chunk.length - from;
      if (restOctets > MOST_MAIL_OCTETS)
        throw new TradepostError('too-large', `${name} has a line larger than any mail.`);
    }
  }
  if (rest.length > 0) yield Buffer.concat(rest);
}
