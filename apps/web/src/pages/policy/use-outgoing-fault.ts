import { OUTGOING_ERROR_CODES } from '@tradepost/contract';
import { useT } from '../../i18n/language.tsx';

/** What went wrong with sending, and what to do; the code itself where another version wrote it. */
export function useOutgoingFault(): (code: string) => string {
  const t = useT();
  return (code) => {
    const known = OUTGOING_ERROR_CODES.find((one) => one === code);
    return known === undefined ? code : t(`outgoingFault.${known}`);
  };
}
