import type { Task } from '@tradepost/contract';
import { useCompanyDay } from '../../format/use-company-day.ts';
import { useFormat } from '../../format/use-format.ts';
import { useT } from '../../i18n/language.tsx';
import { useNow } from '../record/local-time.tsx';
import { noonOf } from './use-task-words.ts';

/** Whose a task is and by when, or how it ended; and whether that is late. */
export function useTaskDue(): (task: Task) => { text: string; late: boolean } {
  const t = useT();
  const format = useFormat();
  const at = useNow();
  const today = useCompanyDay(at);
  const now = at.toISOString();
  return (task) => {
    if (task.state === 'closed') {
      const outcome = t(`taskOutcome.${task.outcome ?? 'done'}`);
      const ended = task.closedByName
        ? t('today.by', { outcome, person: task.closedByName })
        : t('today.byItself', { outcome });
      return { text: `${ended} · ${format.dateTime(task.closedAt ?? task.createdAt)}`, late: false };
    }
    const { dueAt, assigneeName: person } = task;
    const late = dueAt === null ? task.dueOn < today : dueAt < now;
    const day = dueAt === null ? format.longDate(noonOf(task.dueOn)) : format.dateTime(dueAt);
    return { text: t(late ? 'today.ofLate' : 'today.of', { person, day }), late };
  };
}
