/** The page behind "Unsubscribe": no script, nothing from elsewhere, readable on a phone. */
import { escapeHtml } from '@tradepost/mail/reply';
import { fillWords, isRightToLeft, unsubscribeWords, wordsLanguage } from './unsubscribe-words.ts';

const STYLE = `body{margin:0;background:#f4f5f3;color:#1c2429;font:16px/1.6 -apple-system,"Segoe UI",Roboto,Arial,"PingFang SC","Microsoft YaHei","Noto Sans CJK SC","Noto Sans Arabic",sans-serif}
main{max-width:30em;margin:12vh auto 0;padding:28px 24px;background:#fff;border:1px solid #e4e7e6;border-radius:10px}
h1{margin:0 0 10px;font-size:20px}p{margin:0 0 18px;overflow-wrap:anywhere}p:last-child{margin:0}
button{padding:10px 22px;border:0;border-radius:6px;background:#1b5876;color:#fff;font:inherit;font-weight:600;cursor:pointer}
@media(max-width:34em){main{margin:0;min-height:100vh;border:0;border-radius:0;box-sizing:border-box}}`;

/** Nothing runs; its one form goes to where it came from. */
export const UNSUBSCRIBE_CSP =
  "default-src 'none'; style-src 'unsafe-inline'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

export interface UnsubscribePage {
  /** Of the mail. */
  readonly language: string;
  readonly company: string;
  /** Null: the link is none of ours. */
  readonly address: string | null;
  readonly done: boolean;
}

export function unsubscribePage({ language, company, address, done }: UnsubscribePage): string {
  const words = unsubscribeWords(language);
  const fill = (text: string) => escapeHtml(fillWords(text, { company, address: address ?? '' }));
  const title = escapeHtml(words.title);
  const body =
    address === null
      ? `<p>${fill(words.unknown)}</p>`
      : done
        ? `<p>${fill(words.done)}</p>`
        : `<p>${fill(words.question)}</p><form method="post"><button type="submit" name="confirm" value="yes">${escapeHtml(words.button)}</button></form>`;
  return (
    `<!doctype html><html lang="${escapeHtml(wordsLanguage(language))}" dir="${isRightToLeft(language) ? 'rtl' : 'ltr'}"><head><meta charset="utf-8">` +
    `<meta name="viewport" content="width=device-width, initial-scale=1"><meta name="robots" content="noindex">` +
    `<title>${title}</title><style>${STYLE}</style></head><body><main><h1>${title}</h1>${body}</main></body></html>`
  );
}
