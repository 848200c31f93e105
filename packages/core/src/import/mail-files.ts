/** Mails in files: .eml, mbox, Maildir, folders of these. */
import { open, readdir, readFile, stat } from 'node:fs/promises';
import { describeError, TradepostError } from '../errors.ts';
import { BYTE_ORDER_MARK, firstLineAt, looksLikeMail, MOST_MAIL_OCTETS } from './mail-form.ts';
import { isFromLine, readMbox } from './mbox.ts';

export interface FileMail {
  /** Where it is, for people: a path, and for an mbox the mail's number in it. */
  readonly name: string;
  readonly raw: Buffer;
}

const HEAD_OCTETS = 16 * 1024;
/** Dovecot's and others' own files in a Maildir, Thunderbird's and the system's beside mail. */
const NO_MAIL =
  /^(dovecot|\.uidvalidity|subscriptions|maildirfolder|courier|\.ds_store$|thumbs\.db$|desktop\.ini$|msgfilterrules\.dat$|.*\.msf$)/i;

/** Told of what is no mail or cannot be read; the rest goes on. */
export type OnSkipped = (path: string, reason: string) => void;

interface Walk {
  readonly onSkipped: OnSkipped;
  /** Folders that were entered: a link may lead back to one. */
  readonly entered: Set<string>;
}

/**
 * All mails under a path, one at a time. Folders are walked; in a Maildir `tmp` holds no mail.
 * @throws TradepostError 'not-found' for a path that is not there.
 */
export async function* readMailFiles(path: string, onSkipped: OnSkipped): AsyncGenerator<FileMail> {
  if ((await stat(path).catch(() => null)) === null)
    throw new TradepostError('not-found', `${path} is not there.`);
  yield* walk(Buffer.from(path), { onSkipped, entered: new Set() });
}

/** One file at fault never stops the others. @param path octets: a name need not be UTF-8. */
async function* walk(path: Buffer, on: Walk): AsyncGenerator<FileMail> {
  let read = 0;
  const name = nameOf(path);
  try {
    for await (const mail of readOne(path, name, on)) {
      yield mail;
      read += 1;
    }
  } catch (error) {
    const reason =
      error instanceof TradepostError
        ? error.message
        : `${name} cannot be read (${(error as NodeJS.ErrnoException).code ?? describeError(error)}).`;
    on.onSkipped(name, read === 0 ? reason : `${reason} ${read} mails before that were read.`);
  }
}

async function* readOne(path: Buffer, name: string, on: Walk): AsyncGenerator<FileMail> {
  const facts = await stat(path, { bigint: true });
  if (facts.isDirectory()) {
    const folder = `${facts.dev}/${facts.ino}`;
    if (on.entered.has(folder)) return;
    on.entered.add(folder);
    const entries = (await readdir(path, { encoding: 'buffer' })).sort((a, b) => a.compare(b));
    const names = entries.map(nameOf);
    const maildir = names.includes('cur') && names.includes('new');
    for (const [index, entry] of entries.entries()) {
      const own = names[index] as string;
      if ((maildir && own === 'tmp') || NO_MAIL.test(own)) continue;
      yield* walk(Buffer.concat([path, Buffer.from('/'), entry]), on);
    }
    return;
  }
  // Reading from a pipe would wait for somebody to write.
  if (!facts.isFile()) throw new TradepostError('unprocessable', `${name} is no file.`);
  if (facts.size === 0n) return;
  const head = await readHead(path);
  if (isFromLine(head.subarray(firstLineAt(head)))) {
    for await (const { number, raw } of readMbox(path, name)) yield { name: `${name}#${number}`, raw };
    return;
  }
  if (facts.size > MOST_MAIL_OCTETS)
    throw new TradepostError(
      'too-large',
      `${name} is larger than ${MOST_MAIL_OCTETS / 1024 / 1024} MB: no mail is.`,
    );
  if (!looksLikeMail(head))
    throw new TradepostError('unprocessable', `${name} is no mail: it has no header.`);
  yield { name, raw: mailIn(await readFile(path), name) };
}

async function readHead(path: Buffer): Promise<Buffer> {
  const handle = await open(path, 'r');
  try {
    const head = Buffer.alloc(HEAD_OCTETS);
    const { bytesRead } = await handle.read(head, 0, head.length, 0);
    return head.subarray(0, bytesRead);
  } finally {
    await handle.close();
  }
}

/** Apple Mail's .emlx has the mail's length on a line before it, and a property list behind it. */
function mailIn(file: Buffer, name: string): Buffer {
  const length = name.endsWith('.emlx') ? /^(\d{1,9})\s*\n/.exec(file.toString('latin1', 0, 40)) : null;
  if (length !== null) return file.subarray(length[0].length, length[0].length + Number(length[1]));
  const marked = file.subarray(0, BYTE_ORDER_MARK.length).equals(BYTE_ORDER_MARK);
  return marked ? file.subarray(BYTE_ORDER_MARK.length) : file;
}

/** For people. Archives that were packed in China bear names in GB18030. */
function nameOf(path: Buffer): string {
  const text = path.toString('utf8');
  return text.includes('\u{FFFD}') ? new TextDecoder('gb18030').decode(path) : text;
}
