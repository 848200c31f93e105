/** Addresses, domains and texts as the tables keep them. */
import { domainToASCII, domainToUnicode } from 'node:url';
import { getDomain } from 'tldts';
import { fault, faultError } from './fault.ts';

const ADDRESS = /^[^@\s\p{Cc}<>",;]+@[^@\s\p{Cc}<>",;]+$/u;

/** Lower case, the domain in U-labels (as the parser writes it). @throws TradepostError 'invalid-request'. */
export function normaliseAddress(address: string): string {
  const text = address.normalize('NFC').trim().toLowerCase();
  const at = text.lastIndexOf('@');
  const domain = ADDRESS.test(text) ? unicodeDomain(text.slice(at + 1)) : null;
  if (domain === null || text.length > 320)
    throw faultError(
      'invalid-request',
      fault('not-an-address', { value: address }),
      `"${address}" is not a mail address.`,
    );
  return `${text.slice(0, at)}@${domain}`;
}

/**
 * The words of a cell or a field that are meant as addresses: `Anna <anna@acme.de>`, `mailto:anna@acme.de`, several with
 * commas, slashes or line ends between them, in full width (anna＠acme．de). What is none of that stays, for
 * `normaliseAddress` to refuse.
 */
export const addressWords = (text: string): string[] =>
  text
    .normalize('NFKC')
    .replace(/\p{Cf}/gu, '')
    .replace(/\bmailto:([^\s?<>]+)(?:\?[^\s<>]*)?/gi, ' $1 ')
    // Not a word of the name beside the address, nor of "Weber, Anna".
    .replace(/(?:"[^"<>@]*"\s*|[^"<>@,;、|\n]*)<\s*([^<>\s]+@[^<>\s]+)\s*>/g, ' $1 ')
    .split(/[\s,;、|()[\]]+|\/(?=[^/\s]+@)/)
    .map((word) => word.replace(/^["']+|["'.。]+$/g, ''))
    .filter((word) => word !== '');

/** Takes `@acme.de`, `www.acme.de` and `https://acme.de/en` too. @throws TradepostError 'invalid-request'. */
export function normaliseDomain(input: string): string {
  const text = input
    .normalize('NFC')
    .trim()
    .toLowerCase()
    .replace(/^[a-z]+:\/\//, '')
    .replace(/^[^@/]*@/, '')
    .replace(/[/:?#].*$/, '')
    .replace(/^www\./, '')
    .replace(/\.$/, '');
  const domain = unicodeDomain(text);
  // A public suffix (co.uk, com.cn) belongs to thousands of companies.
  if (domain === null || getDomain(domain) === null)
    throw faultError(
      'invalid-request',
      fault('not-a-domain', { value: input }),
      `"${input}" is not a company's domain.`,
    );
  return domain;
}

export const domainOf = (address: string) => address.slice(address.lastIndexOf('@') + 1);

function unicodeDomain(domain: string): string | null {
  const ascii = domainToASCII(domain);
  const plain = /^[a-z0-9]([a-z0-9-]*[a-z0-9])?(\.[a-z0-9]([a-z0-9-]*[a-z0-9])?)*$/.test(ascii);
  return plain && ascii.length <= 253 ? domainToUnicode(ascii) : null;
}

/** Trimmed, without NUL and lone surrogates; null where nothing is left. */
export function cleanText(text: string | null | undefined): string | null {
  if (text === null || text === undefined) return null;
  const clean = text.replaceAll('\0', '').toWellFormed().normalize('NFC').trim();
  return clean === '' ? null : clean;
}
