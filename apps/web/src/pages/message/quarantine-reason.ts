import { quarantineReason } from '../../i18n/en/mailboxes.ts';
import { useT } from '../../i18n/language.tsx';

/** Words for a reason the parser gave; one of a newer server stays as it is. */
export function useQuarantineReason(): (reason: string) => string {
  const t = useT();
  return (reason) =>
    Object.hasOwn(quarantineReason, reason)
      ? t(`quarantineReason.${reason as keyof typeof quarantineReason}`)
      : reason;
}
