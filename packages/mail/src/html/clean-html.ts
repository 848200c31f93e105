import sanitizeHtml from 'sanitize-html';
import { ALLOWED_ATTRIBUTES, cleanAttributes } from './clean-attributes.ts';
import { ParseBounds, type ShallowParserOptions, ShallowTokenizer } from './shallow-tokenizer.ts';
import { cutAtCodePoint } from './well-formed.ts';

export interface CleanHtmlOptions {
  /**
   * The address to show for a picture that came with the mail, by Content-ID without angle brackets; null
   * where there is none. A frame without an origin sends no cookies, so this is a `data:` URI of the image.
   */
  inlineImageUrl: (contentId: string) => string | null;
  /** The reader has asked for the pictures on other machines. */
  allowRemoteImages: boolean;
  /** Pictures that stand in the HTML as octets (data:); they are shown unless it says no. */
  allowDataImages?: boolean;
}

export interface CleanedHtml {
  /** A fragment of HTML, for `readerPage`. */
  html: string;
  /** The mail refers to pictures on other machines, whether or not they are shown. */
  hasRemoteImages: boolean;
  /** The mail was larger than can be shown; the fragment begins with a notice that says so. */
  cut: boolean;
}

/** Characters of HTML that are read. The largest real mails are pictures pasted as data: URIs. */
const MAX_INPUT = 8 * 1024 * 1024;
/** Characters of all inline pictures together: a mail may name one picture ten thousand times. */
const MAX_INLINE_IMAGES = 32 * 1024 * 1024;

const ALLOWED_TAGS = (
  'a abbr address article aside b bdi bdo big blockquote br caption center cite code col colgroup dd del ' +
  'details dfn dir div dl dt em figcaption figure font footer h1 h2 h3 h4 h5 h6 header hgroup hr i img ins ' +
  'kbd li main mark nav ol p pre q rp rt ruby s samp section small span strike strong sub summary sup ' +
  'table tbody td tfoot th thead time tr tt u ul var wbr'
).split(' ');

/** Left out with what is in them; of all others that are not allowed, the content stays. */
const DROPPED_WITH_CONTENT =
  'script style title textarea option xmp iframe noembed noframes template object'.split(' ');

const CUT_NOTICE =
  '<p style="border:1px solid #d9a400;background-color:#fff8e1;padding:8px">' +
  'This message is too large to be shown whole. Its original has all of it.<br>' +
  '邮件过大，此处未完整显示，请查看原件。</p>';

/**
 * Makes the HTML of a mail safe to show: an allow-list of elements, attributes and styles; links to http,
 * https, mailto and tel only, opened without referrer or opener; no picture from elsewhere unless asked for.
 * To be called at each view, so that a better rule covers old mail, and shown only within `readerPage`.
 * Time is bounded for any input.
 */
export function cleanHtml(html: string, options: CleanHtmlOptions): CleanedHtml {
  const bounds = new ParseBounds();
  const parser: ShallowParserOptions = { decodeEntities: true, Tokenizer: ShallowTokenizer, bounds };
  let hasRemoteImages = false;
  const images = {
    inlineImageUrl: boundedInlineImages(options.inlineImageUrl),
    allowRemoteImages: options.allowRemoteImages,
    allowDataImages: options.allowDataImages ?? true,
    onRemoteImage: () => {
      hasRemoteImages = true;
    },
  };
  const cleaned = sanitizeHtml(cutAtCodePoint(html, MAX_INPUT).toWellFormed(), {
    allowedTags: ALLOWED_TAGS,
    allowedAttributes: { '*': [...ALLOWED_ATTRIBUTES] },
    allowedSchemes: ['http', 'https', 'mailto', 'tel'],
    // cid: only as `inlineImageUrl` gives it.
    allowedSchemesByTag: { img: ['http', 'https', 'data', 'cid'] },
    allowedSchemesAppliedToAttributes: ['href', 'src'],
    allowProtocolRelative: false,
    disallowedTagsMode: 'discard',
    nonTextTags: DROPPED_WITH_CONTENT,
    // Styles are cleaned by our own allow-list, which parses nothing that it does not keep.
    parseStyleAttributes: false,
    transformTags: {
      '*': (tagName, attributes) => ({
        // The body's colours carry the design of many newsletters; the element itself is ours.
        tagName: tagName === 'body' ? 'div' : tagName,
        attribs: cleanAttributes(tagName, attributes, images),
      }),
    },
    onOpenTag: () => {
      bounds.depth++;
    },
    onCloseTag: () => {
      bounds.depth--;
    },
    parser,
  });
  const cut = bounds.cut || html.length > MAX_INPUT;
  return { html: cut ? CUT_NOTICE + cleaned : cleaned, hasRemoteImages, cut };
}

/** Asks once for each Content-ID, and stops giving pictures when together they are too large. */
function boundedInlineImages(
  inlineImageUrl: (contentId: string) => string | null,
): (id: string) => string | null {
  const known = new Map<string, string | null>();
  let left = MAX_INLINE_IMAGES;
  return (contentId) => {
    if (left <= 0) return null;
    let url = known.get(contentId);
    if (url === undefined) {
      url = inlineImageUrl(contentId);
      known.set(contentId, url);
    }
    left -= url?.length ?? 0;
    return left >= 0 ? url : null;
  };
}
