/** Questions that nobody thought of: any filters together, any order and direction, whoever asks. */
import { type CustomerFilter, FILLABLE_FIELDS, type ListOrder } from '@tradepost/contract';

/** 0 ≤ draw(n) < n. */
export type Draw = (n: number) => number;

export interface DrawnQuestion {
  readonly filter: CustomerFilter;
  readonly order: ListOrder;
  readonly descending: boolean | undefined;
  readonly keyFirst: boolean | undefined;
}

interface Named {
  readonly name: string;
  readonly local_name: string | null;
}

export const any = <T>(draw: Draw, list: readonly T[]) => list[draw(list.length)] as T;

const COUNTRIES =
  'US DE GB FR IT ES BR MX IN RU AE SA TR PL NL AU JP KR VN TH ID ZA NG EG CL PE CO SE NO DK'.split(' ');
const ORDERS: ListOrder[] = [
  'name',
  'last-mail',
  'last-contact',
  'next-contact',
  'created',
  'completeness',
  'verified',
];
const EVALUATIONS = ['rust', 'packing', 'price too high', '价格', 'compared'];
const FIELDS = [...FILLABLE_FIELDS, 'own.port', 'own.inspected'];
const MONTHS = ['2023-11', '2024-02', '2024-09', '2025-04', '2025-12', '2026-06'];

/** @param people ids of salespeople. */
const filters = (people: readonly number[]): ((draw: Draw) => CustomerFilter)[] => [
  (draw) => ({ country: any(draw, COUNTRIES) }),
  (draw) => ({ country: [any(draw, COUNTRIES), any(draw, COUNTRIES), any(draw, COUNTRIES)].join(',') }),
  (draw) => ({ grade: any(draw, ['A', 'B', 'C', 'D', '-', 'A,B', 'C,D', 'D,-']) }),
  (draw) => ({
    stage: any(draw, ['target', 'first-contact', 'negotiation', 'contract', 'delivery,after-sales']),
  }),
  (draw) => ({ tag: `tag${draw(300)}` }),
  (draw) => ({ product: `product ${draw(500)}` }),
  (draw) => ({ productInUse: `product ${draw(500)}` }),
  (draw) => ({ source: any(draw, ['Canton Fair', 'Alibaba', 'Referral', 'Cold letter', 'None']) }),
  (draw) => ({ businessType: any(draw, ['Importer', 'Retailer', 'Manufacturer']) }),
  (draw) => ({ batch: String(1 + draw(100)) }),
  (draw) => ({ region: `region ${draw(200)}` }),
  (draw) => ({ keyAccount: draw(2) === 0 }),
  (draw) => ({ relationshipType: any(draw, ['vendor', 'preferred-supplier', 'strategic-alliance']) }),
  (draw) => ({ noContactDays: any(draw, [7, 30, 90, 180, 365, 730, 1200]) }),
  () => ({ neverContacted: true }),
  (draw) => ({ notVerifiedDays: any(draw, [30, 90, 180, 365, 1000]) }),
  (draw) => ({ completenessBelow: any(draw, [11, 20, 50, 90]) }),
  (draw) => {
    const month = any(draw, MONTHS);
    return { createdFrom: `${month}-01`, createdTo: `${month}-28` };
  },
  (draw) => ({ createdFrom: any(draw, ['2026-06-01', '2026-01-01', '2025-01-01', '2023-06-01']) }),
  (draw) => ({ owner: String(any(draw, people)) }),
  (draw) => ({ whose: any(draw, ['nobody', 'mine', 'team', 'shared']) }),
  (draw) => ({ department: String(1 + draw(10)) }),
  (draw) => ({ collaborator: any(draw, people) }),
  (draw) => ({ scale: any(draw, ['1-9', '50-199', '500+']) }),
  (draw) => ({ language: any(draw, ['en', 'de', 'fr,es']) }),
  (draw) => ({ preferredChannel: any(draw, ['wechat', 'phone,email']) }),
  (draw) => ({ custom: `port:port ${draw(60)}` }),
  (draw) => ({ supplier: any(draw, [`supplier ${draw(400)}`, `works ${draw(5000)}`]) }),
  (draw) => ({ evaluation: any(draw, EVALUATIONS) }),
  (draw) => ({ note: any(draw, ['discount', 'booth 77', 'speaks', '老客户']) }),
  (draw) => ({ address: any(draw, ['street', 'industrial park', '199']) }),
  (draw) => ({ empty: any(draw, FIELDS) }),
  (draw) => ({ filled: any(draw, FIELDS) }),
];

const WORDS: ((draw: Draw, row: Named) => string)[] = [
  (_draw, { name }) => name.split(' ')[1] ?? name,
  (_draw, { name }) => name.slice(0, 2),
  (_draw, { name }) => name.slice(1, 4),
  (_draw, { name }) => name.slice(1, 5),
  (_draw, { name }) => name,
  (_draw, { local_name }) => local_name?.slice(0, 2) ?? '有限',
  (draw) =>
    any(draw, [
      'trading',
      'gmail',
      'ltd',
      'import export',
      'medical inc',
      '13800',
      '86138',
      'example',
      '限公',
      '天',
    ]),
];

/** @param row of a customer, whose words are looked for; null: no words. */
export function drawQuestion(
  draw: Draw,
  people: readonly number[],
  many: number,
  row: Named | null,
): DrawnQuestion {
  const known = filters(people);
  let filter: CustomerFilter = row === null ? {} : { search: any(draw, WORDS)(draw, row) };
  for (let i = 0; i < many; i++) filter = { ...filter, ...any(draw, known)(draw) };
  return {
    filter,
    order: any(draw, ORDERS),
    descending: any(draw, [undefined, undefined, true, false]),
    keyFirst: any(draw, [undefined, undefined, true, false]),
  };
}
