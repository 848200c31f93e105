import { CONTACT_WAYS, type ContactWay, type Task } from '@tradepost/contract';
import { Form, Input, Modal, Segmented } from 'antd';
import { ErrorNotice } from '../../components/error-notice.tsx';
import { useT } from '../../i18n/language.tsx';

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

/** How the customer was contacted, what came of it, and when next. */
export function DoneModal({ task, pending, error, onCancel, onDone }: DoneModalProps) {
  const t = useT();
  const [form] = Form.useForm<{ way?: ContactWay; note?: string; nextDate?: string }>();
  const contacts = task.kind === 'follow-up' || task.kind === 'new-customer';
  const title =
    task.kind === 'address-invalid'
      ? t('today.invalidTitle', { address: task.subjectKey })
      : t(task.kind === 'answer' ? 'today.answeredTitle' : 'today.doneTitle');
  return (
    <Modal
      open
      title={title}
      okText={t('today.markDone')}
      cancelText={t('common.cancel')}
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
        {contacts && (
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
        {contacts && (
          <Form.Item name="nextDate" label={t('today.nextDate')} extra={t('today.nextDateHint')}>
            <Input type="date" max="9999-12-31" />
          </Form.Item>
        )}
        {error !== null && error !== undefined && <ErrorNotice error={error} />}
      </Form>
    </Modal>
  );
}
