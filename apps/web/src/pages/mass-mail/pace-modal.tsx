import { MASS_MAIL_LIMITS, type MassMail, type MassMailPace } from '@tradepost/contract';
import { Form, InputNumber, Modal } from 'antd';
import { useWrite } from '../../api/use-api.ts';
import { ErrorNotice } from '../../components/error-notice.tsx';
import { useT } from '../../i18n/language.tsx';

/** How much the account sends in a minute and on a day, of all mass mail. */
export default function PaceModal({ mail, onClose }: { mail: MassMail; onClose: () => void }) {
  const t = useT();
  const [form] = Form.useForm<MassMailPace>();
  const set = useWrite('setMassMailPace', { stale: ['getMassMail'], onSuccess: onClose });
  return (
    <Modal
      open
      width={420}
      title={t('massMails.paceTitle', { account: mail.from ?? '' })}
      okText={t('common.save')}
      cancelText={t('common.cancel')}
      okButtonProps={{ loading: set.isPending }}
      onOk={() => form.submit()}
      onCancel={onClose}
    >
      <p style={{ marginBottom: 14 }}>{t('massMails.paceHint')}</p>
      <Form<MassMailPace>
        form={form}
        layout="vertical"
        requiredMark={false}
        initialValues={{ perMinute: mail.pace?.perMinute ?? 6, perDay: mail.pace?.perDay ?? 300 }}
        onFinish={(body) => mail.accountId !== null && set.mutate({ params: { id: mail.accountId }, body })}
      >
        <Form.Item
          name="perMinute"
          label={t('massMails.perMinute')}
          rules={[{ required: true, message: t('common.required') }]}
        >
          <InputNumber min={1} max={MASS_MAIL_LIMITS.perMinute} precision={0} />
        </Form.Item>
        <Form.Item
          name="perDay"
          label={t('massMails.perDay')}
          rules={[{ required: true, message: t('common.required') }]}
        >
          <InputNumber min={1} max={MASS_MAIL_LIMITS.perDay} precision={0} />
        </Form.Item>
      </Form>
      {set.error && <ErrorNotice error={set.error} />}
    </Modal>
  );
}
