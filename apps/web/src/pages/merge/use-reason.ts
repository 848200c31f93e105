import type { DuplicatePair } from '@tradepost/contract';
import { useT } from '../../i18n/language.tsx';

/** Why two records may be one. */
export function useReason(): (pair: Pick<DuplicatePair, 'reason' | 'value'>) => string {
  const t = useT();
  return ({ reason, value }) =>
    reason === 'name'
      ? t('merge.reasonName')
      : t(reason === 'domain' ? 'merge.reasonDomain' : 'merge.reasonPhone', { value });
}
