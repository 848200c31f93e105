/** A letter of a person's as octets (RFC 5322, MIME): plain text and HTML, pictures in the text, attachments. */
import MailComposer from 'nodemailer/lib/mail-composer';
import { checkedAddress, oneLine, wireAddress } from './checked-address.ts';

interface Party {
  readonly address: string;
  readonly name: string | null;
}

export interface LetterAttachment {
  readonly fileName: string;
  readonly contentType: string;
  readonly octets: Buffer;
  /** A picture in the text, by this Content-ID; null: an attachment. */
  readonly contentId: string | null;
}

export interface LetterToCompose {
  readonly from: Party;
  readonly to: readonly Party[];
  readonly cc: readonly Party[];
  /** Without angle brackets, as those below. */
  readonly messageId: string;
  readonly inReplyTo: string | null;
  readonly references: readonly string[];
  readonly date: Date;
  readonly subject: string;
  readonly text: string;
  readonly html: string;
  readonly attachments: readonly LetterAttachment[];
  /** One of many alike (RFC 3834 5, RFC 2369, RFC 8058). */
  readonly bulk: { readonly unsubscribeUrl: string | null } | null;
}

/**
 * Without Bcc: it is added to one's own copy only (`withBcc`).
 * @throws RangeError for what is no address, or one that cannot be written in ASCII.
 */
export function composeLetter(letter: LetterToCompose): Promise<Buffer> {
  const ids = letter.references.map(asMessageId);
  return new MailComposer({
    from: asParty(letter.from),
    to: letter.to.map(asParty),
    ...(letter.cc.length > 0 ? { cc: letter.cc.map(asParty) } : {}),
    messageId: asMessageId(letter.messageId),
    ...(letter.inReplyTo === null ? {} : { inReplyTo: asMessageId(letter.inReplyTo) }),
    ...(ids.length > 0 ? { references: ids } : {}),
    date: letter.date,
    subject: oneLine(letter.subject),
    text: encoded(letter.text),
    html: encoded(letter.html),
    attachments: letter.attachments.map(asAttachment),
    headers: bulkHeaders(letter.bulk),
    // Nothing is read from a file or an address that a text names.
    disableFileAccess: true,
    disableUrlAccess: true,
  })
    .compile()
    .build();
}

function asParty({ address, name }: Party) {
  const onWire = wireAddress(checkedAddress(address));
  if (onWire === null) throw new RangeError('not an address in ASCII');
  return { name: oneLine(name ?? '').slice(0, 200), address: onWire };
}

/** RFC 5322 3.6.4, and nothing that would end it or the line. */
const asMessageId = (id: string) => `<${id.replace(/[^\x21-\x7e]|[<>]/g, '')}>`;

/** Lines of any length in any script: base64 where most of it is beyond ASCII (RFC 2045 6.8), else quoted-printable. */
function encoded(content: string) {
  let beyond = 0;
  for (let at = 0; at < content.length; at++) if (content.charCodeAt(at) > 0x7f) beyond++;
  const contentTransferEncoding = beyond * 4 > content.length ? 'base64' : 'quoted-printable';
  // Never empty: nodemailer would leave the part out.
  return { content: content === '' ? '\r\n' : content, contentTransferEncoding };
}

const MEDIA_TYPE = /^[a-z0-9][a-z0-9!#$&^_.+-]{0,60}\/[a-z0-9][a-z0-9!#$&^_.+-]{0,60}$/;

function asAttachment({ fileName, contentType, octets, contentId }: LetterAttachment) {
  // A mail within a mail would be shown as one, and its encoding is bound (RFC 2046 5.2.1): it goes as octets.
  const shown = MEDIA_TYPE.test(contentType) && !/^(?:multipart|message)\//.test(contentType);
  return {
    filename: oneLine(fileName).replace(/[/\\]/g, '_').slice(0, 255) || 'file',
    contentType: shown ? contentType : 'application/octet-stream',
    content: octets,
    contentTransferEncoding: 'base64' as const,
    ...(contentId === null
      ? { contentDisposition: 'attachment' as const }
      : { contentDisposition: 'inline' as const, cid: contentId.replace(/[^A-Za-z0-9._@-]/g, '') }),
  };
}

function bulkHeaders(bulk: LetterToCompose['bulk']): Record<string, string> {
  if (bulk === null) return {};
  const url = bulk.unsubscribeUrl;
  if (url === null || !/^https?:\/\/[\x21-\x7e]{1,900}$/.test(url)) return { Precedence: 'bulk' };
  return {
    Precedence: 'bulk',
    'List-Unsubscribe': `<${url.replace(/[<>]/g, '')}>`,
    'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click',
  };
}
