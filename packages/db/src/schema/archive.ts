/** The archive: octets, messages, threads, addresses. */
import type { Generated, GeneratedAlways } from 'kysely';
import type { DefaultTime, Time } from './columns.ts';
import type { Direction, Automatic, ParseTier, AddressRole } from './values.ts';

export interface BlobTable {
  id: GeneratedAlways<number>;
  sha256: Buffer;
  size: number;
  stored_size: number;
  codec: 'zstd' | 'raw';
  pack: string | null;
  pack_offset: number | null;
  created_at: DefaultTime;
}

export interface ThreadTable {
  id: GeneratedAlways<number>;
  created_at: DefaultTime;
}

export interface ThreadRefTable {
  ref_hash: Buffer;
  thread_id: number;
}

export interface MessageTable {
  id: GeneratedAlways<number>;
  fingerprint: Buffer;
  blob_id: number;
  thread_id: number;
  rfc_message_id: string | null;
  in_reply_to: string | null;
  subject: string;
  base_subject_hash: Buffer | null;
  orphan_reply: Generated<boolean>;
  sent_at: Time | null;
  occurred_at: Time;
  from_address: string | null;
  from_name: string | null;
  direction: Direction;
  automatic: Automatic | null;
  language: string | null;
  preview: string;
  size: number;
  attachment_count: Generated<number>;
  has_html: Generated<boolean>;
  parse_tier: ParseTier;
  quarantine_reason: string | null;
  quarantine_detail: string | null;
  auth_results: string | null;
  created_at: DefaultTime;
  private_at: Time | null;
  private_by: number | null;
  /** The product sent it itself. */
  own_mail: Generated<boolean>;
}

export interface MessageTextTable {
  message_id: number;
  body: string;
  source: 'plain' | 'html' | 'none';
  truncated: Generated<boolean>;
}

export interface AttachmentTable {
  message_id: number;
  part_path: string;
  file_name: string | null;
  content_type: string;
  size: number;
  sha256: Buffer | null;
  inline: Generated<boolean>;
  content_id: string | null;
}

export interface AddressTable {
  id: GeneratedAlways<number>;
  address: string;
  domain: string;
  name: string | null;
  created_at: DefaultTime;
}

export interface MessageAddressTable {
  message_id: number;
  role: AddressRole;
  position: number;
  address_id: number;
  name: string | null;
}

export interface ArchiveTables {
  blob: BlobTable;
  thread: ThreadTable;
  thread_ref: ThreadRefTable;
  message: MessageTable;
  message_text: MessageTextTable;
  attachment: AttachmentTable;
  address: AddressTable;
  message_address: MessageAddressTable;
}
