import type { Count } from '@tradepost/contract';
import { useFormat } from '../../format/use-format.ts';
import { useT } from '../../i18n/language.tsx';

/** A number of matches in words: an estimate says that it is one. */
export function useCount(): (count: Count) => string {
  const t = useT();
  const format = useFormat();
  return ({ count, estimate }) =>
    estimate ? t('search.about', { count: format.number(count) }) : format.number(count);
}
