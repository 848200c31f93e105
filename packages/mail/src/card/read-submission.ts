/** All that the unified mailbox must know of one mail, out of its octets. Runs in a thread that can be killed. */
import { fieldValue, fieldValues, readHeaderBlock } from '../header/block.ts';
import { decodeHeaderText } from '../header/encoded-word.ts';
import { parseMessageId } from '../header/message-id.ts';
import { htmlToText } from '../html/html-to-text.ts';
import { splitQuoted } from '../html/split-quoted.ts';
import { extractBodies } from '../parse/extract.ts';
import { withLineFeeds } from '../parse/message.ts';
import { type Entity, readStructure } from '../parse/structure.ts';
import { cleanLine } from '../charset/clean-text.ts';
import { hasForwardMark, isForwardSubject, isReplySubject, quotedCorrespondents } from './forwarded.ts';
import { type ReadCard, readCards } from './read-card.ts';
import { enclosedCorrespondents, submittedFiles } from './submission-files.ts';

/** Characters of text that are given back: names are looked for in it. */
const MOST_TEXT = 100_000;
/** Characters of HTML in which links are looked for. */
const MOST_HTML = 1_000_000;

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
  const cards = readCards({ subject, text: newText, html: bodies.html, files: submittedFiles(parts) });
  return {
    fromFields: fieldValues(header, 'from').length,
    authResults: fieldValue(header, 'authentication-results'),
    messageId: parseMessageId(fieldValue(header, 'message-id')),
    emptyReturnPath: /^<\s*>$/.test(fieldValue(header, 'return-path') ?? ''),
    newText: newText.slice(0, MOST_TEXT),
    text: text.slice(0, MOST_TEXT),
    cards,
    forwarded: findForwarded(subject, text, bodies.html, parts, cards.length > 0),
  };
}

/** The parts of this mail itself: a form in a mail that it encloses was sent by another. */
function* walk(entity: Entity): Generator<Entity> {
  yield entity;
  if (entity.kind !== 'message') for (const child of entity.children) yield* walk(child);
}

function findForwarded(
  subject: string,
  text: string,
  html: string | null,
  parts: readonly Entity[],
  isCard: boolean,
): string[][] | null {
  const whole = enclosedCorrespondents(parts);
  if (whole.length > 0) return whole;
  const said = isForwardSubject(subject) || hasForwardMark(text);
  // Above a mail that is sent on one may write another subject.
  if (!said && (isCard || isReplySubject(subject))) return null;
  const quoted = quotedCorrespondents(text);
  // Foxmail names people in its text, and has their addresses in the links alone.
  const found = quoted.length > 0 || html === null ? quoted : quotedCorrespondents(linkedText(html));
  return said || found.length > 0 ? found : null;
}

/** With the address of each link behind its words. */
const linkedText = (html: string) =>
  htmlToText(
    html
      .slice(0, MOST_HTML)
      .replace(/<a\s[^>]{0,300}?href=["']mailto:([^"'?<>\s]{1,300})["'][^>]{0,300}>/gi, '&lt;$1&gt; $&'),
    MOST_TEXT,
  );
