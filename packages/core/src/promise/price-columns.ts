/** The heads of a price list's columns, English and Chinese, and what each column holds. */
import type { Incoterm } from '@tradepost/contract';
import { CURRENCY_BEFORE, currencyOf } from './currencies.ts';
import { findIncoterms } from './find-incoterm.ts';
import { isUnit, plainUnit } from './units.ts';

export type ColumnKind =
  | 'product'
  | 'model'
  | 'spec'
  | 'price'
  | 'quantity'
  | 'least'
  | 'unit'
  | 'currency'
  | 'other';

export interface PriceColumn {
  readonly kind: ColumnKind;
  /** Of a price. */
  readonly currency: string | null;
  readonly unit: string | null;
  readonly incoterm: Incoterm | null;
  readonly place: string | null;
  /** The least quantity that this price is for, where prices are told by quantity. */
  readonly from: number | null;
}

const HEADS: readonly (readonly [ColumnKind, RegExp])[] = [
  // What is no unit price comes first: "total price" has the word in it.
  [
    'other',
    /^(?:total|amount|sub-?total|sum|value|ext(?:ended)?\.? price|总价|总金额|金额|合计|小计|货值)|(?:total|总)\s*(?:price|amount|value|价|金额)/i,
  ],
  [
    'other',
    /^(?:no\.?|#|s\/?n|序号|序|remarks?|备注|notes?|photo|picture|image|图片|照片|pack(?:ing|age)?|包装|carton size|n\.?w\.?|g\.?w\.?|cbm|hs ?code|海关编码|lead ?time|delivery(?: time)?|交期|交货期|weight|重量|material|材质|colou?r|颜色|brand|品牌)\b/i,
  ],
  ['other', /^(?:序号|序|备注|图片|照片|包装|海关编码|交期|交货期|重量|材质|颜色|品牌|净重|毛重|体积)/],
  [
    'other',
    /^(?:pcs|pieces|qty|quantity|units?)\s*(?:\/|per|in an?)\s*(?:ctn|carton|box|case|bag|pack|pallet|container|20|40)|^(?:装箱|每箱|箱装)/i,
  ],
  ['least', /\bm\.?o\.?q\b|min(?:imum|\.)?\s*(?:order|qty|quantity)|起订量|最小起订|最低起订|起批/i],
  ['quantity', /^(?:order\s*)?(?:qty|q['’]?ty|quantity|quantities|pcs)\b|^(?:订购|采购|订单)?数量/i],
  ['currency', /^(?:currency|币种|货币)$/i],
  [
    'price',
    /(?:unit|u\.?)\s*[/-]?\s*price|\bprices?\b|\bcost\b|\brate\b|单价|价格|报价|售价|\bpreis\b|\bprix\b|\bprecio\b/i,
  ],
  [
    'model',
    /\b(?:model|item|art(?:icle)?|part|product|style|ref(?:erence)?)\.?\s*(?:no|nr|number|code|#|№)\.?|^(?:model|sku|code|ref)\b|型号|货号|款号|编号|料号|产品编码|图号/i,
  ],
  [
    'product',
    /description|\bproducts?\b|\bitems?\b|\bgoods\b|commodity|\bname\b|\barti(?:cle|kel)\b|bezeichnung|d[ée]signation|descripci[óo]n|\bproduc?to\b|\bproduit\b|品名|产品|名称|货物|描述|品项|货品|项目/i,
  ],
  ['spec', /spec(?:ification)?s?\b|\bsize\b|dimension|规格|尺寸/i],
  ['unit', /^(?:unit|uom|u\/m|单位|计量单位)$/i],
];

const TIER =
  /^[≥>]?=?\s*(?<from>\d{1,3}(?:,\d{3})+|\d{1,7})\s*(?:(?:-|–|~|至|to)\s*\d[\d,]*|\+|以上|起|up|and more|pcs?\s*(?:up|\+|以上)|(?:pcs?|件|个|sets?|套))\s*(?:pcs?|件|个|sets?|套|以上)?$/i;
const PER = /(?:\/|per|每)\s*(?<unit>[\p{L}²³]{1,8})/iu;

/** Longer ones are no heads. */
const MOST_HEAD = 80;

/** @returns null for what is no head of a column. */
export function columnOf(cell: string): PriceColumn | null {
  const text = cell.replace(/\s+/g, ' ').trim();
  if (text === '' || text.length > MOST_HEAD) return null;
  const [term] = findIncoterms(text);
  const currency = currencyIn(text);
  const tier = TIER.exec(text)?.groups?.['from'];
  const named = HEADS.find(([, words]) => words.test(text))?.[0];
  // "FOB Ningbo", "USD/pc" and "1000-4999 pcs" are heads of prices, too.
  const isPrice =
    named === 'price' ||
    (named === undefined &&
      (term !== undefined || tier !== undefined || (currency !== null && text.length < 30)));
  const kind = isPrice ? 'price' : named;
  if (kind === undefined) return null;
  const per = PER.exec(text)?.groups?.['unit'];
  return {
    kind,
    currency,
    unit: kind === 'price' && per !== undefined && isUnit(per) ? plainUnit(per) : null,
    incoterm: term?.term ?? null,
    place: term?.place ?? null,
    from: tier === undefined ? null : Number(tier.replaceAll(',', '')),
  };
}

const CURRENCY = new RegExp(CURRENCY_BEFORE, 'giu');
const CURRENCY_WORDS = /美元|美金|欧元|人民币|英镑|港币|日元|澳元|us dollars?|euros?|(?<!\p{L})元/iu;

/** The only one that the text names. */
export function currencyIn(text: string): string | null {
  const found = new Set<string>();
  for (const [writing] of text.matchAll(CURRENCY)) {
    const code = currencyOf(writing);
    if (code !== null) found.add(code);
  }
  const word = CURRENCY_WORDS.exec(text)?.[0];
  const code = word === undefined ? null : currencyOf(word.replace(/s$/i, ''));
  if (code !== null) found.add(code);
  return found.size === 1 ? ([...found][0] as string) : null;
}
