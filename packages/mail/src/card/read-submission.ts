/** All that the unified mailbox must know of one mail, out of its octets. Runs in a thread that can be killed. */
import { fieldValue, fieldValues, readHeaderBlock } from '../header/block.ts';
import { decodeHeaderText } from '../header/encoded-word.ts';
import { parseAddressList } from '../address/parse-list.ts';
import { parseMessageId } from '../header/message-id.ts';
import { splitQuoted } from '../html/split-quoted.ts';
import { fileNameOf } from '../parse/attachments.ts';
import { effectiveEncoding } from '../parse/body-text.ts';
import { extractBodies } from '../parse/extract.ts';
import { withLineFeeds } from '../parse/message.ts';
import { type Entity, readStructure } from '../parse/structure.ts';
import { decodeTransfer } from '../parse/transfer-encoding.ts';
import { cleanLine } from '../charset/clean-text.ts';
import { hasForwardMark, isForwardSubject, quotedCorrespondents } from './forwarded.ts';
import { type ReadCard, readCards } from './read-card.ts';

/** Characters of text that are given back: names are looked for in it. */
const MOST_TEXT = 100_000;
const MOST_ADDRESSES = 50;
/** Octets of one form before it is decoded; a larger one is told to be unreadable by its cut. */
const MOST_ENCODED_FORM = 8 * 1024 * 1024;

export interface Submission {
  /** How often the topmost-only fields occur: more than one From is no sender (RFC 5322 3.6). */
  readonly fromFields: number;
  /** Authentication-Results of the topmost field, unfolded; null where there is none. */
  readonly authResults: string | null;
  readonly messageId: string | null;
  /** RFC 3834: the answer to it must not be answered. */
  readonly emptyReturnPath: boolean;
  /** What the sender wrote himself. */
  readonly newText: string;
  readonly text: string;
  readonly cards: readonly ReadCard[];
  /** Null where it is no forward; else the correspondents of each mail in it, the newest first. */
  readonly forwarded: readonly (readonly string[])[] | null;
}

export function readSubmission(raw: Buffer): Submission {
  const bytes = withLineFeeds(raw);
  const header = readHeaderBlock(bytes, 0, bytes.length, true);
  const { root } = readStructure(bytes);
  const bodies = extractBodies(raw);
  const text = bodies.text ?? '';
  const { newText } = splitQuoted(text);
  const subject = cleanLine(decodeHeaderText(fieldValue(header, 'subject') ?? ''));
  const parts = [...walk(root)];
  const enclosed = parts.filter((part) => part.kind === 'message');
  return {
    fromFields: fieldValues(header, 'from').length,
    authResults: fieldValue(header, 'authentication-results'),
    messageId: parseMessageId(fieldValue(header, 'message-id')),
    emptyReturnPath: /^<\s*>$/.test(fieldValue(header, 'return-path') ?? ''),
    newText: newText.slice(0, MOST_TEXT),
    text: text.slice(0, MOST_TEXT),
    cards: readCards({
      subject,
      text: newText,
      html: bodies.html,
      files: parts.filter((part) => part.kind === 'leaf').map(readFile),
    }),
    forwarded: findForwarded(subject, text, enclosed),
  };
}

/** The parts of this mail itself: a form in a mail that it encloses was sent by another. */
function* walk(entity: Entity): Generator<Entity> {
  yield entity;
  if (entity.kind !== 'message') for (const child of entity.children) yield* walk(child);
}

/** Decoded only where the name says that it may be a form. */
function readFile(entity: Entity): { fileName: string | null; octets: Buffer } {
  const fileName = fileNameOf(entity, null);
  const maybeForm = /\.(?:xls|xlsx|xlsm|doc|docx|docm)$/i.test(fileName ?? '');
  const end = Math.min(entity.end, entity.start + MOST_ENCODED_FORM);
  return {
    fileName,
    octets: maybeForm
      ? decodeTransfer(entity.bytes, entity.start, end, effectiveEncoding(entity))
      : Buffer.alloc(0),
  };
}

function findForwarded(subject: string, text: string, enclosed: readonly Entity[]): string[][] | null {
  const whole = enclosed
    .slice(0, 5)
    .map(correspondentsOf)
    .filter((one) => one.length > 0);
  if (whole.length > 0) return whole;
  if (!isForwardSubject(subject) && !hasForwardMark(text)) return null;
  return quotedCorrespondents(text);
}

/** Of a message/rfc822 part: its root bears the header. */
function correspondentsOf(part: Entity): string[] {
  const inner = part.children[0]?.header;
  if (inner === undefined) return [];
  const addresses = ['from', 'reply-to', 'to', 'cc'].flatMap((name) =>
    fieldValues(inner, name).flatMap((field) => parseAddressList(field, MOST_ADDRESSES)),
  );
  return [...new Set(addresses.map(({ address }) => address))].slice(0, MOST_ADDRESSES);
}
