/** What threading looks at in a new message. */
import { hash } from 'node:crypto';

export interface ThreadInput {
  /** Fingerprint, hex: the key of the answer. */
  readonly fingerprint: string;
  readonly messageId: string | null;
  readonly inReplyTo: string | null;
  readonly references: readonly string[];
  readonly baseSubject: string;
  readonly isReplySubject: boolean;
  /** Milliseconds since 1970. */
  readonly occurredAt: number;
  /** Addresses that are not ours: "Re: Quotation" from one customer must not join another's. */
  readonly outsiders: readonly string[];
}

export const refHash = (text: string) => hash('sha256', text, 'hex').slice(0, 32);

/** First 16 octets of SHA-256 of the base subject in lower case, hex; null where it is empty. */
export const baseSubjectHash = (baseSubject: string) =>
  baseSubject === '' ? null : refHash(baseSubject.toLowerCase());

export const isOrphanReply = (message: ThreadInput) =>
  message.isReplySubject &&
  message.baseSubject !== '' &&
  message.inReplyTo === null &&
  message.references.length === 0;
