/**
 * Sentences of a mail of ours that promise something with a day: "we will send the samples by Friday", 下周三前发货. They
 * are proposed; a person marks them, or does not.
 */
import type { ProposedPromise, PromiseSort } from '@tradepost/contract';
import { findDay, type Said } from './find-day.ts';
import { ownLines } from './own-lines.ts';

/** A mail that promises more is read by eye. */
const MOST_PROMISES = 10;
const MOST_SENTENCES = 400;
const MOST_LENGTH = 300;

/** Who says it: we, I, our people, or the goods themselves. */
const OURS =
  /\b(?:we|i)(?:['’]?ll|['’]?re going to|['’]?m going to| will| shall| are going to| am going to| can| plan to| promise| guarantee| commit| undertake| confirm)\b|\b(?:our|my) [\p{L} ]{2,30}? (?:will|shall|can|is going to|are going to)\b|\bwill be (?:sent|shipped|dispatched|delivered|ready|finished|completed|available|loaded|arranged|issued|refunded|replaced|produced|made|provided|effected)\b|\byou(?:['’]?ll| will| shall) (?:have|receive|get|hear)\b|\b(?:shipment|delivery|samples?|goods|order|production|documents?|b\/l|invoice|quotation|parcel) (?:is|are|will|shall|can|leaves?|goes)\b|\blet me\b/iu;
const DOING =
  /\b(?:send|sent|ship(?:ped)?|deliver(?:ed)?|dispatch(?:ed)?|provide|arrange|get back|come back|go back|reply|repl(?:y|ies)|revert|answer|confirm|update|inform|let you know|tell you|advise|finish(?:ed)?|complete[d]?|produce|make|prepare|quote|offer|check|call|pay|refund(?:ed)?|replace[d]?|issue[d]?|sign|courier|hand over|load(?:ed)?|book|test|inspect|guarantee|forward|share|submit|mail|e-?mail|follow up|fix|solve|resolve|ready|receive|have (?:it|them|the|your)|get|hear from|effected|available|leaves?|go(?:es|ing)? out)\b/i;
/** Said of the other side, asked, hoped, denied, or of being away. */
const NOT_OURS =
  /\?\s*$|\b(?:please|kindly|could you|can you|would you|will you|if you (?:can|could)|we hope|i hope|hopefully|would like|look forward|looking forward|not able|unable|cannot|can['’]?t|won['’]?t|will not|be closed|be on (?:holiday|vacation|leave)|out of office|holidays?)\b/i;
/** What is done is no promise. */
const OVER = /\b(?:(?:was|were|has been|have been|had been) (?:sent|shipped|delivered|dispatched|paid))\b/i;

const CHINESE_DOING =
  /发货|发出|发给|寄出|寄送|寄给|寄样|发样|回复|答复|报价|报给|提供|安排|完成|交货|交付|出货|装柜|装船|出运|开船|确认|更新|退款|补发|补寄|更换|换货|打样|出样|生产|告知|通知|付款|给您|给你|给贵|发您|发你|出具|开具|送到|送达|准备好/;
/** 请您, 麻烦, 希望; 吗?; 已发货. */
const CHINESE_NOT =
  /[?？]\s*$|请(?!放心)|麻烦|希望|能否|可否|是否|吗|如果?您|若您|您(?:方|们)?(?:能|可以|需|要|确认|付|安排)|贵(?:司|方|公司)(?:能|可以|需|要|确认|付|安排|回复)|无法|不能|不会|放假|休假|已经?(?:发|寄|出|安排|完成|付|回|交|装|开|运|订|到)|了(?:吧|吗)/;

/** @param said the day of the mail, and the company's working days. @returns in the order of the text. */
export function findPromises(text: string, said: Said): ProposedPromise[] {
  const found = new Map<string, ProposedPromise>();
  for (const sentence of sentencesOf(text)) {
    const chinese = (sentence.match(/\p{Script=Han}/gu)?.length ?? 0) >= 4;
    if (!(chinese ? isChinesePromise(sentence) : isEnglishPromise(sentence))) continue;
    const day = findDay(sentence, said);
    if (day === null) continue;
    const words = sentence.slice(0, MOST_LENGTH);
    found.set(words, {
      text: words,
      sort: sortOf(sentence),
      dueOn: day.day,
      dueWords: sentence.slice(day.at, day.at + day.length).trim(),
    });
    if (found.size >= MOST_PROMISES) break;
  }
  return [...found.values()];
}

const isEnglishPromise = (sentence: string) =>
  OURS.test(sentence) && DOING.test(sentence) && !NOT_OURS.test(sentence) && !OVER.test(sentence);
const isChinesePromise = (sentence: string) => CHINESE_DOING.test(sentence) && !CHINESE_NOT.test(sentence);

/** "Dec. 5" and "No. 3" end no sentence. */
function sentencesOf(text: string): string[] {
  const paragraphs = joinWrapped(ownLines(text));
  return paragraphs
    .flatMap((line) =>
      line.split(
        /(?<=[。！？；])|(?<=[!?;])\s+|(?<=[^.\s]{2}\.)(?<!\b(?:No|Dec|Nov|Oct|Sept?|Aug|Jul|Jun|Apr|Mar|Feb|Jan|Mr|Mrs|Ms|Dr|Co|Ltd|Inc|approx|qty|pcs|etc)\.)\s+(?=\p{Lu}|\p{Script=Han})/u,
      ),
    )
    .map((sentence) => sentence.trim())
    .filter((sentence) => sentence.length >= 6)
    .slice(0, MOST_SENTENCES);
}

/** Mail programs wrap lines at some seventy characters: what goes on in small letters is one sentence. */
function joinWrapped(lines: readonly string[]): string[] {
  const joined: string[] = [];
  for (const line of lines) {
    const last = joined.at(-1);
    const text = line.trim();
    const goesOn =
      last !== undefined &&
      last.length >= 55 &&
      last.length < 400 &&
      !/[.!?:;。！？；：]$/.test(last) &&
      /^[\p{Ll}\d]/u.test(text);
    if (goesOn) joined[joined.length - 1] = `${last} ${text}`;
    else joined.push(text);
  }
  return joined;
}

const SORTS: readonly (readonly [PromiseSort, RegExp])[] = [
  [
    'payment',
    /\b(?:refund|pay(?:ment)?|deposit|credit note|compensat\w*|transfer)\b|退款|付款|汇款|赔偿|补偿|定金/i,
  ],
  ['warranty', /\b(?:warrant\w*|guarantee\w*|repair|spare parts?)\b|质保|保修|维修|包换/i],
  ['price', /\b(?:price|prices|quote|quotation|offer|discount|pi|proforma)\b|报价|价格|单价|形式发票|折扣/i],
  [
    'delivery',
    /\b(?:samples?|ship\w*|deliver\w*|dispatch\w*|goods|order|production|produce|load\w*|courier|container|parcel|b\/l|tracking)\b|发货|寄|样|交货|交付|出货|装柜|装船|出运|生产|快递|单号/i,
  ],
];

const sortOf = (sentence: string): PromiseSort =>
  SORTS.find(([, words]) => words.test(sentence))?.[0] ?? 'other';
