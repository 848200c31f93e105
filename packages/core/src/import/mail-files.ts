/** Mails in files: .eml, mbox, Maildir, folders of these. */
import { createReadStream } from 'node:fs';
import { open, readdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { describeError, TradepostError } from '../errors.ts';

export interface FileMail {
  /** Where it is, for people: a path, and for an mbox the mail's number in it. */
  readonly name: string;
  readonly raw: Buffer;
}

/** A mail in a file may have this many octets. */
const MOST_MAIL_OCTETS = 256 * 1024 * 1024;
const FROM_LINE = Buffer.from('From ', 'latin1');
const LF = 0x0a;
const GT = 0x3e;

/** Told of what is no mail or cannot be read; the rest goes on. */
export type OnSkipped = (path: string, reason: string) => void;

/**
 * All mails under a path, one at a time. Folders are walked; in a Maildir `tmp` holds no mail.
 * @throws TradepostError 'not-found' for a path that is not there.
 */
export async function* readMailFiles(path: string, onSkipped: OnSkipped): AsyncGenerator<FileMail> {
  if ((await stat(path).catch(() => null)) === null)
    throw new TradepostError('not-found', `${path} is not there.`);
  yield* walk(path, onSkipped);
}

/** One file at fault never stops the others. */
async function* walk(path: string, onSkipped: OnSkipped): AsyncGenerator<FileMail> {
  let read = 0;
  try {
    for await (const mail of readOne(path, onSkipped)) {
      yield mail;
      read += 1;
    }
  } catch (error) {
    const reason =
      error instanceof TradepostError
        ? error.message
        : `${path} cannot be read (${(error as NodeJS.ErrnoException).code ?? describeError(error)}).`;
    onSkipped(path, read === 0 ? reason : `${reason} ${read} mails before that were read.`);
  }
}

async function* readOne(path: string, onSkipped: OnSkipped): AsyncGenerator<FileMail> {
  const facts = await stat(path);
  if (facts.isDirectory()) {
    const names = (await readdir(path)).sort();
    const maildir = names.includes('cur') && names.includes('new');
    for (const name of names) {
      if (maildir && name === 'tmp') continue;
      // Dovecot's and others' own files in a Maildir are no mail.
      if (/^(dovecot|\.uidvalidity|subscriptions|maildirfolder|courier)/i.test(name)) continue;
      yield* walk(join(path, name), onSkipped);
    }
    return;
  }
  // Reading from a pipe would wait for somebody to write.
  if (!facts.isFile()) throw new TradepostError('unprocessable', `${path} is no file.`);
  if (await isMbox(path)) yield* readMbox(path);
  else if (facts.size > MOST_MAIL_OCTETS)
    throw new TradepostError(
      'too-large',
      `${path} is larger than ${MOST_MAIL_OCTETS / 1024 / 1024} MB: no mail is.`,
    );
  else if (facts.size > 0) yield { name: path, raw: await readFile(path) };
}

/** An mbox begins with a line "From sender date" (RFC 4155 appendix A); no header field has that form. */
async function isMbox(path: string): Promise<boolean> {
  const handle = await open(path, 'r');
  try {
    const head = Buffer.alloc(FROM_LINE.length);
    await handle.read(head, 0, head.length, 0);
    return head.equals(FROM_LINE);
  } finally {
    await handle.close();
  }
}

/** Lines ">From " had one ">" added when the file was written (the mboxrd form); it is taken off again. */
async function* readMbox(path: string): AsyncGenerator<FileMail> {
  let lines: Buffer[] = [];
  let octets = 0;
  let number = 0;
  let begun = false;
  let blankBefore = true;
  const finish = (): FileMail | null => {
    if (!begun) return null;
    number += 1;
    // The blank line before the next "From " belongs to the mbox, not to the mail.
    if (lines.length > 1 && isBlank(lines.at(-1) as Buffer)) lines.pop();
    return { name: `${path}#${number}`, raw: Buffer.concat(lines) };
  };
  for await (const line of readLines(path)) {
    if (blankBefore && isSeparator(line)) {
      const mail = finish();
      if (mail !== null) yield mail;
      lines = [];
      octets = 0;
      begun = true;
      blankBefore = false;
      continue;
    }
    octets += line.length;
    if (octets > MOST_MAIL_OCTETS)
      throw new TradepostError(
        'too-large',
        `Mail ${number + 1} of ${path} is larger than any mail: the file is no mbox.`,
      );
    lines.push(unquote(line));
    blankBefore = isBlank(line);
  }
  const mail = finish();
  if (mail !== null) yield mail;
}

/** "From sender Thu Aug 22 12:36:23 2002"; a sentence that begins with "From " has no time and year. */
function isSeparator(line: Buffer): boolean {
  return (
    line.subarray(0, FROM_LINE.length).equals(FROM_LINE) &&
    /^From .*\d{1,2}:\d{2}(:\d{2})?\b.*\b\d{4}\b/.test(line.subarray(0, 300).toString('latin1'))
  );
}

function isBlank(line: Buffer): boolean {
  return line.length === 1 || (line.length === 2 && line[0] === 0x0d);
}

function unquote(line: Buffer): Buffer {
  let at = 0;
  while (line[at] === GT) at += 1;
  return at > 0 && line.subarray(at, at + FROM_LINE.length).equals(FROM_LINE) ? line.subarray(1) : line;
}

/** Lines with their ends; a line longer than a mail may be ends the reading with an error of the caller. */
async function* readLines(path: string): AsyncGenerator<Buffer> {
  let rest: Buffer[] = [];
  let restOctets = 0;
  for await (const chunk of createReadStream(path, { highWaterMark: 1 << 18 }) as AsyncIterable<Buffer>) {
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
        throw new TradepostError('too-large', `${path} has a line larger than any mail.`);
    }
  }
  if (rest.length > 0) yield Buffer.concat(rest);
}
