import { cleanHtml } from './clean-html.ts';

export interface CleanLetterOptions {
  /** Content-ID of the mail that the HTML came from → the one that it has in the letter; null: the picture is left out. */
  contentId: (contentId: string) => string | null;
  /** Pictures on other machines stay. Never for what is quoted: they would tell its sender who reads on. */
  remoteImages: boolean;
}

/**
 * HTML that a person writes, or quotes, made safe to show to him and to send: by the rules of `cleanHtml`. Pictures in
 * it are parts of the letter, by `cid:`; one that is pasted as octets is left out, as many readers show none.
 * Cleaning twice changes nothing.
 */
export function cleanLetterHtml(html: string, options: CleanLetterOptions): string {
  return cleanHtml(html, {
    inlineImageUrl: (id) => {
      const own = options.contentId(id);
      return own === null ? null : `cid:${own}`;
    },
    allowRemoteImages: options.remoteImages,
    allowDataImages: false,
  }).html;
}
