import { useT } from '../../i18n/language.tsx';

/** Working time as people say it: minutes, hours with a half, whole hours. */
export function useWorkingTime(): (seconds: number) => string {
  const t = useT();
  return (seconds) => {
    if (seconds < 3600) return t('board.minutes', { count: Math.round(seconds / 60) });
    const hours = seconds / 3600;
    return t('board.hours', { count: hours < 10 ? Math.round(hours * 2) / 2 : Math.round(hours) });
  };
}
