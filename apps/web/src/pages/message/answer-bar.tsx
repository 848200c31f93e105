import { ClockCircleOutlined } from '@ant-design/icons';
import type { Message, Task } from '@tradepost/contract';
import { Link } from 'react-router';
import { useApi } from '../../api/use-api.ts';
import { useFormat } from '../../format/use-format.ts';
import { useT } from '../../i18n/language.tsx';
import { useNow } from '../record/local-time.tsx';
import { TaskActions } from '../today/task-actions.tsx';
import { noonOf } from '../today/use-task-words.ts';
import s from './message.module.css';

interface AnswerBarProps {
  readonly message: Message;
  /** Where a mail of the conversation is shown. */
  readonly hrefOf: (id: number) => string;
}

/** Whether the conversation waits for an answer, and what is to be done about it. */
export function AnswerBar({ message, hrefOf }: AnswerBarProps) {
  const { data } = useApi('listMessageTasks', { params: { id: message.id } });
  const items = data?.items ?? [];
  const open = items.filter((task) => task.state === 'open');
  // What was settled is said only while nothing waits.
  const settled = items.filter(({ kind, outcome }) => kind === 'answer' && settledWithout(outcome));
  return (open.length > 0 ? open : settled.slice(0, 1)).map((task) => (
    <Line key={task.id} task={task} message={message} hrefOf={hrefOf} />
  ));
}

const settledWithout = (outcome: Task['outcome']) => outcome === 'dismissed' || outcome === 'done';

function Line({ task, message, hrefOf }: AnswerBarProps & { readonly task: Task }) {
  const t = useT();
  const format = useFormat();
  const now = useNow().toISOString();
  const { dueAt } = task;
  const late = task.state === 'open' && dueAt !== null && dueAt < now;
  const what = () => {
    if (task.state === 'closed')
      return t(task.outcome === 'dismissed' ? 'today.settledBar' : 'today.settledOtherwise');
    if (task.kind === 'promise') return t('today.promisedBar', { day: format.longDate(noonOf(task.dueOn)) });
    // It may be another mail that waits: below one that we have sent, nobody shall take it for this.
    const waiting = message.thread.find(({ id }) => id === task.messageId);
    if (waiting === undefined || waiting.id === message.id) return t('today.waitsFor');
    const day = format.longDate(waiting.occurredAt);
    return <Link to={hrefOf(waiting.id)}>{t('today.otherWaits', { day })}</Link>;
  };
  const clock =
    task.kind === 'answer' && task.state === 'open' && dueAt !== null
      ? t(late ? 'today.lateAnswer' : 'today.dueAnswer', { at: format.dateTime(dueAt) })
      : null;
  const who = task.state === 'open' ? task.assigneeName : task.closedByName;
  return (
    <div className={`${s.answer} ${late ? s.answerLate : ''}`}>
      <span className={s.answerWords}>
        <ClockCircleOutlined /> <b>{what()}</b>
        {[clock, who, task.state === 'open' ? task.note : task.closeNote]
          .filter(Boolean)
          .map((one) => ` · ${one}`)}
      </span>
      <TaskActions task={task} />
    </div>
  );
}
