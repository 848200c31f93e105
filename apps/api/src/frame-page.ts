/**
 * The answer of a route that shows a page in a frame, when it fails: words in the reader's language on paper
 * like that of a mail. JSON, or the policy of all other replies, would show as the browser's broken page.
 */
import { ERROR_STATUS } from '@tradepost/contract';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { FRAME_HEADERS } from './download.ts';
import { replyWithError, toTradepostError } from './error-handler.ts';
import { type FrameLocale, frameWords } from './frame-words.ts';

/** Shown by our own page and nobody else's; nothing runs and nothing loads. */
const FRAME_PAGE_CSP =
  "default-src 'none'; style-src 'unsafe-inline'; form-action 'none'; base-uri 'none'; frame-ancestors 'self'; sandbox";

const STYLE = `:root { color-scheme: light; }
body { margin: 0; padding: 48px 24px; background: #fff; color: #595959; text-align: center;
  font: 14px/1.6 -apple-system, "Segoe UI", Roboto, "Helvetica Neue", Arial, "PingFang SC", "Hiragino Sans GB",
  "Microsoft YaHei", "Noto Sans CJK SC", "Noto Sans", sans-serif; }
h1 { margin: 0 0 4px; font-size: 16px; font-weight: 600; color: #1f1f1f; }
p { margin: 0 auto; max-width: 32em; }`;

/** A program that asks for JSON, or for nothing in particular, gets the error as everywhere else. */
export function replyWithFramePage(error: unknown, request: FastifyRequest, reply: FastifyReply): void {
  if (!(request.headers.accept ?? '').includes('text/html')) {
    replyWithError(error, request, reply);
    return;
  }
  const { code, cause, message } = toTradepostError(error);
  const status = ERROR_STATUS[code];
  if (status >= 500) request.log.error({ err: cause ?? error }, message);
  const locale = request.caller?.user.locale ?? localeOf(request.headers['accept-language']);
  const { title, text } = frameWords(locale, code);
  reply
    .code(status)
    .headers({ ...FRAME_HEADERS, 'content-security-policy': FRAME_PAGE_CSP })
    .type('text/html; charset=utf-8')
    .serializer(String)
    .send(
      `<!doctype html><html lang="${locale}"><head><meta charset="utf-8"><title>${title}</title>` +
        `<style>${STYLE}</style></head><body><h1>${title}</h1><p>${text}</p></body></html>`,
    );
}

/** The first language of Accept-Language that we speak, in the order written: browsers write the best first. */
function localeOf(acceptLanguage: string | undefined): FrameLocale {
  for (const tag of (acceptLanguage ?? '').slice(0, 500).split(',')) {
    if (/^\s*zh\b/i.test(tag)) return 'zh-CN';
    if (/^\s*en\b/i.test(tag)) return 'en';
  }
  return 'en';
}
