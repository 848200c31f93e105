import type { LetterLine, Task } from '@tradepost/contract';
import { Link } from 'react-router';
import { useFormat } from '../../format/use-format.ts';
import { useT } from '../../i18n/language.tsx';
import page from '../../styles/page.module.css';
import { useFieldNamesIn } from '../letter/use-field-name.ts';
import { useTaskDue } from '../today/use-task-due.ts';
import { useTaskWords } from '../today/use-task-words.ts';
import s from './handover.module.css';

/** What is to be done with the customer, whoever does it. */
export function OpenTasks({ tasks }: { tasks: readonly Task[] }) {
  const t = useT();
  const words = useTaskWords();
  const due = useTaskDue();
  if (tasks.length === 0) return <p className={page.soft}>{t('handover.none')}</p>;
  return (
    <ul className={s.plain}>
      {tasks.map((task) => {
        const said = words(task);
        const kind = t(`taskKind.${task.kind}`);
        const { text, late } = due(task);
        return (
          <li key={task.id}>
            <Link to={`/tasks/${task.id}`}>{said === kind ? kind : `${kind} · ${said}`}</Link>
            <br />
            <span className={late ? s.late : page.label}>{text}</span>
          </li>
        );
      })}
    </ul>
  );
}

/** Letters that were begun: the predecessor's are the successor's now. */
export function Drafts({ letters }: { letters: readonly LetterLine[] }) {
  const t = useT();
  const format = useFormat();
  const named = useFieldNamesIn();
  return (
    <ul className={s.plain}>
      {letters.map((letter) => (
        <li key={letter.id}>
          <Link to={`/letters/${letter.id}`} dir="auto">
            {named(letter.subject) || t('timeline.noSubject')}
          </Link>{' '}
          <span className={page.label}>
            {[...letter.to.map(({ name, address }) => name ?? address), format.brief(letter.updatedAt)].join(
              ' · ',
            )}
          </span>
        </li>
      ))}
    </ul>
  );
}
