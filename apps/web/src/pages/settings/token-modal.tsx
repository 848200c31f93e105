import { TOKEN_SCOPES, type TokenScope } from '@tradepost/contract';
import { Form, Input, Modal, Select } from 'antd';
import { useWrite } from '../../api/use-api.ts';
import { ErrorNotice } from '../../components/error-notice.tsx';
import { useT } from '../../i18n/language.tsx';
import { CopyField } from './copy-field.tsx';
import s from './settings.module.css';

interface Values {
  name: string;
  scopes: TokenScope[];
  days: number;
}
/** Days; 0 stands for no end. */
const TERMS = [30, 90, 365, 0];

/** For all daily work, and for one thing only. */
const GENERAL: readonly TokenScope[] = ['read', 'write'];
const NARROW = TOKEN_SCOPES.filter((scope) => !GENERAL.includes(scope));

/** Makes an API token and shows it this once. */
export function TokenModal({ onClose }: { onClose: () => void }) {
  const t = useT();
  const [form] = Form.useForm<Values>();
  const create = useWrite('createApiToken', { stale: ['listApiTokens'] });
  const { data } = create;
  const optionsOf = (scopes: readonly TokenScope[]) =>
    scopes.map((scope) => ({ value: scope, label: t(`people.scope.${scope}`) }));
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
          initialValues={{ scopes: ['read'], days: 90 }}
          onFinish={({ name, scopes, days }) =>
            create.mutate({
              body: { name: name.trim(), scopes, ...(days > 0 ? { expiresInDays: days } : {}) },
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
          <Form.Item
            name="scopes"
            label={t('settings.tokenScope')}
            extra={t('people.scopesHint')}
            rules={[{ required: true, message: t('people.scopeNeeded') }]}
          >
            <Select
              mode="multiple"
              options={[
                { label: t('people.scopeAll'), options: optionsOf(GENERAL) },
                { label: t('people.scopeArea'), options: optionsOf(NARROW) },
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
