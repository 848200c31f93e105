/** What of a mail speaks for a platform's inquiry: read once, with the mail; judged later, with what people taught. */
import { cut } from '../charset/clean-text.ts';
import type { ParsedAddress } from '../parse/types.ts';
import { type Pair, readPairs } from './pairs.ts';
import { type PlatformName, platformLike, platformOfDomain } from './platforms.ts';

export interface InquirySignals {
  readonly platform: PlatformName;
  /** The sender is not the platform's, but wants to look like it. */
  readonly lookalike: boolean;
  readonly fromAddress: string;
  /** First address of Reply-To that is not the sender's. */
  readonly replyTo: string | null;
  readonly subject: string;
  readonly pairs: readonly Pair[];
  /** Links to the platform in the text. */
  readonly links: number;
  /** The first heading of the HTML: in some layouts the product. */
  readonly heading: string | null;
  /** Who asks, where no label says it: Alibaba's second heading of 2011, its link to the buyer's page of 2012. */
  readonly person?: string | null;
}

/** Characters of HTML that are looked through. */
const MOST_HTML = 200_000;

export interface MailToJudge {
  readonly addresses: readonly ParsedAddress[];
  readonly subject: string;
  /** Asked for only where the sender is of a platform. */
  readonly body: () => {
    /** The plain text and the text of the HTML; either may be empty. */
    readonly texts: readonly string[];
    readonly html: string;
  };
}

/** @returns null for a mail of no platform and of nobody who wants to look like one. */
export function readSignals(mail: MailToJudge): InquirySignals | null {
  const from = mail.addresses.find((person) => person.role === 'from')?.address;
  if (from === undefined) return null;
  const domain = from.slice(from.lastIndexOf('@') + 1);
  const rule = platformOfDomain(domain) ?? platformLike(domain);
  if (rule === undefined) return null;
  const { texts, html } = mail.body();
  const replyTo = mail.addresses.find((person) => person.role === 'reply-to' && person.address !== from);
  // The part that says more: some platforms send a plain text that says "see the HTML".
  const pairs = texts.map(readPairs).reduce((best, one) => (one.length > best.length ? one : best), []);
  return {
    platform: rule.name,
    lookalike: !rule.domain.test(domain),
    fromAddress: from,
    replyTo: replyTo?.address ?? null,
    subject: cut(mail.subject, 500),
    pairs,
    links: countLinks(html, rule.links),
    heading: textOf(html, /<h3[^>]{0,300}>([\s\S]{1,500}?)<\/h3>/i) ?? textOf(html, PRODUCT_LINK),
    person: textOf(html, /<h4[^>]{0,300}>([\s\S]{1,300}?)<\/h4>/i) ?? textOf(html, BUYER_LINK),
  };
}

function countLinks(html: string, host: RegExp): number {
  let count = 0;
  for (const [, found = ''] of html.slice(0, MOST_HTML).matchAll(/https?:\/\/([a-z0-9.-]{1,200})/gi))
    if (host.test(found.toLowerCase())) count++;
  return Math.min(count, 100);
}

/** July 2012: the product's link is strong. */
const PRODUCT_LINK =
  /<a\s[^>]{0,500}alibaba\.com[^>]{0,500}>\s*<strong[^>]{0,200}>([\s\S]{1,300}?)<\/strong>|<strong[^>]{0,200}>\s*<a\s[^>]{0,500}alibaba\.com[^>]{0,500}>([\s\S]{1,300}?)<\/a>/i;
/** After August 2012: the buyer's name is a link to his page. */
const BUYER_LINK = /<a\s[^>]{0,500}customer_detail[^>]{0,500}>([\s\S]{1,300}?)<\/a>/i;

/** The words of the first match, without their HTML. */
function textOf(html: string, pattern: RegExp): string | null {
  const match = pattern.exec(html.slice(0, MOST_HTML));
  const plain = (match?.[1] ?? match?.[2])
    ?.replace(/<[^>]{0,500}>/g, ' ')
    .replace(/&nbsp;|&#160;/g, ' ')
    .replace(/\s+/g, ' ')
    .trim();
  return plain === undefined || plain === '' ? null : cut(plain, 200);
}
