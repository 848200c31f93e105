import type { Amount } from '@tradepost/contract';

/** "USD 8.40"; the code, which is unambiguous, and at least two decimals, as quotations have. */
export function formatMoney(
  locale: string,
  { amount, currency }: Pick<Amount, 'amount' | 'currency'>,
): string {
  const number = new Intl.NumberFormat(locale, { minimumFractionDigits: 2, maximumFractionDigits: 4 });
  return `${currency}\u00A0${number.format(amount)}`;
}
