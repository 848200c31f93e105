import type { FoundIn, QuoteTerms } from '@tradepost/contract';
import { useCompanyDay } from '../../format/use-company-day.ts';
import { useFormat } from '../../format/use-format.ts';
import { useT } from '../../i18n/language.tsx';
import { useDay } from '../record/use-day.ts';

/** What a quotation says beside its price: "FOB Ningbo · valid until 31 Dec 2026 · MOQ 500 pcs". */
export function useTermsWords(): (terms: QuoteTerms) => string[] {
  const t = useT();
  const day = useDay();
  const today = useCompanyDay();
  const format = useFormat();
  const many = (number: number, unit: string | null) =>
    [format.number(number), unit].filter((part) => part !== null).join(' ');
  return ({ incoterm, incotermPlace, validUntil, quantity, minQuantity, quantityUnit }) => {
    return [
      ...(incoterm ? [[incoterm, incotermPlace].filter(Boolean).join(' ')] : []),
      ...(validUntil
        ? [t(validUntil < today ? 'promises.over' : 'promises.validTo', { day: day(validUntil) })]
        : []),
      ...(quantity ? [t('promises.forQuantity', { quantity: many(quantity, quantityUnit) })] : []),
      ...(minQuantity ? [t('promises.fromQuantity', { quantity: many(minQuantity, quantityUnit) })] : []),
    ];
  };
}

/** Where it was read. */
export function useFoundWords(): (foundIn: FoundIn | null) => string {
  const t = useT();
  return (foundIn) => {
    if (foundIn === null) return t('promises.fromText');
    const file = foundIn.fileName ?? t('promises.someFile');
    if (foundIn.page !== null) return t('promises.fromPage', { file, page: foundIn.page });
    if (foundIn.row === null) return t('promises.fromFile', { file });
    return foundIn.sheet === null || foundIn.sheet === 1
      ? t('promises.fromRow', { file, row: foundIn.row })
      : t('promises.fromSheet', { file, sheet: foundIn.sheet, row: foundIn.row });
  };
}
