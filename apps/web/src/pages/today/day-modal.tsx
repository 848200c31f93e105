import { Form, Input, Modal } from 'antd';
import { ErrorNotice } from '../../components/error-notice.tsx';
import { useT } from '../../i18n/language.tsx';

interface DayModalProps {
  title: string;
  hint?: string;
  /** Left out: a day alone is asked for. */
  note?: string;
  pending: boolean;
  error: unknown;
  onCancel: () => void;
  onChoose: (day: string, note: string | null) => void;
}

/** A day, and what is said with it. */
export function DayModal({ title, hint, note, pending, error, onCancel, onChoose }: DayModalProps) {
  const t = useT();
  const [form] = Form.useForm<{ day: string; note?: string }>();
  return (
    <Modal
      open
      width={420}
      title={title}
      okText={t('common.save')}
      cancelText={t('common.cancel')}
      confirmLoading={pending}
      onCancel={onCancel}
      onOk={() => form.submit()}
    >
      {hint && <p style={{ marginBottom: 12 }}>{hint}</p>}
      <Form
        form={form}
        layout="vertical"
        requiredMark={false}
        onFinish={({ day, note: said }) => onChoose(day, said?.trim() ? said.trim() : null)}
      >
        <Form.Item
          name="day"
          label={t('today.day')}
          rules={[{ required: true, message: t('common.required') }]}
        >
          <Input type="date" max="9999-12-31" autoFocus />
        </Form.Item>
        {note && (
          <Form.Item name="note" label={note}>
            <Input.TextArea autoSize={{ minRows: 1, maxRows: 6 }} maxLength={2000} />
          </Form.Item>
        )}
      </Form>
      {error !== null && error !== undefined && <ErrorNotice error={error} />}
    </Modal>
  );
}
