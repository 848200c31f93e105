import { RELEASE_REASONS, type ReleaseReason } from '@tradepost/contract';
import { Form, Input, Modal, Select } from 'antd';
import { useNavigate } from 'react-router';
import { useWrite } from '../../api/use-api.ts';
import { ErrorNotice } from '../../components/error-notice.tsx';
import { useSay } from '../../components/use-say.ts';
import { useT } from '../../i18n/language.tsx';
import type { CustomerActionProps } from '../customers/customer-actions.tsx';
import { useOutcomes } from './use-outcomes.ts';

/** Puts the customer back into the public pool, with a reason. */
export default function ReleaseCustomer({ customer, onClose }: CustomerActionProps) {
  const t = useT();
  const say = useSay();
  const tell = useOutcomes();
  const navigate = useNavigate();
  const [form] = Form.useForm<{ reason: ReleaseReason; note?: string }>();
  const release = useWrite('releaseCustomers', {
    stale: ['listCustomers', 'listPool', 'getCustomer'],
    onSuccess: ({ items }) => {
      onClose();
      if (items[0]?.outcome !== 'done') return tell(items);
      say.done(t('pool.released', { name: customer.name }));
      void navigate('/customers');
    },
  });
  const reason = Form.useWatch('reason', form);
  return (
    <Modal
      open
      title={t('pool.releaseTitle', { name: customer.name })}
      okText={t('pool.releaseDo')}
      cancelText={t('common.cancel')}
      okButtonProps={{ danger: true, loading: release.isPending }}
      onCancel={onClose}
      onOk={() => form.submit()}
    >
      <p style={{ marginBottom: 16 }}>{t('pool.releaseText')}</p>
      <Form
        form={form}
        layout="vertical"
        requiredMark={false}
        onFinish={({ reason: why, note }) =>
          release.mutate({
            body: { customerIds: [customer.id], reason: why, ...(note?.trim() ? { note: note.trim() } : {}) },
          })
        }
      >
        <Form.Item
          name="reason"
          label={t('pool.reason')}
          rules={[{ required: true, message: t('common.required') }]}
        >
          <Select
            options={RELEASE_REASONS.filter((one) => one !== 'not-followed-up' && one !== 'no-order').map(
              (value) => ({ value, label: t(`releaseReason.${value}`) }),
            )}
          />
        </Form.Item>
        <Form.Item
          name="note"
          label={t('pool.releaseNote')}
          rules={[{ required: reason === 'other', whitespace: true, message: t('common.required') }]}
        >
          <Input.TextArea rows={2} maxLength={500} />
        </Form.Item>
      </Form>
      {release.error && <ErrorNotice error={release.error} />}
    </Modal>
  );
}
