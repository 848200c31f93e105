/** A mail of our own as octets (RFC 5322, MIME). */
import MailComposer from 'nodemailer/lib/mail-composer';

export interface MailToCompose {
  readonly from: { readonly name: string | null; readonly address: string };
  readonly to: string;
  /** Without angle brackets. */
  readonly messageId: string;
  readonly inReplyTo: string | null;
  readonly date: Date;
  readonly subject: string;
  readonly text: string;
  readonly html: string | null;
}

export interface ComposedMail {
  readonly from: string;
  readonly to: string;
  readonly raw: Buffer;
}

/** No control character, no space, none that a header or a command reads as its own. */
// oxlint-disable-next-line no-control-regex -- control characters are what it is about
const ADDRESS = /^[^@\s<>",;:()[\]\\\u0000-\u001f\u007f]+@[^@\s<>",;:()\\\u0000-\u001f\u007f]+$/;

/** nodemailer parses what it takes as text: an address with a line break would become a command of SMTP. */
function checked(address: string): string {
  if (address.length > 320 || !ADDRESS.test(address)) throw new RangeError('not an address');
  return address;
}

/** One line: a header cannot be put in by what a customer or a colleague is called. */
const oneLine = (value: string) => value.replace(/[\p{Cc}\p{Zl}\p{Zp}]+/gu, ' ').trim();

/** @throws RangeError for what is no address. */
export async function composeMail(mail: MailToCompose): Promise<ComposedMail> {
  const from = checked(mail.from.address);
  const to = checked(mail.to);
  const raw = await new MailComposer({
    from: { name: oneLine(mail.from.name ?? ''), address: from },
    to: { name: '', address: to },
    messageId: `<${oneLine(mail.messageId)}>`,
    ...(mail.inReplyTo === null
      ? {}
      : { inReplyTo: `<${oneLine(mail.inReplyTo)}>`, references: `<${oneLine(mail.inReplyTo)}>` }),
    date: mail.date,
    subject: oneLine(mail.subject),
    text: mail.text,
    ...(mail.html === null ? {} : { html: mail.html }),
    // RFC 3834 5: nobody's absence notice answers a machine.
    headers: { 'Auto-Submitted': 'auto-generated' },
    // Nothing is read from a file or an address that a text names.
    disableFileAccess: true,
    disableUrlAccess: true,
  })
    .compile()
    .build();
  return { from, to, raw };
}
