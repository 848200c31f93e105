/** Text of files, by the hash of their octets. */
import type { Generated, GeneratedAlways } from 'kysely';
import type { DefaultTime, Time } from './columns.ts';

export type AttachmentTextState = 'waiting' | 'read' | 'part' | 'unread';
export type AttachmentTextReason =
  | 'encrypted'
  | 'damaged'
  | 'too-large'
  | 'too-long'
  | 'unknown-kind'
  | 'no-text'
  | 'octets-missing'
  | 'reader-ended';

export interface AttachmentTextTable {
  id: GeneratedAlways<number>;
  sha256: Buffer;
  size: number;
  state: Generated<AttachmentTextState>;
  reason: AttachmentTextReason | null;
  language: string | null;
  text: string | null;
  past: Generated<boolean>;
  attempts: Generated<number>;
  next_attempt_at: DefaultTime;
  lease_until: Time | null;
  read_at: Time | null;
}

export interface AttachmentLeadTable {
  id: GeneratedAlways<number>;
  sha256: Buffer;
  size: number;
  message_id: number | null;
  media: boolean;
  past: Generated<boolean>;
}

export interface AttachmentTextTables {
  attachment_text: AttachmentTextTable;
  attachment_lead: AttachmentLeadTable;
}
