/** What the parser says of a message. All text is well-formed Unicode without NUL, cut to the bounds named here. */

import type { FailedRecipient } from '../bounce/read-bounce.ts';
import type { InquirySignals } from '../inquiry/signals.ts';
import type { IndexedText } from '../words/index-text.ts';

export type ParseTier = 'full' | 'headers' | 'raw';
export type Automatic = 'auto-reply' | 'bounce' | 'list' | 'bulk' | 'auto-generated';
export type AddressRole = 'from' | 'sender' | 'reply-to' | 'to' | 'cc' | 'bcc';

export interface ParsedAddress {
  readonly role: AddressRole;
  /** Order within its role, from 0. */
  readonly position: number;
  /** Normalised: lower case, no brackets, IDNA domain as U-labels; at most 320 characters. */
  readonly address: string;
  /** Display name, decoded; null where there is none. At most 300 characters. */
  readonly name: string | null;
}

export interface ParsedAttachment {
  /** IMAP's part number (RFC 3501 6.4.5): "2", "1.3". A message with a single part has "1". */
  readonly partPath: string;
  readonly fileName: string | null;
  /** Declared type in lower case; `application/octet-stream` where absent or malformed. */
  readonly contentType: string;
  /** Octets after the transfer encoding is undone. */
  readonly size: number;
  /** SHA-256 of the decoded octets, hex. */
  readonly sha256: string;
  /** Referred to by the HTML (cid:) or declared inline with a Content-ID. */
  readonly inline: boolean;
  readonly contentId: string | null;
}

export interface ParsedMessage {
  readonly tier: ParseTier;
  /** Set when tier is not 'full': a short code, for people to see ("too-many-parts", "parser-timeout", …). */
  readonly quarantineReason: string | null;
  readonly quarantineDetail: string | null;
  /** SHA-256, hex, of Message-ID, From, Date, Subject and the decoded parts; no transport headers, no Bcc (I2). */
  readonly fingerprint: string;
  /** Without angle brackets (RFC 5322 3.6.4), at most 998 characters; null where there is none. */
  readonly messageId: string | null;
  readonly inReplyTo: string | null;
  /** Oldest first, without doubles; the first and the newest 49 where there are more than 50. */
  readonly references: readonly string[];
  /** Decoded, unfolded, at most 998 characters; '' where there is none. */
  readonly subject: string;
  /** RFC 5256 2.1, at most 998 characters. */
  readonly baseSubject: string;
  /** The subject bears a reply or forward mark (RFC 5256 2.1 step 2; also 回复: 答复: 转发: …). */
  readonly isReplySubject: boolean;
  /** The Date header in milliseconds since 1970, or null: absent, unreadable, or outside 1970–2100. */
  readonly sentAt: number | null;
  /** Newest date of a Received header in milliseconds, or null. */
  readonly receivedAt: number | null;
  readonly addresses: readonly ParsedAddress[];
  readonly automatic: Automatic | null;
  /** ISO 639-1 where there is one ('zh', 'en', 'es', …); null where the text is too short to tell. */
  readonly language: string | null;
  /** First words of the new text (not quoted), one line, at most 200 characters. */
  readonly preview: string;
  /** Readable text: the plain part, else made from the HTML; at most 1,000,000 characters. */
  readonly text: string;
  readonly textSource: 'plain' | 'html' | 'none';
  readonly textTruncated: boolean;
  readonly hasHtml: boolean;
  /** All attachments, inline ones too, in the order of the parts; at most 1,000. */
  readonly attachments: readonly ParsedAttachment[];
  /** Authentication-Results (RFC 8601) of the topmost header, as it stands, at most 2,000 characters. */
  readonly authResults: string | null;
  /** Where the sender is of a B2B platform, or wants to look like one. */
  readonly inquiry: InquirySignals | null;
  /** Of a bounce: the addresses that it says failed. */
  readonly failedRecipients: readonly FailedRecipient[];
}

/** What a worker thread gives back for one message: parsed, hashed and compressed in one visit. */
export interface ProcessedMessage {
  readonly parsed: ParsedMessage;
  /** What a search finds it by. */
  readonly words: IndexedText;
  /** SHA-256 of the raw octets, hex. */
  readonly sha256: string;
  readonly size: number;
  /** zstd frame of the raw octets, or the raw octets themselves where that is not smaller. */
  readonly stored: Uint8Array;
  readonly codec: 'zstd' | 'raw';
}
