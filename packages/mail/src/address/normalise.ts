/** One spelling for each address, so that filing can compare them. */
import { domainToASCII, domainToUnicode } from 'node:url';

/** RFC 5321 4.5.3.1: 64 octets, "@", 255 octets. */
const addressLimit = 320;

const atom = /^[^\s"(),:;<>@[\\\]\0-\x1f\x7f]+$/u;
const domainShape = /^[\p{L}\p{N}\p{M}_-]+(?:\.[\p{L}\p{N}\p{M}_-]+)*$/u;

/**
 * Lower case, no blanks, the domain as U-labels (RFC 5890), quotation marks only where they are needed.
 * @returns null where the text is no address with a domain; it is never cut, since a cut address is another one
 */
export function normaliseAddress(text: string): string | null {
  if (text.length > 4 * addressLimit) return null;
  const trimmed = text.trim();
  const at = trimmed.lastIndexOf('@');
  if (at <= 0) return null;
  const local = normaliseLocal(trimmed.slice(0, at).trim());
  const domain = normaliseDomain(trimmed.slice(at + 1).trim());
  if (local === null || domain === null) return null;
  const address = `${local}@${domain}`;
  return address.length <= addressLimit ? address.toWellFormed() : null;
}

function normaliseLocal(text: string): string | null {
  let local = text;
  // RFC 5322 4.4: blanks around the dots
  if (/\s/.test(local) && !local.includes('"')) local = local.replace(/\s*\.\s*/g, '.');
  const quoted = /^"((?:[^"\\]|\\.)*)"$/su.exec(local);
  if (quoted) {
    const content = (quoted[1] as string).replace(/\\(.)/gs, '$1').replace(/[\0-\x1f\x7f]/g, '');
    if (content === '') return null;
    // RFC 5321 4.1.2: quotation marks that are not needed are not written.
    return atom.test(content) ? lower(content) : `"${lower(content).replace(/["\\]/g, '\\$&')}"`;
  }
  // The obsolete mixture "john"."doe"
  if (local.includes('"')) local = local.replace(/"([^"\\]*)"/g, '$1');
  return atom.test(local) ? lower(local) : null;
}

/** NFC, because the same name is typed in two ways; Turkish and other special cases follow the root locale. */
function lower(text: string): string {
  return text.normalize('NFC').toLowerCase();
}

function normaliseDomain(text: string): string | null {
  if (/^\[[0-9a-fA-F:.]{2,60}\]$/.test(text) || /^\[ipv6:[0-9a-f:.]{2,60}\]$/i.test(text))
    return text.toLowerCase();
  let domain = text
    .replace(/\s*\.\s*/g, '.')
    .replace(/\.+$/, '')
    .toLowerCase();
  if (domain === '') return null;
  if (/[^\0-\x7f]/.test(domain) || domain.includes('xn--')) {
    const ascii = domainToASCII(domain);
    domain = (ascii === '' ? domain : domainToUnicode(ascii)).normalize('NFC');
  }
  return domainShape.test(domain) ? domain : null;
}
