/** Reading an archived message for a person: its octets, its headers, its parts, its safe HTML. */
export interface ReaderHeader {
  readonly name: string;
  readonly value: string;
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
  /** Headers in their order, decoded, and whether the HTML refers to pictures elsewhere. */
  describe(octets: Uint8Array): Promise<{ headers: ReaderHeader[]; hasRemoteImages: boolean }>;
  /** Null where the message has no HTML. */
  html(
    octets: Uint8Array,
    options: { readonly images: boolean; readonly title: string },
  ): Promise<HtmlPage | null>;
  /** @param partPath IMAP's part number (RFC 3501 6.4.5). */
  part(octets: Uint8Array, partPath: string): Promise<ReadPart | null>;
  close(): Promise<void>;
}
