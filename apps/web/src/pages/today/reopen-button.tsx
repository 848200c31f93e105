import type { Task } from '@tradepost/contract';
import { Button } from 'antd';
import { useState } from 'react';
import { useWrite } from '../../api/use-api.ts';
import { useSay } from '../../components/use-say.ts';
import { useT } from '../../i18n/language.tsx';
import { useMay } from '../../session/session.tsx';
import { TASKS_STALE } from './stale.ts';

/** Of an answer: so long it can be taken back that none is needed. */
const TAKEN_BACK_MS = 30 * 86_400_000;

/** A mail that was said to need no answer waits after all. */
export function ReopenButton({ task }: { task: Task }) {
  const t = useT();
  const may = useMay();
  const say = useSay();
  const [opened] = useState(() => Date.now());
  const reopen = useWrite('reopenAnswer', {
    stale: TASKS_STALE,
    onSuccess: () => say.done(t('today.reopened')),
  });
  const settled = task.outcome === 'dismissed' || task.outcome === 'done';
  const late = task.closedAt === null || opened - Date.parse(task.closedAt) > TAKEN_BACK_MS;
  if (task.kind !== 'answer' || !settled || late || !task.mayAct || !may('reopenAnswer')) return null;
  return (
    <Button
      size="small"
      loading={reopen.isPending}
      onClick={() => reopen.mutate({ params: { id: task.id } }, { onError: say.failed })}
    >
      {t('today.reopen')}
    </Button>
  );
}
