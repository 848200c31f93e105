/**
 * Terms of delivery in a line of a mail or a file: Incoterms 2020 with the named place ("FOB Ningbo", 宁波 FOB). Older
 * writings stand for the term of 2020 that took their place.
 */
import type { Incoterm } from '@tradepost/contract';

export interface FoundIncoterm {
  readonly term: Incoterm;
  readonly place: string | null;
  readonly at: number;
}

/** C&F and CNF never were Incoterms; DAT became DPU in 2020, DDU became DAP in 2010. */
const OLDER: Readonly<Record<string, Incoterm>> = {
  'C&F': 'CFR',
  CNF: 'CFR',
  CANDF: 'CFR',
  DAT: 'DPU',
  DDU: 'DAP',
};
const WORDS: readonly (readonly [RegExp, Incoterm])[] = [
  [/离岸价/u, 'FOB'],
  [/到岸价/u, 'CIF'],
  [/出厂价|工厂交货价/u, 'EXW'],
  [/ex[\s-]?works|ex[\s-]?factory/iu, 'EXW'],
  [/完税后?交货/u, 'DDP'],
];

/** In small letters only those that are no words of another kind. */
const CAPITALS = String.raw`EXW|FCA|CPT|CIP|DAP|DPU|DDP|FAS|FOB|CFR|CIF|C&F|CNF|DAT|DDU`;
const SMALL = String.raw`fob|Fob|cif|Cif|exw|Exw|cfr|ddp|Ddp|dap|fca|c&f|cnf`;
const TERM = new RegExp(
  String.raw`(?<![\p{Script=Latin}\d&/-])(?<term>${CAPITALS}|${SMALL})(?![\p{Script=Latin}\d&]|-\d)`,
  'gu',
);

/** "CIF: B12345678" is a Spanish tax number, "21 CFR 177.1520" an American law. */
const isOther = (term: string, before: string, after: string) =>
  (term === 'CIF' && /^[\s:.]*[A-Z]-?\d{7}/.test(after)) ||
  (term === 'CFR' && /\d\s*$/.test(before) && /^\s*(?:part\s*)?\d/i.test(after));

/** Words that follow a term and are no place. */
const NO_PLACE =
  /^(?:price|prices|terms?|incoterms?|basis|and|or|is|are|usd|us|eur|rmb|cny|gbp|the|per|for|with|without|based|only|value|total|unit|shipment|delivery|payment|quotation|our|your|all|as|in|on|at|from|to|by|plus|incl\w*|excl\w*|moq|valid\w*|qty|quantity|mode|cost|offer|rate|not|each|pcs?|sets?|any|please|can|will|we|i|you|it|if|but|than|then|now|below|above|amount|condition\w*|exw|fob|cif|cfr|ddp|dap|fca)$/i;
const PLACE_WORD = String.raw`\p{Lu}[\p{L}'’.-]{1,24}`;
const PLACE_AFTER = new RegExp(
  String.raw`^(?:\s*(?:terms?|price|value))?[\s:,-]*(?:(?:port of|at|in)\s+)?(?<place>${PLACE_WORD}(?:[ ,]{1,2}(?:${PLACE_WORD}|de|of|la|al|am|an der))*)`,
  'u',
);
/** A port or city with 价 or 港 after it, or alone. */
const HAN_AFTER =
  /^[\s:：(（]*(?:价|价格|条款)?[\s:：(（]*(?<place>\p{Script=Han}{2,8}?)(?:港口?)?(?=价|报|单|[\s,，。;；:：)）/\d]|USD|US\$|RMB|\$|¥|￥|$)/u;
const HAN_BEFORE = /(?<!\p{Script=Han})(?<place>\p{Script=Han}{2,4}?)(?:港口?)?\s*$/u;
const NO_HAN_PLACE =
  /^(?:报价|价格|单价|条款|美元|美金|人民币|含税|不含税|我司|我们|可以|均为|都是|产品|以上|以下|按照?|为|是|基于|的?单?价|总价|如下|离岸|到岸|出厂|贸易|交货|运输|条件|方式|术语|起订|最小|有效|付款|数量|质量|品质|大货|样品)/u;
/** The named place is a port or a town, not a sentence. */
const MOST_WORDS = 4;
const MOST_PLACE = 60;

/** All terms of the line, each once with its first place. */
export function findIncoterms(line: string): FoundIncoterm[] {
  const found: FoundIncoterm[] = [];
  const add = (term: Incoterm, place: string | null, at: number) => {
    const same = found.findIndex((one) => one.term === term);
    if (same < 0) found.push({ term, place, at });
    else if (found[same]?.place === null) found[same] = { term, place, at };
  };
  for (const match of line.matchAll(TERM)) {
    const written = (match.groups?.['term'] ?? '').toUpperCase();
    const [before, after] = [line.slice(0, match.index), line.slice(match.index + written.length)];
    if (isOther(written, before, after)) continue;
    add(OLDER[written] ?? (written as Incoterm), placeAfter(after) ?? placeBefore(before), match.index);
  }
  if (found.length > 0) return found;
  for (const [word, term] of WORDS) {
    const match = word.exec(line);
    if (match === null) continue;
    const after = line.slice(match.index + match[0].length);
    add(term, placeAfter(after) ?? placeBefore(line.slice(0, match.index)), match.index);
  }
  return found;
}

function placeAfter(after: string): string | null {
  const plain = after.slice(0, 120);
  const han = HAN_AFTER.exec(plain)?.groups?.['place'];
  if (han !== undefined) return NO_HAN_PLACE.test(han) ? null : han;
  const words = PLACE_AFTER.exec(plain)?.groups?.['place'];
  if (words === undefined) return null;
  const kept: string[] = [];
  for (const word of words.split(/(?<=,)\s*|\s+/)) {
    const bare = word.replace(/[,.]+$/, '');
    if (NO_PLACE.test(bare) || /^incoterms/i.test(bare) || kept.length >= MOST_WORDS) break;
    // A sentence ends: "FOB Ningbo. Payment 30 days".
    kept.push(word.replace(/\.$/, ''));
    if (/[^.]\.$/.test(word) && word.length > 4) break;
  }
  const place = kept
    .join(' ')
    .replace(/[,\s]+$/, '')
    .slice(0, MOST_PLACE);
  return place.length < 2 ? null : titled(place);
}

/** "宁波 FOB", "上海港FOB". */
function placeBefore(before: string): string | null {
  const place = HAN_BEFORE.exec(before.slice(-40))?.groups?.['place'];
  return place === undefined || NO_HAN_PLACE.test(place) ? null : place;
}

/** NINGBO → Ningbo; what is written in small and large letters stays. */
const titled = (place: string) =>
  place === place.toUpperCase() && /\p{L}{4}/u.test(place)
    ? place
        .toLowerCase()
        .replace(/(^|[\s,-])(\p{L})/gu, (_, gap: string, letter: string) => gap + letter.toUpperCase())
    : place;
