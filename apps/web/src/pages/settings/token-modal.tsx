import { Form, Input, Modal, Radio, Select } from 'antd';
import { useWrite } from '../../api/use-api.ts';
import { ErrorNotice } from '../../components/error-notice.tsx';
import { useT } from '../../i18n/language.tsx';
import { CopyField } from './copy-field.tsx';
import s from './settings.module.css';

interface Values {
  name: string;
  scope: 'read' | 'write';
  days: number;
}
/** Days; 0 stands for no end. */
const TERMS = [30, 90, 365, 0];

/** Makes an API token and shows it this once. */
export function TokenModal({ onClose }: { onClose: () => void }) {
  const t = useT();
  const [form] = Form.useForm<Values>();
  const create = useWrite('createApiToken', { stale: ['listApiTokens'] });
  const { data } = create;
  return (
    <Modal
      open
      title={data ? t('settings.tokenReady') : t('settings.tokenNew')}
      mask={{ closable: !data }}
      onCancel={onClose}
      okText={data ? t('common.close') : t('settings.tokenMake')}
      cancelText={t('common.cancel')}
      cancelButtonProps={data ? { style: { display: 'none' } } : {}}
      okButtonProps={{ loading: create.isPending }}
      onOk={() => (data ? onClose() : form.submit())}
    >
      {data ? (
        <>
          <CopyField value={data.token} />
          <p className={s.sub}>{t('settings.tokenReadyText')}</p>
        </>
      ) : (
        <Form<Values>
          form={form}
          layout="vertical"
          requiredMark={false}
          initialValues={{ scope: 'read', days: 90 }}
          onFinish={({ name, scope, days }) =>
            create.mutate({
              body: { name: name.trim(), scope, ...(days > 0 ? { expiresInDays: days } : {}) },
            })
          }
        >
          <Form.Item
            name="name"
            label={t('settings.tokenName')}
            rules={[{ required: true, whitespace: true, message: t('common.required') }]}
          >
            <Input maxLength={200} autoFocus />
          </Form.Item>
          <Form.Item name="scope" label={t('settings.tokenScope')}>
            <Radio.Group
              options={[
                { value: 'read', label: t('settings.scopeRead') },
                { value: 'write', label: t('settings.scopeWrite') },
              ]}
            />
          </Form.Item>
          <Form.Item name="days" label={t('settings.tokenExpires')}>
            <Select
              options={TERMS.map((days) => ({
                value: days,
                label: days > 0 ? t('settings.tokenDays', { days }) : t('settings.tokenForever'),
              }))}
            />
          </Form.Item>
          {create.error && <ErrorNotice error={create.error} />}
        </Form>
      )}
    </Modal>
  );
}
