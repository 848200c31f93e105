/** From signals to an inquiry: which fields it names, how sure it is one, and whether its sender was checked. */
import { parseAuthResults } from '../header/authentication-results.ts';
import { fieldOfLabel, type InquiryFieldName, isReplyLabel } from './labels.ts';
import { isEmptyValue } from './pairs.ts';
import { OWN_BUYING, PLATFORM_RULES, type PlatformRule } from './platforms.ts';
import type { InquirySignals } from './signals.ts';

export type SenderVerdict = 'verified' | 'unverified' | 'forged' | 'lookalike';

export interface JudgedInquiry {
  /** 0 to 1; see INQUIRY_CERTAIN. */
  readonly confidence: number;
  readonly sender: SenderVerdict;
  readonly fields: Readonly<Partial<Record<InquiryFieldName, string>>>;
  /** Where a reply goes by way of the platform. Never an address of the buyer's. */
  readonly relayAddress: string;
  /** The relay, where the platform made it for this buyer: by it he is known again. Null: everybody's. */
  readonly buyerRelay: string | null;
}

/** From here on an inquiry goes its way by itself. */
export const INQUIRY_CERTAIN = 0.6;
/** Below it a mail is none, and nobody is asked. */
export const INQUIRY_POSSIBLE = 0.35;

const WEIGHT = {
  inquirySender: 0.35,
  platformSender: 0.2,
  likeSender: 0.1,
  subject: 0.25,
  links: 0.05,
  label: 0.1,
  otherSender: -0.5,
  otherSubject: -0.3,
  ownBuying: -0.6,
} as const;
/** More labels than this say no more. */
const MOST_LABELS = 4;

/**
 * @param authResults the topmost Authentication-Results of the receiving server, as it stands.
 * @param learned labels that people have taught.
 */
export function judgeInquiry(
  signals: InquirySignals,
  authResults: string | null,
  learned: ReadonlyMap<string, InquiryFieldName> = new Map(),
): JudgedInquiry {
  const rule = PLATFORM_RULES.find((one) => one.name === signals.platform) as PlatformRule;
  const fields = readFields(signals, learned);
  const buyerRelay = signals.replyTo ?? relayOfText(signals);
  return {
    confidence: scoreOf(signals, rule, learned),
    sender: signals.lookalike ? 'lookalike' : senderVerdict(authResults, rule),
    fields,
    relayAddress: buyerRelay ?? signals.fromAddress,
    buyerRelay,
  };
}

function scoreOf(
  signals: InquirySignals,
  rule: PlatformRule,
  learned: ReadonlyMap<string, InquiryFieldName>,
): number {
  const subject = signals.subject;
  const asks = rule.subjects.some((pattern) => pattern.test(subject));
  const other = rule.otherSubjects.some((pattern) => pattern.test(subject));
  const labels = new Set(
    signals.pairs.map((pair) => fieldOfLabel(pair.label, learned)).filter((field) => field !== null),
  );
  // A sender alone makes no inquiry: the same addresses write to buyers, and send offers.
  if (!asks && labels.size < 2) return 0;
  let score = 0;
  if (signals.lookalike) score += WEIGHT.likeSender;
  else if (rule.inquirySenders?.test(signals.fromAddress)) score += WEIGHT.inquirySender;
  else score += WEIGHT.platformSender;
  if (!signals.lookalike && rule.otherSenders?.test(signals.fromAddress)) score += WEIGHT.otherSender;
  if (asks) score += WEIGHT.subject;
  if (other) score += WEIGHT.otherSubject;
  if (OWN_BUYING.some((pattern) => pattern.test(subject))) score += WEIGHT.ownBuying;
  if (signals.links >= 2) score += WEIGHT.links;
  score += Math.min(labels.size, MOST_LABELS) * WEIGHT.label;
  return Math.round(Math.max(0, Math.min(1, score)) * 100) / 100;
}

function readFields(
  signals: InquirySignals,
  learned: ReadonlyMap<string, InquiryFieldName>,
): Partial<Record<InquiryFieldName, string>> {
  const fields: Partial<Record<InquiryFieldName, string>> = {};
  for (const { label, value } of signals.pairs) {
    const field = fieldOfLabel(label, learned);
    if (field === null || fields[field] !== undefined) continue;
    const clean = cleanField(field, value, signals);
    if (clean !== null) fields[field] = clean;
  }
  const elsewhere: Readonly<Partial<Record<InquiryFieldName, string | null>>> = {
    buyerName: buyerOfSubject(signals.subject) ?? personOf(signals.person ?? null),
    email: cleanField('email', signals.subject, signals),
    product: signals.heading,
  };
  for (const [field, value] of Object.entries(elsewhere) as [InquiryFieldName, string | null][])
    if (value !== null) fields[field] ??= value;
  return fields;
}

function cleanField(field: InquiryFieldName, value: string, signals: InquirySignals): string | null {
  const text = value.replace(/\s+/g, ' ').trim();
  if (text === '' || isEmptyValue(text)) return null;
  if (field === 'buyerName') return withoutTitle(text);
  if (field === 'email') {
    const address = addressIn(text);
    // The relay is no address of the buyer's, nor is one that HKTDC shows the domain of alone.
    const own = address !== null && address !== signals.replyTo && address !== signals.fromAddress;
    return own && !isPlatformAddress(address) ? address : null;
  }
  return text;
}

const isPlatformAddress = (address: string): boolean => {
  const domain = address.slice(address.lastIndexOf('@') + 1);
  return PLATFORM_RULES.some((rule) => rule.domain.test(domain) || rule.likeness.test(domain));
};

const withoutTitle = (name: string): string | null => {
  const plain = name
    .replace(/^(?:mr|mrs|ms|miss|mister|dr|sir|madam)\b\.?\s*/i, '')
    .replace(/^\/\s*(?:mr|mrs|ms)\b\.?\s*/i, '')
    .replace(/\s*(?:先生|女士|小姐)$/, '')
    .trim();
  return plain === '' ? null : plain.slice(0, 300);
};

function addressIn(text: string): string | null {
  const found = /[^\s<>()[\],;:"']{1,64}@[a-z0-9-]+(?:\.[a-z0-9-]+)+/i.exec(text)?.[0];
  return found?.toLowerCase() ?? null;
}

/** "You have a new inquiry: Maria Lopez has sent you an inquiry". */
function buyerOfSubject(subject: string): string | null {
  const found =
    /(?:inquiry|enquiry)\s*:\s*(.{2,80}?)\s+has sent you an? (?:inquiry|enquiry)/i.exec(subject) ??
    /^(.{2,80}?)\s+has sent you an? (?:inquiry|enquiry)/i.exec(subject) ??
    /(?:inquiry|enquiry) from\s+(.{2,80}?)(?:\s+(?:about|for|on|regarding)\b|\s*[-–[(|]|$)/i.exec(subject) ??
    /来自\s*(.{1,40}?)\s*的(?:新)?询盘/.exec(subject);
  return found?.[1] === undefined ? null : personOf(found[1].trim());
}

/** "Inquiry from Alibaba.com" names the platform, and "a buyer" nobody. */
function personOf(text: string | null): string | null {
  const name = text === null ? null : withoutTitle(text);
  if (name === null || /[@\d]|https?:/i.test(name)) return null;
  const compact = name.toLowerCase().replace(/\s+/g, '');
  const platform = PLATFORM_RULES.some((rule) => rule.likeness.test(compact));
  return platform ||
    /^(?:a |an |the |your )?(?:new )?(?:buyer|customer|member|importer|买家|客户)s?$/i.test(name)
    ? null
    : name;
}

/** Mails of 2020 show the relay in their text: "Reply-To: relay-8f3a@message.alibaba.com". */
function relayOfText({ pairs, fromAddress }: InquirySignals): string | null {
  for (const { label, value } of pairs) {
    if (!isReplyLabel(label)) continue;
    const address = addressIn(value);
    if (address !== null && address !== fromAddress && isPlatformAddress(address)) return address;
  }
  return null;
}

/**
 * RFC 8601: DMARC or DKIM or SPF passed for a domain of the platform. What the mail says of itself proves nothing;
 * this field was written by the server that took it, and only the topmost one is.
 */
function senderVerdict(authResults: string | null, rule: PlatformRule): SenderVerdict {
  const found = authResults === null ? null : parseAuthResults(authResults);
  if (found === null) return 'unverified';
  let failed = false;
  for (const { method, result, properties } of found.results) {
    const names = DOMAIN_OF[method];
    if (names === undefined) continue;
    const said = names.map((name) => properties.get(name)).find((value) => value !== undefined);
    if (result === 'pass' && said !== undefined && rule.domain.test(said.slice(said.lastIndexOf('@') + 1)))
      return 'verified';
    failed ||=
      (method === 'dmarc' && result === 'fail') || (method === 'spf' && /^(?:soft)?fail$/.test(result));
  }
  return failed ? 'forged' : 'unverified';
}

/** Where each method says whose domain it looked at. */
const DOMAIN_OF: Readonly<Record<string, readonly string[]>> = {
  dmarc: ['header.from'],
  dkim: ['header.d', 'header.i'],
  spf: ['smtp.mailfrom', 'smtp.mail'],
};
