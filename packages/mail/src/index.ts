/**
 * Mail as the RFCs have it: parsing, addresses, identity, IMAP, safe HTML. No database, nothing of the CRM.
 *
 * Terminology: a Message is RFC 5322 octets; a Mailbox is what people call a folder; a Place is a message
 * seen at mailbox + UIDVALIDITY + UID; the fingerprint is a message's identity, whatever way it came.
 */
export type * from './parse/types.ts';
