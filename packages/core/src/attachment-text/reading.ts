/** What goes to the process that reads files, and what comes back. */
import type { ExtractedText } from '@tradepost/mail/office';

export interface FileQuestion {
  /** Of the file, or of the mail that it is a part of. */
  readonly octets: Uint8Array;
  /** IMAP's part number (RFC 3501 6.4.5); null where the octets are the file. */
  readonly partPath: string | null;
  readonly fileName: string | null;
  readonly contentType: string;
}

/** The same as it is sent: its octets come through the standard input, for a message would copy them twice. */
export type SentQuestion = Omit<FileQuestion, 'octets'> & { readonly size: number };

/** Null: the mail has no such part. */
export type FileAnswer = ExtractedText | null;

/** What a file may cost. */
export interface ReadingLimits {
  readonly timeoutMs: number;
  /** Of the process, all of it. */
  readonly memoryMb: number;
}
