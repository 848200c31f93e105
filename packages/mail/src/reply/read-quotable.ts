/** What an answer needs of the mail that it answers: its place in the thread, and its words, safe to quote. */
import { fieldValue, readHeaderBlock } from '../header/block.ts';
import { parseInReplyTo, parseMessageId, parseReferences } from '../header/message-id.ts';
import { cleanLetterHtml } from '../html/clean-letter.ts';
import { htmlToText } from '../html/html-to-text.ts';
import { extractBodies } from '../parse/extract.ts';

export interface QuotableMail {
  /** Ids without angle brackets. */
  readonly messageId: string | null;
  readonly inReplyTo: string | null;
  readonly references: readonly string[];
  /** Clean; its pictures are `cid:part-` and the number of their part. */
  readonly html: string;
  /** Numbers of the parts that its pictures are. */
  readonly pictures: readonly string[];
}

/** Characters of HTML that are quoted as they are; of more only the text. */
const MOST_HTML = 120_000;
/** Characters of text that are quoted. */
const MOST_TEXT = 60_000;

/** @param pictures numbers of the parts that may come along; pictures of others are left out. Never throws. */
export function readQuotable(raw: Buffer, pictures: readonly string[]): QuotableMail {
  const header = readHeaderBlock(raw, 0, raw.length, true);
  const { html, text, inlineImages } = extractBodies(raw);
  const allowed = new Set(pictures);
  const used = new Set<string>();
  const clean =
    html === null
      ? null
      : cleanLetterHtml(html, {
          contentId: (id) => {
            const path = inlineImages.get(id);
            if (path === undefined || !allowed.has(path)) return null;
            used.add(path);
            return contentIdOfPart(path);
          },
          remoteImages: false,
        });
  const whole = clean !== null && clean.length <= MOST_HTML;
  return {
    messageId: parseMessageId(fieldValue(header, 'message-id')),
    inReplyTo: parseInReplyTo(fieldValue(header, 'in-reply-to')),
    references: parseReferences(fieldValue(header, 'references')),
    html: whole ? clean : textToHtml(cut(text ?? (html === null ? '' : htmlToText(html, MOST_TEXT)))),
    pictures: whole ? [...used] : [],
  };
}

export const contentIdOfPart = (path: string) => `part-${path}`;

const cut = (text: string) =>
  text.length > MOST_TEXT ? `${text.slice(0, MOST_TEXT).toWellFormed()}…` : text;

const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };
export const escapeHtml = (text: string) => text.replace(/[&<>"]/g, (one) => ENTITIES[one] as string);

/** Lines stay lines, and what is indented stays so. */
function textToHtml(text: string): string {
  return escapeHtml(text)
    .replace(/\t/g, '    ')
    .replace(/^ +| {2,}/gm, (blanks) => '&nbsp;'.repeat(blanks.length))
    .replace(/\r\n?|\n/g, '<br>');
}
