/** A message of which nothing is known, by itself: the pool needs it without loading the parser. */
import { fingerprintOfRaw } from '../identity/fingerprint.ts';
import type { QuarantineReason } from './limits.ts';
import type { ParsedMessage } from './types.ts';

export const nothing: Omit<ParsedMessage, 'tier' | 'fingerprint'> = {
  quarantineReason: null,
  quarantineDetail: null,
  messageId: null,
  inReplyTo: null,
  references: [],
  subject: '',
  baseSubject: '',
  isReplySubject: false,
  sentAt: null,
  receivedAt: null,
  addresses: [],
  automatic: null,
  language: null,
  preview: '',
  text: '',
  textSource: 'none',
  textTruncated: false,
  hasHtml: false,
  attachments: [],
  authResults: null,
  inquiry: null,
  failedRecipients: [],
};

/** What is known of a message that could not be read at all. */
export function parseNothing(sha256: string, reason: QuarantineReason, detail: string | null): ParsedMessage {
  return {
    ...nothing,
    tier: 'raw',
    quarantineReason: reason,
    quarantineDetail: detail,
    fingerprint: fingerprintOfRaw(sha256),
  };
}
