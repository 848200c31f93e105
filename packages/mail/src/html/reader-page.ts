export interface ReaderPageOptions {
  /** The reader has asked for the pictures on other machines. */
  allowRemoteImages: boolean;
  /** Of the document, for assistive technology; the frame does not show it. */
  title?: string;
}

export interface ReaderPage {
  /** A complete HTML document. */
  html: string;
  /** Value of the Content-Security-Policy header that must go with it. */
  csp: string;
}

/** What the `sandbox` attribute of the frame must hold: links open new, free windows; nothing runs. */
export const READER_SANDBOX = 'allow-popups allow-popups-to-escape-sandbox';

/**
 * Mails bring their own looks as inline styles; this is the paper below them. `!important` where a mail must
 * not win: pictures stay within the frame, wide tables scroll.
 */
const STYLE = `
:root { color-scheme: light; }
body { margin: 0; padding: 16px; background: #fff; color: #1f1f1f; overflow-wrap: anywhere;
  font: 14px/1.6 -apple-system, "Segoe UI", Roboto, "Helvetica Neue", Arial, "PingFang SC", "Hiragino Sans GB",
  "Microsoft YaHei", "Noto Sans CJK SC", "Noto Sans", sans-serif; }
main { overflow-x: auto; }
img { max-width: 100% !important; height: auto; }
img:not([src]):is([width="0"], [width="1"], [height="0"], [height="1"]) { display: none; }
img:not([src]) { display: inline-block; overflow: hidden; font-size: 12px; color: #8c8c8c; min-width: 1em; min-height: 1em; background: #f5f5f5; outline: 1px dashed #d9d9d9; }
table { max-width: none; }
td, th { overflow-wrap: normal; }
pre { white-space: pre-wrap; }
blockquote { margin: 0 0 0 8px; padding-left: 12px; border-left: 2px solid #d9d9d9; color: #595959; }
a { color: #0958d9; }
p { margin: 0 0 0.8em; }
mark { background: #ffe7a0; color: inherit; border-radius: 2px; }
`;

/**
 * A document that shows a cleaned mail in an `<iframe sandbox={READER_SANDBOX}>`. The policy stands in the
 * header, so it holds as well when somebody opens the address in a window of its own.
 *
 * @param cleaned what `cleanHtml` gave, nothing else
 */
export function readerPage(cleaned: string, options: ReaderPageOptions): ReaderPage {
  const html = `<!doctype html>
<html>
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<meta http-equiv="x-dns-prefetch-control" content="off">
<title>${escapeText(options.title ?? '')}</title>
<style>${STYLE}</style>
</head>
<body><main>${cleaned}</main></body>
</html>
`;
  return { html, csp: contentSecurityPolicy(options.allowRemoteImages) };
}

/** No 'self' for pictures: in a frame without an origin their requests carry no cookie, so inline ones are data. */
function contentSecurityPolicy(allowRemoteImages: boolean): string {
  return [
    "default-src 'none'",
    `img-src data:${allowRemoteImages ? ' https: http:' : ''}`,
    "style-src 'unsafe-inline'",
    "form-action 'none'",
    "base-uri 'none'",
    "frame-ancestors 'self'",
    `sandbox ${READER_SANDBOX}`,
  ].join('; ');
}

function escapeText(text: string): string {
  return text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;');
}
