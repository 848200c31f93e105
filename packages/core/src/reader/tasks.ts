/** What a reading thread does with the octets of one mail. Pure: octets in, what a person sees out. */
import { readSubmission, type Submission } from '@tradepost/mail/card';
import { cleanHtml, markHtml, readerPage } from '@tradepost/mail/html';
import { extractBodies, extractPart, listBlindCopies, listHeaders } from '@tradepost/mail/parse';
import { type QuotableMail, readQuotable } from '@tradepost/mail/reply';
import { imageType } from './image-type.ts';
import type { QuoteContext } from '../promise/find-quotes.ts';
import type { FileQuotes } from '../promise/read-file-quotes.ts';
import { rangesIn } from '../search/highlight.ts';
import type { Description, HtmlOptions, HtmlPage, ReadPart } from './mail-reader.ts';

/** Octets of one picture inside the text; a larger one is among the attachments. */
const MOST_IMAGE_OCTETS = 10 * 1024 * 1024;

export interface Tasks {
  describe(octets: Buffer, options: null): Description;
  html(octets: Buffer, options: HtmlOptions): HtmlPage | null;
  part(octets: Buffer, options: { partPath: string }): ReadPart | null;
  submission(octets: Buffer, options: null): Submission;
  quotable(octets: Buffer, options: { pictures: readonly string[] }): QuotableMail;
  quotes(octets: Buffer, options: { partPath: string; context: QuoteContext }): Promise<FileQuotes>;
}
export type TaskName = keyof Tasks;

export const tasks: Tasks = {
  describe(octets) {
    const { html } = extractBodies(octets);
    const hasRemoteImages =
      html !== null &&
      cleanHtml(html, { inlineImageUrl: () => null, allowRemoteImages: false }).hasRemoteImages;
    return {
      headers: listHeaders(octets).map(({ name, value }) => ({ name, value })),
      bcc: listBlindCopies(octets),
      hasRemoteImages,
    };
  },

  html(octets, { images, title, needles }) {
    const { html, inlineImages } = extractBodies(octets);
    if (html === null) return null;
    const known = new Map<string, string | null>();
    const inlineImageUrl = (contentId: string) => {
      const partPath = inlineImages.get(contentId);
      if (partPath === undefined) return null;
      const url = known.has(partPath) ? (known.get(partPath) ?? null) : dataUrl(octets, partPath);
      known.set(partPath, url);
      return url;
    };
    const cleaned = cleanHtml(html, { inlineImageUrl, allowRemoteImages: images });
    const shown =
      needles.length === 0 ? cleaned.html : markHtml(cleaned.html, (text) => rangesIn(text, needles));
    return readerPage(shown, { allowRemoteImages: images, title });
  },

  part(octets, { partPath }) {
    const part = extractPart(octets, partPath);
    return part === null
      ? null
      : { octets: part.data, contentType: part.contentType, fileName: part.fileName };
  },

  submission: (octets) => readSubmission(octets),

  quotable: (octets, { pictures }) => readQuotable(octets, pictures),
  async quotes(octets, { partPath, context }) {
    const part = extractPart(octets, partPath);
    if (part === null) return { state: 'unreadable', quotes: [] };
    const { readFileQuotes } = await import('../promise/read-file-quotes.ts');
    return readFileQuotes({ partPath, fileName: part.fileName, octets: part.data }, context);
  },
};

function dataUrl(octets: Buffer, partPath: string): string | null {
  const part = extractPart(octets, partPath);
  if (part === null || part.data.length > MOST_IMAGE_OCTETS) return null;
  const type = imageType(part.data);
  return type === null ? null : `data:${type};base64,${part.data.toString('base64')}`;
}
