import type { ChoiceField } from '@tradepost/contract';
import { useT } from '../../i18n/language.tsx';
import { searchChoice, searchValue } from '../../i18n/en/search.ts';

/** The name of a value of a field in the reader's language. */
export function useChoiceName(): (field: ChoiceField, value: string) => string {
  const t = useT();
  return (field, value) => {
    const key = `${field}.${value}`;
    if (Object.hasOwn(searchChoice, key)) return t(`searchChoice.${key as keyof typeof searchChoice}`);
    return field !== 'has' && Object.hasOwn(searchValue, value)
      ? t(`searchValue.${value as keyof typeof searchValue}`)
      : value;
  };
}
