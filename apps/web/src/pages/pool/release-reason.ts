import { RELEASE_REASONS } from '@tradepost/contract';
import { useT } from '../../i18n/language.tsx';

/** A reason of the list in the person's words; any other is a sentence already. */
export function useReleaseReason(): (reason: string | null) => string | null {
  const t = useT();
  return (reason) => {
    const known = RELEASE_REASONS.find((one) => one === reason);
    return known ? t(`releaseReason.${known}`) : reason;
  };
}
