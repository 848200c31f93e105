/** What a price in a line is of: "LED panel 600x600: USD 8.40/pc", "USD 3.20 for the hinge YF-3021". */
import { CURRENCY_BEFORE } from './currencies.ts';
import { productParts } from './product-key.ts';

const MOST_PRODUCT = 120;
const BULLET = /^\s*(?:[-*•·–]|\(?\d{1,2}[.)、]|[a-z][.)])\s+/i;
/** How a sentence comes to its price. */
const LEAD =
  /\b(?:(?:dear|hi|hello)\b[^,:]{0,30}[,:]|(?:our|the|my|your|best|final|new|last|special|net|unit|target|fob|cif|exw|cfr|ddp|dap|fca)\s+(?:[\p{L}]+\s+)?price|prices?|unit price|u\/price|quotation|quote|offer|cost|we (?:can|could|would|will)? ?(?:offer|quote|do|give|sell|go|come|make it|accept)|please find|is as follows|are as follows|as below|i am pleased to|we are pleased to)\b(?:\s+(?:you|to))?|单价|价格|报价|每(?:件|个|只|台|套)|我们(?:的|可以|能)?|给您|可以给|优惠价|最低价|含税|不含税|为|是|的(?=[:：\s]|$)/giu;
const AFTER = /^[\s,]*(?:\/?\s?[\p{L}²³]{1,8}\s+)?(?:for|of)\s+(?:the\s+)?(?<product>[^,.;(]{3,120})/iu;
const BETWEEN =
  /\b(?:is|are|at|for|of|the|from|only|be|to|with|and|in|on|per|by|as|now|just|about|around|it|this|that|which|you|your|us|our|we|i|still|can|will)\b\s*$/i;
const FRONT =
  /^(?:(?:(?:is|are|at|for|of|the|from|on|to|with|and|in|as|follows|your|our|this|that|item|model|product)(?![\p{L}\d])|产品|型号|品名|货号)[\s:：]*)+/iu;
const TERM =
  /\b(?:EXW|FCA|CPT|CIP|DAP|DPU|DDP|FAS|FOB|CFR|CIF|C&F|CNF)\b[\s:]*(?:\p{Lu}[\p{L}]+)?|离岸价|到岸价|出厂价/giu;
/** Prices that stand before. */
const PRICE = new RegExp(String.raw`(?:${CURRENCY_BEFORE})\s?\d[\d.,]*(?:\s?\/\s?[\p{L}²³]+)?`, 'giu');
const COUNT = /\b\d[\d,.]*\s*(?:pcs?|pieces?|sets?|units?|pairs?|kgs?|tons?|ctns?|cartons?)\b(?:\s+of)?/gi;

/**
 * @param at where the amount begins. @param above the line before, which may be the product's heading.
 * @returns null where the text does not say.
 */
export function findProduct(line: string, at: number, above: string | null): string | null {
  const before = tidy(line.slice(0, at));
  if (before !== null) return before;
  const after = AFTER.exec(
    line.slice(at).replace(/^[^\s]*\s?[\d.,]+(?:\s?[A-Z]{3})?(?:\s?\/\s?[\p{L}²³]+)?/u, ''),
  )?.groups?.['product'];
  const named = after === undefined ? null : tidy(after);
  if (named !== null) return named;
  return above !== null && isHeading(above) ? tidy(above) : null;
}

function tidy(text: string): string | null {
  // The last sentence, or what stands after the last colon but one: "Hinge: price: USD 3".
  const sentence =
    text
      .replace(BULLET, '')
      .split(/(?<=[.!?。！？；;])\s+|。|；/)
      .at(-1) ?? '';
  let plain = sentence.replace(PRICE, ' ').replace(LEAD, ' ').replace(TERM, ' ').replace(COUNT, ' ');
  for (let round = 0; round < 4; round++)
    plain = plain
      .replace(/[\s:：=@~,，、(（–-]+$/u, '')
      .replace(BETWEEN, '')
      .replace(/^[\s:：=@~,，、)）–.-]+/u, '')
      .replace(FRONT, '');
  plain = plain.replace(/\s+/g, ' ').trim();
  if (plain.length < 2 || plain.length > MOST_PRODUCT) return null;
  const { models, words } = productParts(plain);
  // A number alone, or a word of courtesy, names nothing.
  const says = models.length > 0 || words.some((word) => /\p{L}{2}/u.test(word) && !EMPTY.has(word));
  return says && words.length <= 12 ? plain : null;
}

const EMPTY = new Set(
  'thank thanks you yes sure ok well received regards best please see below total sample each moq valid date hi hello dear 您好 谢谢 如下'.split(
    ' ',
  ),
);

/** Short, of words, and no greeting: "LED panel 600x600". */
const isHeading = (line: string) => {
  const text = line.trim();
  return (
    text.length >= 3 &&
    text.length <= 80 &&
    !/[,，.!?。！？]$/.test(text) &&
    !/^(?:dear|hi|hello|您好|尊敬)/i.test(text) &&
    productParts(text).words.length <= 8
  );
};
