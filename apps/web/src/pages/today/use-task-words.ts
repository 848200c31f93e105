import type { Task, TodayItem } from '@tradepost/contract';
import { useFormat } from '../../format/use-format.ts';
import { useT } from '../../i18n/language.tsx';

/** A day of the company's, as text: not moved by the reader's time zone. */
export const noonOf = (day: string): string => `${day}T12:00:00Z`;

/** Why it is to be done now: a sentence made of the kind and its facts. */
export function useTaskWords(): (task: Task & Partial<TodayItem>) => string {
  const t = useT();
  const format = useFormat();
  const fact = (task: Task, name: string) => {
    const value = task.detail[name];
    return typeof value === 'string' || typeof value === 'number' ? String(value) : '';
  };
  return (task) => {
    if (task.title !== null) return task.title;
    const day = (text: string) => format.date(noonOf(text));
    switch (task.kind) {
      case 'follow-up':
        return followUp(task);
      case 'new-customer':
        return t('today.whyNew', { days: Number(task.detail['days'] ?? 1) });
      case 'answer':
        return task.messageSubject
          ? t('today.whyAnswer', { subject: task.messageSubject })
          : t('today.whyAnswerClosed');
      case 'promise':
        return t('today.whyPromise', { day: day(task.dueOn) });
      case 'address-invalid':
        return t('today.whyAddress', { address: task.subjectKey });
      case 'complaint':
        return t('today.whyComplaint');
      case 'verify-profile':
        return t('today.whyVerify');
      case 'birthday':
        return t('today.whyBirthday', {
          name: task.contactName ?? '',
          day: day(fact(task, 'on') || task.dueOn),
        });
      default:
        return t('taskKind.todo');
    }
  };

  function followUp(task: Task & Partial<TodayItem>): string {
    const { silentDays, everyDays } = task;
    if (task.detail['manual'] === true || task.timesMoved > 0)
      return t('today.whyChosen', { day: format.date(noonOf(task.dueOn)) });
    if (silentDays === null) return t('today.whyNeverContacted');
    if (silentDays === undefined || everyDays === undefined || everyDays === null)
      return t('taskKind.follow-up');
    const grade = task.customer?.grade ?? null;
    return grade === null
      ? t('today.whyFollowUpNoGrade', { days: silentDays, every: everyDays })
      : t('today.whyFollowUp', { days: silentDays, grade, every: everyDays });
  }
}
