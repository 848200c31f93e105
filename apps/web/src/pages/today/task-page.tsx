import { Skeleton, Steps } from 'antd';
import { STAGES, type TaskEvent } from '@tradepost/contract';
import { Link, useParams } from 'react-router';
import { useApi } from '../../api/use-api.ts';
import { ErrorNotice } from '../../components/error-notice.tsx';
import { PageHeader } from '../../components/page-header.tsx';
import { useFormat } from '../../format/use-format.ts';
import { useT } from '../../i18n/language.tsx';
import page from '../../styles/page.module.css';
import { TaskActions } from './task-actions.tsx';
import s from './today.module.css';
import { noonOf, useTaskWords } from './use-task-words.ts';

/** One task: what it is, how far the customer is, and what happened to it. */
export default function TaskPage() {
  const t = useT();
  const format = useFormat();
  const words = useTaskWords();
  const id = Number(useParams()['id']);
  const { data: task, error, refetch } = useApi('getTask', { params: { id } });
  if (error && !task) return <ErrorNotice error={error} onRetry={() => void refetch()} />;
  if (!task) return <Skeleton active className={page.narrow ?? ''} />;
  const { customer } = task;
  return (
    <div className={page.narrow}>
      <PageHeader title={words(task)} intro={t(`taskKind.${task.kind}`)} />
      {customer && (
        <>
          <p>
            <Link to={`/customers/${customer.id}`}>{customer.name}</Link>
          </p>
          <Steps
            size="small"
            responsive
            style={{ margin: '14px 0' }}
            current={STAGES.indexOf(customer.stage)}
            items={STAGES.map((stage) => ({ title: t(`record.stage.${stage}`) }))}
          />
        </>
      )}
      <p className={s.soft}>
        {t('today.of', { person: task.assigneeName, day: format.date(noonOf(task.dueOn)) })}
      </p>
      {task.note && <p className={s.why}>{task.note}</p>}
      <TaskActions task={task} />
      <h2 className={s.sectionHead}>{t('today.history')}</h2>
      <ul className={s.history}>
        {task.history.map((one) => (
          <EventLine key={`${one.at} ${one.event}`} event={one} />
        ))}
        <li>
          {format.date(task.createdAt)} · {t('today.raised')}
          {task.createdByName && ` · ${task.createdByName}`}
        </li>
      </ul>
    </div>
  );
}

function EventLine({ event }: { event: TaskEvent }) {
  const t = useT();
  const format = useFormat();
  const text = (name: string) => textOf(event.detail[name]);
  const day = (name: string) => (text(name) === '' ? '' : format.date(noonOf(text(name))));
  const said =
    event.event === 'closed'
      ? t('taskEvent.closed', { outcome: t(`taskOutcome.${text('outcome')}` as 'taskOutcome.done') })
      : event.event === 'put-off' || event.event === 'moved'
        ? t(`taskEvent.${event.event}`, { from: day('from'), to: day('to') })
        : t(`taskEvent.${event.event as 'assigned' | 'noted' | 'escalated'}`);
  return (
    <li>
      {format.date(event.at)} {format.time(event.at)} · {said}
      {event.actorName && ` · ${event.actorName}`}
      {text('note') && <span className={s.soft}> {text('note')}</span>}
    </li>
  );
}

const textOf = (value: unknown): string =>
  typeof value === 'string' || typeof value === 'number' ? String(value) : '';
