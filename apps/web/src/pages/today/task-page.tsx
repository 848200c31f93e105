import { type TaskEvent, type TaskWithHistory, STAGES } from '@tradepost/contract';
import { Skeleton } from 'antd';
import { Link, useParams } from 'react-router';
import { useApi } from '../../api/use-api.ts';
import { ErrorNotice } from '../../components/error-notice.tsx';
import { PageHeader } from '../../components/page-header.tsx';
import { useFormat } from '../../format/use-format.ts';
import { useT } from '../../i18n/language.tsx';
import page from '../../styles/page.module.css';
import { TaskActions } from './task-actions.tsx';
import s from './today.module.css';
import { useTaskDue } from './use-task-due.ts';
import { noonOf, useTaskWords } from './use-task-words.ts';

/** One task: what it is, how far the customer is, and what happened to it. */
export default function TaskPage() {
  const t = useT();
  const words = useTaskWords();
  const id = Number(useParams()['id']);
  const { data: task, error, refetch } = useApi('getTask', { params: { id } });
  if (error && !task)
    return (
      <div className={page.narrow}>
        <ErrorNotice error={error} onRetry={() => void refetch()} />
      </div>
    );
  if (!task) return <Skeleton active className={page.narrow ?? ''} />;
  const { customer } = task;
  return (
    <div className={page.narrow}>
      <PageHeader
        title={words(task)}
        intro={t(`taskKind.${task.kind}`)}
        back={
          customer
            ? { to: `/customers/${customer.id}?tab=tasks`, label: customer.name }
            : { to: '/today', label: t('nav.today') }
        }
      />
      <Facts task={task} />
      {customer && <StageBar at={STAGES.indexOf(customer.stage)} />}
      <h2 className={s.sectionHead}>{t('today.history')}</h2>
      <ul className={s.history}>
        {task.history.map((one) => (
          <EventLine key={`${one.at} ${one.event} ${JSON.stringify(one.detail)}`} event={one} />
        ))}
        <Raised task={task} />
      </ul>
    </div>
  );
}

function Facts({ task }: { task: TaskWithHistory }) {
  const t = useT();
  const due = useTaskDue();
  const { customer, messageId, messageSubject } = task;
  const { text, late } = due(task);
  return (
    <section className={s.facts}>
      <p>
        <span className={late ? s.late : ''}>{text}</span>
        {task.timesMoved > 0 && (
          <span className={s.soft}> · {t('today.moved', { count: task.timesMoved })}</span>
        )}
      </p>
      {messageId !== null && (
        <p>
          <Link to={customer ? `/customers/${customer.id}/messages/${messageId}` : `/messages/${messageId}`}>
            {t('today.openMail', { subject: messageSubject ?? '' })}
          </Link>
        </p>
      )}
      {task.note && (
        <p className={s.why} dir="auto">
          {task.note}
        </p>
      )}
      {task.closeNote && (
        <p className={s.soft} dir="auto">
          {task.closeNote}
        </p>
      )}
      <TaskActions task={task} />
    </section>
  );
}

/** How far the customer is: a bar, and the name of the step. */
function StageBar({ at }: { at: number }) {
  const t = useT();
  return (
    <div className={s.stages} role="img" aria-label={t(`record.stage.${STAGES[at] ?? 'target'}`)}>
      {STAGES.map((stage, i) => (
        <div key={stage} className={`${s.stage} ${i < at ? s.past : i === at ? s.present : ''}`}>
          <span>{t(`record.stage.${stage}`)}</span>
        </div>
      ))}
    </div>
  );
}

function Raised({ task }: { task: TaskWithHistory }) {
  const t = useT();
  const format = useFormat();
  return (
    <li>
      <time className={s.at}>{format.dateTime(task.createdAt)}</time>
      {task.createdByName ? t('today.raisedBy', { person: task.createdByName }) : t('today.raised')}
    </li>
  );
}

function EventLine({ event }: { event: TaskEvent }) {
  const t = useT();
  const format = useFormat();
  const text = (name: string) => textOf(event.detail[name]);
  const day = (name: string) => (text(name) === '' ? '' : format.date(noonOf(text(name))));
  const said = () => {
    switch (event.event) {
      case 'closed':
        return t('taskEvent.closed', {
          outcome: t(`taskOutcome.${text('outcome')}` as 'taskOutcome.done'),
        });
      case 'put-off':
      case 'moved':
        return t(`taskEvent.${event.event}`, { from: day('from'), to: day('to') });
      case 'escalated':
        return t(`taskEvent.escalated${levelOf(event.detail['level'])}`);
      default:
        return t(`taskEvent.${event.event}`);
    }
  };
  return (
    <li>
      <time className={s.at}>{format.dateTime(event.at)}</time>
      {said()}
      {event.actorName && <span className={s.soft}> · {event.actorName}</span>}
      {text('note') && <span className={s.soft}> · {text('note')}</span>}
    </li>
  );
}

const levelOf = (value: unknown): 1 | 2 | 3 => (value === 1 || value === 3 ? value : 2);

const textOf = (value: unknown): string =>
  typeof value === 'string' || typeof value === 'number' ? String(value) : '';
