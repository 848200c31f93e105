/** Reading an archived message for a person: its octets, its headers, its parts, its safe HTML. */
import type { Submission } from '@tradepost/mail/card';
import type { QuotableMail } from '@tradepost/mail/reply';
import type { QuoteContext } from '../promise/find-quotes.ts';
import type { Needle } from '../search/needles.ts';
import type { FileQuotes } from '../promise/read-file-quotes.ts';

export interface ReaderHeader {
  readonly name: string;
  readonly value: string;
}

export interface Description {
  /** In their order, decoded. */
  readonly headers: ReaderHeader[];
  /** Whom these octets name in Bcc; another copy of the mail may name others, or nobody. */
  readonly bcc: readonly { readonly address: string; readonly name: string | null }[];
  /** The HTML refers to pictures elsewhere. */
  readonly hasRemoteImages: boolean;
}

export interface HtmlOptions {
  readonly images: boolean;
  readonly title: string;
  /** What a search looked for: it is marked. */
  readonly needles: readonly Needle[];
}

export interface HtmlPage {
  /** A whole document for a sandboxed frame. */
  readonly html: string;
  /** The Content-Security-Policy that it must be served with. */
  readonly csp: string;
}

export interface ReadPart {
  readonly octets: Uint8Array;
  /** As the mail declares it: never sent to a browser. */
  readonly contentType: string;
  readonly fileName: string | null;
}

export interface MailReader {
  describe(octets: Uint8Array): Promise<Description>;
  /** Null where the message has no HTML. */
  html(octets: Uint8Array, options: HtmlOptions): Promise<HtmlPage | null>;
  /** @param partPath IMAP's part number (RFC 3501 6.4.5). */
  part(octets: Uint8Array, partPath: string): Promise<ReadPart | null>;
  /** What the unified mailbox must know of it. */
  submission(octets: Uint8Array): Promise<Submission>;
  /** What an answer to it quotes. @param pictures numbers of the parts whose pictures may come along. */
  quotable(octets: Uint8Array, pictures: readonly string[]): Promise<QuotableMail>;
  /** Quotations in an attachment; a file that takes too long is 'unreadable', and takes nobody else's thread. */
  quotes(octets: Uint8Array, partPath: string, context: QuoteContext): Promise<FileQuotes>;
  close(): Promise<void>;
}
