/** A mail of our own as octets (RFC 5322, MIME). */
import MailComposer from 'nodemailer/lib/mail-composer';
import { checkedAddress, oneLine } from './checked-address.ts';

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

/** @throws RangeError for what is no address. */
export async function composeMail(mail: MailToCompose): Promise<ComposedMail> {
  const from = checkedAddress(mail.from.address);
  const to = checkedAddress(mail.to);
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
