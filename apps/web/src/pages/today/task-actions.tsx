import { CheckOutlined, EllipsisOutlined } from '@ant-design/icons';
import { CONTACT_WAYS, type ContactWay, type Task } from '@tradepost/contract';
import { Button, Dropdown, Form, Input, Modal, Segmented } from 'antd';
import { useState } from 'react';
import type { GetRoute } from '../../api/types.ts';
import { useWrite } from '../../api/use-api.ts';
import { ErrorNotice } from '../../components/error-notice.tsx';
import { useSay } from '../../components/use-say.ts';
import { useFormat } from '../../format/use-format.ts';
import { useT } from '../../i18n/language.tsx';
import { noonOf } from './use-task-words.ts';
import s from './today.module.css';

/** What is another one once a task was acted on. */
const STALE: GetRoute[] = [
  'getToday',
  'countToday',
  'listTasks',
  'listCustomerTasks',
  'getTask',
  'getCustomer',
  'getTimeline',
];

type Asks = 'done' | 'day' | 'dismiss' | null;

/** Done, tomorrow, next week, another day, nothing to do: each in one press, with a question where one is needed. */
export function TaskActions({ task }: { task: Task }) {
  const t = useT();
  const format = useFormat();
  const say = useSay();
  const [asks, setAsks] = useState<Asks>(null);
  const [day, setDay] = useState('');
  const close = () => setAsks(null);
  const done = useWrite('doneTask', { stale: STALE, onSuccess: close });
  const dismiss = useWrite('dismissTask', { stale: STALE, onSuccess: close });
  const putOff = useWrite('putOffTask', {
    stale: STALE,
    onSuccess: ({ dueOn }) => {
      close();
      say.done(t('today.putOff', { day: format.longDate(noonOf(dueOn)) }));
    },
  });
  if (!task.mayAct || task.state === 'closed') return null;
  const later = (until: string) =>
    putOff.mutate({ params: { id: task.id }, body: { until } }, { onError: say.failed });
  const asksHow = task.kind === 'follow-up' || task.kind === 'new-customer';
  const canWait = task.kind !== 'answer';
  const finish = () => {
    if (asksHow || task.kind === 'address-invalid') setAsks('done');
    else done.mutate({ params: { id: task.id }, body: {} }, { onError: say.failed });
  };
  return (
    <div className={s.actions}>
      <Button size="small" type="primary" icon={<CheckOutlined />} loading={done.isPending} onClick={finish}>
        {t('today.markDone')}
      </Button>
      {canWait && (
        <Button size="small" disabled={putOff.isPending} onClick={() => later('tomorrow')}>
          {t('today.tomorrow')}
        </Button>
      )}
      <Dropdown
        trigger={['click']}
        menu={{
          items: [
            ...(canWait
              ? [
                  { key: 'next-week', label: t('today.nextWeek') },
                  { key: 'day', label: t('today.pickDay') },
                ]
              : []),
            { key: 'dismiss', label: t('today.dismiss') },
          ],
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
          onDone={(body) => done.mutate({ params: { id: task.id }, body })}
        />
      )}
      {asks === 'day' && (
        <Modal
          open
          title={t('today.pickDay')}
          okText={t('common.save')}
          okButtonProps={{ disabled: day === '' }}
          onCancel={close}
          onOk={() => later(day)}
        >
          <Input
            type="date"
            autoFocus
            value={day}
            onChange={({ target }) => setDay(target.value)}
            aria-label={t('today.pickDay')}
          />
        </Modal>
      )}
      {asks === 'dismiss' && (
        <DismissModal
          pending={dismiss.isPending}
          error={dismiss.error}
          onCancel={close}
          onDismiss={(reason) => dismiss.mutate({ params: { id: task.id }, body: { reason } })}
        />
      )}
    </div>
  );
}

interface DoneBody {
  note?: string | null;
  way?: ContactWay;
  nextDate?: string | null;
}

interface DoneModalProps {
  task: Task;
  pending: boolean;
  error: unknown;
  onCancel: () => void;
  onDone: (body: DoneBody) => void;
}

function DoneModal({ task, pending, error, onCancel, onDone }: DoneModalProps) {
  const t = useT();
  const [form] = Form.useForm<{ way?: ContactWay; note?: string; nextDate?: string }>();
  const isAddress = task.kind === 'address-invalid';
  return (
    <Modal
      open
      title={isAddress ? t('today.invalidTitle', { address: task.subjectKey }) : t('today.doneTitle')}
      okText={t('today.markDone')}
      confirmLoading={pending}
      onCancel={onCancel}
      onOk={() => form.submit()}
    >
      <Form
        form={form}
        layout="vertical"
        onFinish={({ way, note, nextDate }) =>
          onDone({
            note: note ?? null,
            ...(way ? { way } : {}),
            ...(nextDate ? { nextDate } : {}),
          })
        }
      >
        {!isAddress && (
          <Form.Item name="way" label={t('today.way')}>
            <Segmented
              block
              options={CONTACT_WAYS.filter((way) => way !== 'fax' && way !== 'trade-fair').map((way) => ({
                value: way,
                label: t(`activities.${way}`),
              }))}
            />
          </Form.Item>
        )}
        <Form.Item name="note" label={t('today.note')}>
          <Input.TextArea autoSize={{ minRows: 2, maxRows: 8 }} maxLength={2000} autoFocus />
        </Form.Item>
        {!isAddress && (
          <Form.Item name="nextDate" label={t('today.nextDate')} extra={t('today.nextDateHint')}>
            <Input type="date" />
          </Form.Item>
        )}
        {error !== null && error !== undefined && <ErrorNotice error={error} />}
      </Form>
    </Modal>
  );
}

interface DismissModalProps {
  pending: boolean;
  error: unknown;
  onCancel: () => void;
  onDismiss: (reason: string) => void;
}

function DismissModal({ pending, error, onCancel, onDismiss }: DismissModalProps) {
  const t = useT();
  const [reason, setReason] = useState('');
  return (
    <Modal
      open
      title={t('today.dismissTitle')}
      okText={t('common.save')}
      okButtonProps={{ disabled: reason.trim() === '' }}
      confirmLoading={pending}
      onCancel={onCancel}
      onOk={() => onDismiss(reason)}
    >
      <Input.TextArea
        autoFocus
        autoSize={{ minRows: 2, maxRows: 6 }}
        maxLength={2000}
        aria-label={t('today.reason')}
        value={reason}
        onChange={({ target }) => setReason(target.value)}
      />
      {error !== null && error !== undefined && <ErrorNotice error={error} />}
    </Modal>
  );
}
