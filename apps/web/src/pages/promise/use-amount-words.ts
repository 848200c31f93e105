import type { Amount } from '@tradepost/contract';
import { formatMoney } from '../../format/money.ts';
import { useFormat } from '../../format/use-format.ts';
import { useT } from '../../i18n/language.tsx';

/** "USD 8.40 per pc". */
export function useAmountWords(): (amount: Amount) => string {
  const t = useT();
  const { locale } = useFormat();
  return (amount) => {
    const money = formatMoney(locale, amount);
    return amount.unit ? t('promises.per', { amount: money, unit: amount.unit }) : money;
  };
}
