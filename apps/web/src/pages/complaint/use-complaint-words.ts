import type { Complaint, ComplaintState } from '@tradepost/contract';
import { useFormat } from '../../format/use-format.ts';
import { useT } from '../../i18n/language.tsx';
import { useDay } from '../record/use-day.ts';

const DAY_MS = 86_400_000;

/** How old a complaint is, and what is to be done by when. */
export function useComplaintWords() {
  const t = useT();
  const day = useDay();
  const format = useFormat();
  return {
    age: ({ complainedAt, closedAt }: Pick<Complaint, 'complainedAt' | 'closedAt'>) => {
      const days = Math.floor((Date.now() - Date.parse(complainedAt)) / DAY_MS);
      if (closedAt) return format.date(complainedAt);
      return days < 1 ? t('complaints.today') : t('complaints.daysOld', { count: days });
    },
    due: ({ state, actionDueOn, closeDueOn }: Pick<Complaint, 'state' | 'actionDueOn' | 'closeDueOn'>) => {
      if (state === 'opened' || state === 'assigned') return t('complaints.actBy', { day: day(actionDueOn) });
      if (state === 'corrected') return t('complaints.verifyBy', { day: day(closeDueOn) });
      return state === 'verified' ? t('complaints.closeBy', { day: day(closeDueOn) }) : null;
    },
  };
}

export const isOpen = (state: ComplaintState) => state !== 'closed' && state !== 'withdrawn';
