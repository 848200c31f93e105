/** What an item is of use for (service, visits, development, upgrade): as its subject says, until a person says more. */
import type { UnifiedTag } from '@tradepost/contract';
import { UNIFIED_TAGS } from '@tradepost/contract/values';

const WORDS: Readonly<Record<UnifiedTag, RegExp>> = {
  service: /售后|客户服务|客服|服务|after-?sales|\bservice\b/i,
  visit: /回访|用户回访|call-?back|return visit/i,
  'r-and-d': /研发|新产品|新品|开发建议|\br\s*&\s*d\b|\brnd\b|new product/i,
  upgrade: /升级|改进|改良|\bupgrade\b|improvement/i,
};

/** Words in square brackets or before a colon of the subject, as "[研发] …" or "升级：…". */
export function tagsOf(subject: string): UnifiedTag[] {
  const marks = [...subject.slice(0, 300).matchAll(/[[【(（]([^\])】）]{1,30})[\])】）]/g)].map(
    (match) => match[1] as string,
  );
  const lead = /^([^:：]{1,20})[:：]/.exec(subject)?.[1];
  const said = [...marks, ...(lead === undefined ? [] : [lead])].join(' ');
  return UNIFIED_TAGS.filter((tag) => WORDS[tag].test(said));
}
