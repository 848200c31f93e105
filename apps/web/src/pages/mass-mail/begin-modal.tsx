import type { MassMailSelection } from '@tradepost/contract';
import { Form, Input, Modal, Select } from 'antd';
import { useNavigate } from 'react-router';
import { useApi, useWrite } from '../../api/use-api.ts';
import { ErrorNotice } from '../../components/error-notice.tsx';
import { useFormat } from '../../format/use-format.ts';
import { useLanguage } from '../../i18n/language.tsx';

interface BeginModalProps {
  selection: MassMailSelection;
  onClose: () => void;
}

interface Values {
  name: string;
  templateId?: number;
}

/** A name and perhaps a template; the rest is on its own page. */
export default function BeginModal({ selection, onClose }: BeginModalProps) {
  const { t, locale } = useLanguage();
  const format = useFormat();
  const navigate = useNavigate();
  const [form] = Form.useForm<Values>();
  const templates = useApi('listLetterTemplates', { query: {} });
  const create = useWrite('createMassMail', {
    stale: ['listMassMails'],
    onSuccess: ({ id }) => void navigate(`/mass-mails/${id}`),
  });
  return (
    <Modal
      open
      width={460}
      title={t('massMails.beginTitle')}
      okText={t('common.next')}
      cancelText={t('common.cancel')}
      okButtonProps={{ loading: create.isPending }}
      onOk={() => form.submit()}
      onCancel={onClose}
    >
      <p style={{ marginBottom: 14 }}>{t('massMails.beginText')}</p>
      <Form<Values>
        form={form}
        layout="vertical"
        requiredMark={false}
        onFinish={({ name, templateId }) =>
          create.mutate({
            body: {
              name,
              selection,
              language: templateId ? undefined : locale,
              ...(templateId ? { templateId } : {}),
            },
          })
        }
      >
        <Form.Item
          name="name"
          label={t('massMails.beginName')}
          rules={[{ required: true, whitespace: true, message: t('common.required') }]}
        >
          <Input autoFocus maxLength={200} />
        </Form.Item>
        <Form.Item name="templateId" label={t('letters.template')}>
          <Select
            allowClear
            placeholder={t('massMails.noTemplate')}
            showSearch={{ optionFilterProp: 'label' }}
            options={templates.data?.items.map((one) => ({
              value: one.id,
              label: `${one.name} · ${format.language(one.language)}`,
            }))}
          />
        </Form.Item>
        <button type="submit" hidden aria-hidden tabIndex={-1} />
      </Form>
      {create.error && <ErrorNotice error={create.error} />}
    </Modal>
  );
}
