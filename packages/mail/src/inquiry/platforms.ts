/**
 * What is known of the mails by which B2B platforms hand on inquiries: data, a row for each platform.
 *
 * Nothing here was held against mails of today: the senders and labels are of public programs and manuals of 2012 to
 * 2026, and the platforms change their layouts. So nothing decides by itself; all of it only adds to a score.
 */

export type PlatformName = 'alibaba' | 'made-in-china' | 'global-sources' | 'hktdc';

export interface PlatformRule {
  readonly name: PlatformName;
  /** The sender's domain, in lower case. */
  readonly domain: RegExp;
  /** Part of a domain that wants to look like the platform's. */
  readonly likeness: RegExp;
  /** Addresses that inquiries come from. */
  readonly inquirySenders: RegExp | null;
  /** Addresses that send promotions and notices of orders, and no inquiry. */
  readonly otherSenders: RegExp | null;
  readonly subjects: readonly RegExp[];
  /** Subjects of messages in a conversation, reports and offers. */
  readonly otherSubjects: readonly RegExp[];
  /** Host of the links in the text. */
  readonly links: RegExp;
}

const SUBJECTS = [
  /\b(?:new|an?|your)\s+(?:business\s+|buyer\s+|product\s+)?(?:inquiry|enquiry)\b/i,
  /\b(?:inquiry|enquiry)\s+(?:from|about|for|on)\b/i,
  /\bhas sent you an? (?:inquiry|enquiry)\b/i,
  /^\W*(?:inquiry|enquiry)\b/i,
  /\brequest(?:s|ed)? (?:for )?(?:a )?(?:quotation|quote|information)\b/i,
  /新?询盘|询价|查询信息|詢盤|查詢/,
];
const OTHER_SUBJECTS = [
  /\byou have a(?: new)? message from\b|\bhas sent you a message\b/i,
  /\b(?:newsletter|weekly|digest|webinar|promotion|upgrade|discount|invoice|payment|password|verify|survey|report|tips)\b/i,
  /\b(?:order|payment|shipment|refund)\b.*\b(?:confirmed|received|update|notice|status)\b/i,
  /周报|月报|活动|优惠|促销|续费|账单|发票|密码|验证码|培训|直播|热门产品/,
];

/** The same addresses write to buyers: here the company itself asked, or was answered. */
export const OWN_BUYING: readonly RegExp[] = [
  /\byour (?:inquiry|enquiry|rfq|buying request|quotation request)\b.*\b(?:sent|submitted|received|posted|approved|expired?|closed|delivered)\b/i,
  /\b(?:repl(?:y|ied|ies)|respon(?:se|ded)|answered|quotations?|quotes?)\b.*\b(?:to|for|on) your (?:inquiry|enquiry|rfq|buying request|request)\b/i,
  /\bsupplier\b.*\b(?:repl(?:y|ied)|respon(?:se|ded)|quot(?:ed|ation))\b/i,
  /您的(?:询盘|询价|采购需求).*(?:已|成功|发送|提交|收到回复)|(?:回复|报价)了?您的(?:询盘|询价|采购)|供应商.*(?:回复|报价)/,
];

export const PLATFORM_RULES: readonly PlatformRule[] = [
  {
    name: 'alibaba',
    domain: /(?:^|\.)alibaba(?:-inc)?\.com$/,
    likeness: /a[l1i]ibaba/,
    inquirySenders: /^feedback@service\.alibaba\.com$/,
    otherSenders:
      /^(?:discover|marketing|buyer|globalsupplier|vip|alisourcepro)@service\.alibaba\.com$|@notice\.alibaba\.com$/,
    // After August 2012 the buyer's address stood in brackets in the subject.
    subjects: [...SUBJECTS, /\[[^\s@\]]+@[^\s@\]]+\]/],
    otherSubjects: OTHER_SUBJECTS,
    links: /(?:^|\.)alibaba\.com$/,
  },
  {
    name: 'made-in-china',
    domain: /(?:^|\.)made-in-china\.com$/,
    likeness: /made-?in-?china/,
    inquirySenders: null,
    otherSenders: /^(?:newsletter|edm|promotion|marketing|news)@/,
    subjects: SUBJECTS,
    otherSubjects: OTHER_SUBJECTS,
    links: /(?:^|\.)made-in-china\.com$/,
  },
  {
    name: 'global-sources',
    domain: /(?:^|\.)globalsources\.com$/,
    likeness: /global-?sources?/,
    inquirySenders: null,
    otherSenders: /^(?:newsletter|productalert|alerts?|edm|marketing|news|events?)@/,
    subjects: SUBJECTS,
    otherSubjects: OTHER_SUBJECTS,
    links: /(?:^|\.)globalsources\.com$/,
  },
  {
    name: 'hktdc',
    domain: /(?:^|\.)hktdc\.(?:org|com)$/,
    likeness: /hktdc/,
    inquirySenders: /^hktdcenquiry@sourcing\.hktdc\.org$/,
    otherSenders: /^(?:newsletter|edm|marketing|news|fairs?|events?)@/,
    subjects: SUBJECTS,
    otherSubjects: OTHER_SUBJECTS,
    links: /(?:^|\.)hktdc\.(?:org|com)$/,
  },
];

export const platformOfDomain = (domain: string): PlatformRule | undefined =>
  PLATFORM_RULES.find((rule) => rule.domain.test(domain));

/** A domain that is none of the platform's and bears its name all the same. */
export const platformLike = (domain: string): PlatformRule | undefined =>
  PLATFORM_RULES.find((rule) => rule.likeness.test(domain));
