/** What a letter says in the end: his words, his signature, the quotation; as HTML, as text, and as one hash. */
import { createHash } from 'node:crypto';
import { htmlToText } from '@tradepost/mail/html';

export interface FinalContent {
  readonly html: string;
  readonly text: string;
}

interface Parts {
  readonly html: string;
  readonly signatureHtml: string | null;
  readonly quotedHtml: string;
}

const FONT =
  "font-family:-apple-system,'Segoe UI',Roboto,Arial,'PingFang SC','Microsoft YaHei',sans-serif;font-size:14px;line-height:1.6;color:#1f1f1f";
/** Characters of plain text; its reader sees the HTML where he can. */
const MOST_TEXT = 300_000;

/** @param parts clean HTML. */
export function finalContent({ html, signatureHtml, quotedHtml }: Parts): FinalContent {
  // Marked as what it is: a reader folds it, and his program finds the new words (see split-quoted).
  const quoted = quotedHtml.replaceAll('<blockquote', '<blockquote type="cite"');
  const signature = signatureHtml === null ? '' : `<div style="margin-top:16px">${signatureHtml}</div>`;
  const below = quoted === '' ? '' : `<div style="margin-top:16px">${quoted}</div>`;
  const text = [
    htmlToText(html, MOST_TEXT),
    // RFC 3676 4.3: two dashes and a blank.
    ...(signatureHtml === null ? [] : [`-- \n${htmlToText(signatureHtml, MOST_TEXT)}`]),
    ...(quoted === '' ? [] : [htmlToText(quoted, MOST_TEXT)]),
  ];
  return {
    html: `<!DOCTYPE html><html><head><meta charset="utf-8"></head><body style="${FONT}">${html}${signature}${below}</body></html>`,
    text: `${text.filter((part) => part.trim() !== '').join('\n\n')}\n`,
  };
}

export interface HashedContent extends FinalContent {
  readonly from: string;
  readonly to: readonly HashedParty[];
  readonly cc: readonly HashedParty[];
  readonly bcc: readonly HashedParty[];
  readonly subject: string;
  readonly files: readonly {
    readonly name: string;
    readonly sha256: string;
    readonly contentId: string | null;
  }[];
}
interface HashedParty {
  readonly address: string;
  readonly name: string | null;
}

/** SHA-256 over all that a reader gets: what was approved is what is sent. */
export function contentHash(content: HashedContent): Buffer {
  const party = ({ address, name }: HashedParty) => [address, name];
  const whole = [
    1,
    content.from,
    content.to.map(party),
    content.cc.map(party),
    content.bcc.map(party),
    content.subject,
    content.text,
    content.html,
    content.files.map(({ name, sha256, contentId }) => [name, sha256, contentId]),
  ];
  return createHash('sha256').update(JSON.stringify(whole)).digest();
}
