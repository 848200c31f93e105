/** The company's lists of choices: kinds of business and sizes of a customer. */
import type { Choice } from '@tradepost/contract';
import type { DB } from '@tradepost/db';
import { getSetting } from '@tradepost/db/queries/settings';
import type { Kysely } from 'kysely';
import { fault, faultError } from '../customers/fault.ts';

export interface Lists {
  readonly businessTypes: readonly Choice[];
  readonly scales: readonly Choice[];
}

const choice = (key: string, en: string, zh: string): Choice => ({ key, en, zh });

/** What exporters tell apart; the administrator changes it. */
const DEFAULT_LISTS: Lists = {
  businessTypes: [
    choice('importer', 'Importer', '进口商'),
    choice('distributor', 'Distributor', '分销商'),
    choice('wholesaler', 'Wholesaler', '批发商'),
    choice('retailer', 'Retailer', '零售商'),
    choice('chain-store', 'Chain store', '连锁店'),
    choice('supermarket', 'Supermarket', '超市'),
    choice('online-shop', 'Online shop', '电商'),
    choice('trading-company', 'Trading company', '贸易商'),
    choice('agent', 'Agent', '代理商'),
    choice('buying-office', 'Buying office', '采购办事处'),
    choice('manufacturer', 'Manufacturer', '生产商'),
    choice('brand', 'Brand owner', '品牌商'),
    choice('contractor', 'Project contractor', '工程商'),
    choice('end-user', 'End user', '终端用户'),
    choice('government', 'Public institution', '政府机构'),
    choice('other', 'Other', '其他'),
  ],
  // People who work there.
  scales: [
    choice('under-10', 'Fewer than 10 people', '10 人以下'),
    choice('10-49', '10 to 49 people', '10–49 人'),
    choice('50-199', '50 to 199 people', '50–199 人'),
    choice('200-499', '200 to 499 people', '200–499 人'),
    choice('500-999', '500 to 999 people', '500–999 人'),
    choice('1000-up', '1,000 people and more', '1000 人及以上'),
  ],
};

export async function getLists(db: Kysely<DB>): Promise<Lists> {
  return { ...DEFAULT_LISTS, ...(await getSetting<Partial<Lists>>(db, 'lists')) };
}

/**
 * The key of a choice, given as the key itself or as its name in either language, as files and cards have it.
 * @throws TradepostError 'invalid-request' for what is not in the list.
 */
export function keyOf(choices: readonly Choice[], said: string): string {
  const found = knownKeyOf(choices, said);
  if (found === null)
    throw faultError(
      'invalid-request',
      fault('not-in-list', { value: said }),
      `"${said}" is not in the company's list (${choices.map(({ en }) => en).join(', ')}).`,
    );
  return found;
}

/** The same; null for what is not in the list. */
export function knownKeyOf(choices: readonly Choice[], said: string): string | null {
  const text = said.trim().toLowerCase();
  const found = choices.find(({ key, en, zh }) => [key, en, zh].some((one) => one.toLowerCase() === text));
  return found?.key ?? null;
}
