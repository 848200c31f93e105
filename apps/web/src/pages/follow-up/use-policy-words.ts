import type { FollowUpPolicy } from '@tradepost/contract';
import { useT } from '../../i18n/language.tsx';
import type { PolicyChange, PolicyValue } from './policy-changes.ts';

const DAYS_AFTER = /^late\./;
const MINUTES = /Minutes$/;

/** Settings of the policy and their values, as people say them. */
export function usePolicyWords() {
  const t = useT();
  const grade = (key: string) => (key === 'none' ? t('followUp.noGrade') : key);

  /** Half a day of minutes is said in minutes, all else in hours. */
  const minutes = (value: number) =>
    value % 60 === 0 ? t('followUp.hours', { count: value / 60 }) : t('followUp.minutes', { count: value });

  const valueOf = (path: string, value: PolicyValue): string => {
    if (value === null) return t('followUp.never');
    if (typeof value === 'string') return t(`followUp.clock.${value as 'working-hours' | 'working-days'}`);
    if (typeof value !== 'number')
      return value.length === 0 ? t('followUp.never') : value.map(String).join(t('followUp.comma'));
    if (MINUTES.test(path)) return minutes(value);
    if (path === 'verifyAtOnce') return String(value);
    return DAYS_AFTER.test(path)
      ? t('followUp.workingDays', { count: value })
      : t('followUp.days', { count: value });
  };

  const nameOf = (path: string): string => {
    const [area = '', key = '', last = ''] = path.split('.');
    switch (area) {
      case 'contactDays':
        return t('followUp.path.contactDays', { grade: grade(key) });
      case 'late':
        return key === 'leader'
          ? t('followUp.path.lateLeader', { grade: grade(last) })
          : t('followUp.path.lateOwner', { grade: grade(last) });
      case 'inquiry':
      case 'answer':
        return t('followUp.path.terms', {
          what: t(`followUp.${area}`),
          step: t(`followUp.step.${key as 'nudgeMinutes'}`),
        });
      case 'verifyDays':
        return key === 'A' ? t('followUp.verifyA') : t('followUp.verifyOther');
      default:
        return t(`followUp.${area as 'newCustomerDays' | 'verifyAtOnce' | 'birthdayDaysBefore'}`);
    }
  };

  return {
    minutes,
    change: ({ path, before, after }: PolicyChange) =>
      t('followUp.change', {
        what: nameOf(path),
        before: valueOf(path, before),
        after: valueOf(path, after),
      }),
    /** A preset in one line. */
    summary: ({ contactDays, answer, inquiry }: FollowUpPolicy) =>
      t('followUp.summary', {
        days: (['A', 'B', 'C', 'D'] as const).map((one) => `${one} ${contactDays[one]}`).join(' · '),
        inquiry: valueOf('inquiry.leaderMinutes', inquiry.leaderMinutes),
        answer: valueOf('answer.leaderMinutes', answer.leaderMinutes),
      }),
  };
}
