/** Mails as a file that other programs read. One mail at a time is in memory. */
import { ZipWriter } from '../zip/zip-writer.ts';

export interface ArchivedMail {
  readonly id: number;
  readonly subject: string;
  readonly fromAddress: string | null;
  readonly occurredAt: Date;
  readonly octets: Buffer;
}

/** Each as it came, named by its subject and its time where the reader is. */
export async function* zipOf(mails: AsyncIterable<ArchivedMail>, timeZone: string): AsyncGenerator<Buffer> {
  const zip = new ZipWriter();
  for await (const mail of mails)
    yield* zip.add(emlName(mail, timeZone), one(mail.octets), clockOf(mail.occurredAt, timeZone));
  yield zip.end();
}

async function* one(octets: Buffer): AsyncGenerator<Buffer> {
  yield octets;
}

/** `2026-03-05 17:30:00`. */
const clockOf = (moment: Date, timeZone: string) =>
  new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short', timeStyle: 'medium' }).format(moment);

const MOST_OF_SUBJECT = 80;

/** No folders, no marks that turn a name round, nothing that a file system refuses; the id keeps names apart. */
export function emlName({ id, subject, occurredAt }: Omit<ArchivedMail, 'octets'>, timeZone: string): string {
  const plain = subject
    .toWellFormed()
    .normalize('NFC')
    .replace(/[\p{Cc}\p{Cf}\u2028\u2029]/gu, '')
    .replace(/[/\\:*?"<>|]/g, '_')
    .trim();
  const short = [...plain]
    .slice(0, MOST_OF_SUBJECT)
    .join('')
    .replace(/^\.+|[. ]+$/g, '');
  const time = clockOf(occurredAt, timeZone).slice(0, 16).replace(':', '');
  return `${time} ${short === '' ? 'mail' : short} (${id}).eml`;
}

/** RFC 4155, with each line that looks like the beginning of a mail quoted so that it can be undone ("mboxrd"). */
export async function* mboxOf(mails: AsyncIterable<ArchivedMail>): AsyncGenerator<Buffer> {
  for await (const { fromAddress, occurredAt, octets } of mails) {
    const sender = /^[!-~]+$/.test(fromAddress ?? '') ? fromAddress : 'MAILER-DAEMON';
    // ctime's form in UTC: "Thu Jan  1 00:00:00 1970".
    const [weekday, day, month, year, time] = occurredAt.toUTCString().split(/,? /);
    yield Buffer.from(
      `From ${sender} ${weekday} ${month} ${String(Number(day)).padStart(2)} ${time} ${year}\n`,
    );
    // One octet is one character: nothing of another encoding is touched.
    const text = octets
      .toString('latin1')
      .replaceAll('\r\n', '\n')
      .replace(/^(?=>*From )/gm, '>');
    yield Buffer.from(text.endsWith('\n') ? `${text}\n` : `${text}\n\n`, 'latin1');
  }
}
