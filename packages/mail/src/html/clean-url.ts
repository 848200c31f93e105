/** Tracking links of newsletters are long; past this they are no links for people. */
const MAX_LINK = 8_000;
/** One picture in a data: URI, characters of base64: 3 MiB of image. */
const MAX_DATA_IMAGE = 4 * 1024 * 1024;

const LINK_SCHEMES: ReadonlySet<string> = new Set(['http:', 'https:', 'mailto:', 'tel:']);
const REMOTE_SCHEMES: ReadonlySet<string> = new Set(['http:', 'https:']);

/** Raster formats only: an SVG is a document. RFC 2397. */
const DATA_IMAGE = /^data:image\/(?:png|jpe?g|gif|webp);base64,[A-Za-z0-9+/\s]+={0,2}\s*$/i;

/** Prefix of every id in a cleaned mail, so that none can stand for one of ours. */
export const ID_PREFIX = 'mail-';

/**
 * Where a link may go: http, https, mailto, tel, as the URL parser of browsers writes it (WHATWG URL), or a
 * place in the same mail ("#…", prefixed). null for anything else, relative addresses too: a mail has no base.
 */
export function cleanLink(href: string): string | null {
  const trimmed = href.trim();
  if (trimmed === '' || trimmed.length > MAX_LINK) return null;
  if (trimmed.startsWith('#')) {
    const id = cleanId(trimmed.slice(1));
    return id === null ? null : `#${id}`;
  }
  const url = parse(/^www\./i.test(trimmed) ? `http://${trimmed}` : trimmed);
  return url !== null && LINK_SCHEMES.has(url.protocol) ? withoutCredentials(url) : null;
}

/** A picture on another machine, as https or http; null where the address is none. */
export function cleanRemoteImage(src: string): string | null {
  const trimmed = src.trim();
  if (trimmed.length > MAX_LINK) return null;
  const url = parse(trimmed.startsWith('//') ? `https:${trimmed}` : trimmed);
  return url !== null && REMOTE_SCHEMES.has(url.protocol) ? withoutCredentials(url) : null;
}

/** A data: URI of a raster image of bounded size, without white space; null for any other. */
export function cleanDataImage(src: string): string | null {
  if (src.length > MAX_DATA_IMAGE + 100) return null;
  const trimmed = src.trim();
  return DATA_IMAGE.test(trimmed) ? trimmed.replace(/\s+/g, '') : null;
}

/** The Content-ID in a cid: URL (RFC 2392), without angle brackets; null where it is no cid: URL. */
export function contentIdOf(src: string): string | null {
  const match = /^\s*cid:(.{1,998})$/is.exec(src);
  if (match?.[1] === undefined) return null;
  const raw = match[1].trim();
  try {
    return decodeURIComponent(raw).replace(/^<|>$/g, '');
  } catch {
    return raw.replace(/^<|>$/g, '');
  }
}

/** An id of the mail's own, prefixed once; null where it has none. */
export function cleanId(id: string): string | null {
  const bare = id.startsWith(ID_PREFIX) ? id.slice(ID_PREFIX.length) : id;
  const clean = bare.replace(/[^\p{L}\p{N}._-]+/gu, '_').slice(0, 100);
  return clean === '' || clean === '_' ? null : ID_PREFIX + clean;
}

function parse(address: string): URL | null {
  return URL.canParse(address) ? new URL(address) : null;
}

/** "https://bank.example@evil.example/" shows one host and opens another. */
function withoutCredentials(url: URL): string {
  url.username = '';
  url.password = '';
  return url.href;
}
