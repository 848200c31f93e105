import { CalendarOutlined, CheckOutlined, EllipsisOutlined } from '@ant-design/icons';
import type { Task } from '@tradepost/contract';
import { Button, Dropdown } from 'antd';
import { useState } from 'react';
import { useWrite } from '../../api/use-api.ts';
import { useSay } from '../../components/use-say.ts';
import { useFormat } from '../../format/use-format.ts';
import { useT } from '../../i18n/language.tsx';
import { useMay } from '../../session/session.tsx';
import { DayModal } from './day-modal.tsx';
import { DismissModal } from './dismiss-modal.tsx';
import { DoneModal } from './done-modal.tsx';
import { ReopenButton } from './reopen-button.tsx';
import { TASKS_STALE } from './stale.ts';
import s from './today.module.css';
import { noonOf } from './use-task-words.ts';

type Asks = 'done' | 'day' | 'dismiss' | 'promise' | null;

/** Done, tomorrow, next week, another day, nothing to do: each in one press, with a question where one is needed. */
export function TaskActions({ task }: { task: Task }) {
  const may = useMay();
  if (!task.mayAct || !may('doneTask')) return null;
  if (task.state === 'closed') return <ReopenButton task={task} />;
  return <OpenActions task={task} />;
}

function OpenActions({ task }: { task: Task }) {
  const t = useT();
  const format = useFormat();
  const say = useSay();
  const [asks, setAsks] = useState<Asks>(null);
  const close = () => setAsks(null);
  const done = useWrite('doneTask', { stale: TASKS_STALE, onSuccess: close });
  const dismiss = useWrite('dismissTask', { stale: TASKS_STALE, onSuccess: close });
  const promise = useWrite('promiseAnswer', {
    stale: TASKS_STALE,
    onSuccess: ({ dueOn }) => {
      close();
      say.done(t('today.promised', { day: format.longDate(noonOf(dueOn)) }));
    },
  });
  const putOff = useWrite('putOffTask', {
    stale: TASKS_STALE,
    onSuccess: ({ dueOn }) => {
      close();
      say.done(t('today.putOff', { day: format.longDate(noonOf(dueOn)) }));
    },
  });
  const params = { id: task.id };
  const later = (until: string) => putOff.mutate({ params, body: { until } }, { onError: say.failed });
  const isAnswer = task.kind === 'answer';
  const asksHow = isAnswer || ['follow-up', 'new-customer', 'address-invalid'].includes(task.kind);
  const finish = () => {
    if (asksHow) setAsks('done');
    else done.mutate({ params, body: {} }, { onError: say.failed });
  };
  const items = isAnswer
    ? [
        { key: 'done', label: t('today.answered') },
        { key: 'dismiss', label: t('today.noAnswer') },
      ]
    : [
        { key: 'next-week', label: t('today.nextWeek') },
        { key: 'day', label: t('today.pickDay') },
        { key: 'dismiss', label: t('today.dismiss') },
      ];
  return (
    <div className={s.actions}>
      {isAnswer ? (
        // An inquiry that is nobody's yet has no customer to promise anything to.
        task.customer !== null && (
          <Button size="small" icon={<CalendarOutlined />} onClick={() => setAsks('promise')}>
            {t('today.promise')}
          </Button>
        )
      ) : (
        <>
          <Button
            size="small"
            type="primary"
            icon={<CheckOutlined />}
            loading={done.isPending}
            onClick={finish}
          >
            {t('today.markDone')}
          </Button>
          <Button size="small" disabled={putOff.isPending} onClick={() => later('tomorrow')}>
            {t('today.tomorrow')}
          </Button>
        </>
      )}
      <Dropdown
        trigger={['click']}
        menu={{
          items,
          onClick: ({ key }) => (key === 'next-week' ? later(key) : setAsks(key as Asks)),
        }}
      >
        <Button size="small" icon={<EllipsisOutlined />} aria-label={t('common.more')} />
      </Dropdown>
      {asks === 'done' && (
        <DoneModal
          task={task}
          pending={done.isPending}
          error={done.error}
          onCancel={close}
          onDone={(body) => done.mutate({ params, body })}
        />
      )}
      {asks === 'day' && (
        <DayModal
          title={t('today.pickDay')}
          pending={putOff.isPending}
          error={null}
          onCancel={close}
          onChoose={later}
        />
      )}
      {asks === 'promise' && (
        <DayModal
          title={t('today.promiseTitle')}
          hint={t('today.promiseHint')}
          note={t('today.promiseNote')}
          pending={promise.isPending}
          error={promise.error}
          onCancel={close}
          onChoose={(by, note) => promise.mutate({ params, body: { by, note } })}
        />
      )}
      {asks === 'dismiss' && (
        <DismissModal
          kind={task.kind}
          pending={dismiss.isPending}
          error={dismiss.error}
          onCancel={close}
          onDismiss={(reason) => dismiss.mutate({ params, body: { reason } })}
        />
      )}
    </div>
  );
}
