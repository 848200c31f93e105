import { PlusOutlined } from '@ant-design/icons';
import type { Task } from '@tradepost/contract';
import { Button, Skeleton } from 'antd';
import { useState } from 'react';
import { Link } from 'react-router';
import { usePages } from '../../api/use-api.ts';
import { ErrorNotice } from '../../components/error-notice.tsx';
import { LoadMore } from '../../components/load-more.tsx';
import { useT } from '../../i18n/language.tsx';
import { useMay } from '../../session/session.tsx';
import type { CustomerTabProps } from '../customers/tabs.tsx';
import { TaskActions } from './task-actions.tsx';
import s from './today.module.css';
import { TodoDrawer } from './todo-drawer.tsx';
import { useTaskDue } from './use-task-due.ts';
import { useTaskWords } from './use-task-words.ts';

/** What is to be done with the customer, whoever does it, and what was. */
export default function TasksTab({ customer }: CustomerTabProps) {
  const t = useT();
  const may = useMay();
  const [adds, setAdds] = useState(false);
  return (
    <div style={{ padding: '16px 28px' }}>
      {may('addTodo') && (
        <Button icon={<PlusOutlined />} onClick={() => setAdds(true)}>
          {t('today.addTodo')}
        </Button>
      )}
      <Part id={customer.id} state="open" />
      <Part id={customer.id} state="closed" />
      {adds && <TodoDrawer customer={customer.id} onClose={() => setAdds(false)} />}
    </div>
  );
}

function Part({ id, state }: { id: number; state: 'open' | 'closed' }) {
  const t = useT();
  const list = usePages('listCustomerTasks', { params: { id }, query: { state } });
  const tasks = list.data?.pages.flatMap((one) => one.items);
  if (list.error && !tasks) return <ErrorNotice error={list.error} onRetry={() => void list.refetch()} />;
  if (!tasks) return <Skeleton active paragraph={{ rows: 3 }} />;
  if (tasks.length === 0 && state === 'closed') return null;
  return (
    <section>
      <h2 className={s.sectionHead}>{t(state === 'open' ? 'today.openTasks' : 'today.closedTasks')}</h2>
      {tasks.length === 0 && <p className={s.soft}>{t('today.noTasks')}</p>}
      <ul className={s.list}>
        {tasks.map((task) => (
          <TaskLine key={task.id} task={task} />
        ))}
      </ul>
      <LoadMore pages={list} />
    </section>
  );
}

function TaskLine({ task }: { task: Task }) {
  const t = useT();
  const words = useTaskWords();
  const { text, late } = useTaskDue()(task);
  const said = words(task);
  const kind = t(`taskKind.${task.kind}`);
  return (
    <li className={s.item}>
      <div className={s.head}>
        {said !== kind && <span className={s.kind}>{kind}</span>}
        <Link className={s.name} to={`/tasks/${task.id}`}>
          {said}
        </Link>
      </div>
      <p className={s.soft}>
        <span className={late ? s.late : ''}>{text}</span>
        {task.timesMoved > 0 && ` · ${t('today.moved', { count: task.timesMoved })}`}
      </p>
      {(task.closeNote ?? task.note) && (
        <p className={s.why} dir="auto">
          {task.closeNote ?? task.note}
        </p>
      )}
      <TaskActions task={task} />
    </li>
  );
}
