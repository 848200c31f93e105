/** What the header of a message says, in the terms of ParsedMessage. */
import { parseAddressList } from '../address/parse-list.ts';
import { cleanLine, cut } from '../charset/clean-text.ts';
import { classifyAutomatic } from '../header/automatic.ts';
import { fieldValue, fieldValues, type HeaderBlock } from '../header/block.ts';
import { newestReceived, parseDate } from '../header/date.ts';
import { decodeHeaderText } from '../header/encoded-word.ts';
import { parseInReplyTo, parseMessageId, parseReferences } from '../header/message-id.ts';
import { baseSubject } from '../header/subject.ts';
import type { Identity } from '../identity/fingerprint.ts';
import { addressLimit, authResultsLimit, subjectLimit } from './limits.ts';
import type { AddressRole, ParsedAddress, ParsedMessage } from './types.ts';

type HeaderPart = Pick<
  ParsedMessage,
  | 'messageId'
  | 'inReplyTo'
  | 'references'
  | 'subject'
  | 'baseSubject'
  | 'isReplySubject'
  | 'sentAt'
  | 'receivedAt'
  | 'addresses'
  | 'automatic'
  | 'authResults'
>;

export interface HeaderFacts {
  readonly parsed: HeaderPart;
  readonly identity: Identity;
  readonly tooManyAddresses: boolean;
}

const roles: readonly AddressRole[] = ['from', 'sender', 'reply-to', 'to', 'cc', 'bcc'];

/** @param hint a charset that the parts of the message declare, for undeclared 8-bit octets */
export function readHeaderFacts(header: HeaderBlock, hint: string | null): HeaderFacts {
  const subject = readSubject(header, hint);
  const { addresses, tooMany } = readAddresses(header, hint);
  const from = addressesOf(addresses, 'from');
  const date = fieldValue(header, 'date');
  const sentAt = parseDate(date);
  const { base, isReply } = baseSubject(subject);
  const messageId = parseMessageId(fieldValue(header, 'message-id'));
  const authResults = fieldValue(header, 'authentication-results');
  return {
    parsed: {
      messageId,
      inReplyTo: parseInReplyTo(fieldValue(header, 'in-reply-to')),
      references: parseReferences(fieldValue(header, 'references')),
      subject,
      baseSubject: base,
      isReplySubject: isReply,
      sentAt,
      receivedAt: newestReceived(fieldValues(header, 'received')),
      addresses,
      automatic: classifyAutomatic(header, from[0] ?? null, subject),
      authResults:
        authResults === null ? null : cut(cleanLine(decodeHeaderText(authResults)), authResultsLimit),
    },
    identity: {
      messageId,
      from,
      recipients: [...addressesOf(addresses, 'to'), ...addressesOf(addresses, 'cc')],
      date: sentAt ?? (date ? cut(cleanLine(date), subjectLimit) : null),
      subject,
    },
    tooManyAddresses: tooMany,
  };
}

function readSubject(header: HeaderBlock, hint: string | null): string {
  const field = fieldValue(header, 'subject');
  return field === null ? '' : cut(cleanLine(decodeHeaderText(field, hint)), subjectLimit);
}

function readAddresses(
  header: HeaderBlock,
  hint: string | null,
): { addresses: ParsedAddress[]; tooMany: boolean } {
  const addresses: ParsedAddress[] = [];
  for (const role of roles) {
    let position = 0;
    for (const field of fieldValues(header, role)) {
      // One more than there is room for shows that something was left out.
      const room = addressLimit - addresses.length;
      for (const mailbox of parseAddressList(field, room + 1, hint)) {
        if (addresses.length === addressLimit) return { addresses, tooMany: true };
        addresses.push({ role, position: position++, address: mailbox.address, name: mailbox.name });
      }
    }
  }
  return { addresses, tooMany: false };
}

function addressesOf(addresses: readonly ParsedAddress[], role: AddressRole): string[] {
  return addresses.filter((address) => address.role === role).map((address) => address.address);
}
