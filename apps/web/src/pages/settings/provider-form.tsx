import type { SignInSettings } from '@tradepost/contract';
import { Button, Form, Input, Select, Switch } from 'antd';
import { useWrite } from '../../api/use-api.ts';
import { ErrorNotice } from '../../components/error-notice.tsx';
import { useSay } from '../../components/use-say.ts';
import { useT } from '../../i18n/language.tsx';
import page from '../../styles/page.module.css';
import { DomainsItem } from '../customers/customer-fields.tsx';
import { CopyField } from './copy-field.tsx';
import s from './settings.module.css';

type Provider = NonNullable<SignInSettings['openId']>;
type Values = Omit<Provider, 'hasSecret'> & { secret?: string };

const ROLES = ['reader', 'merchandiser', 'salesperson'] as const;

/** The company's OpenID provider. */
export function ProviderForm({ settings }: { settings: SignInSettings }) {
  const t = useT();
  const say = useSay();
  const { openId } = settings;
  const [form] = Form.useForm<Values>();
  const update = useWrite('updateOpenIdSettings', {
    stale: ['getSignInSettings', 'getSignInWays'],
    onSuccess: () => {
      form.resetFields(['secret']);
      say.done(t('people.providerSaved'));
    },
  });
  const required = [{ required: true, whitespace: true, message: t('common.required') }];
  const first: Values = {
    enabled: true,
    issuer: '',
    clientId: '',
    buttonLabel: '',
    createDomains: [],
    createRole: 'reader',
  };
  return (
    <section className={`${page.sheet} ${s.form}`}>
      <h2 className={s.formTitle}>{t('people.providerTitle')}</h2>
      <p className={s.sub} style={{ marginBottom: 14 }}>
        {t('people.providerText')}
      </p>
      <Form<Values>
        form={form}
        layout="vertical"
        requiredMark={false}
        initialValues={openId ?? first}
        onFinish={({ secret, ...values }) =>
          update.mutate({ body: { ...values, ...(secret ? { secret } : {}) } })
        }
      >
        <Form.Item label={t('people.providerRedirect')}>
          <CopyField value={settings.redirectUri} />
        </Form.Item>
        <Form.Item
          name="issuer"
          label={t('people.providerIssuer')}
          extra={t('people.providerIssuerHint')}
          rules={required}
        >
          <Input maxLength={500} placeholder="https://login.example.com" autoComplete="off" inputMode="url" />
        </Form.Item>
        <Form.Item name="clientId" label={t('people.providerClient')} rules={required}>
          <Input maxLength={500} autoComplete="off" />
        </Form.Item>
        <Form.Item
          name="secret"
          label={t('people.providerSecret')}
          extra={openId?.hasSecret ? t('people.providerSecretKept') : null}
        >
          <Input.Password maxLength={2000} autoComplete="new-password" />
        </Form.Item>
        <Form.Item name="buttonLabel" label={t('people.providerLabel')} rules={required}>
          <Input maxLength={60} />
        </Form.Item>
        <DomainsItem
          name="createDomains"
          label={t('people.providerDomains')}
          extra={t('people.providerDomainsHint')}
        />
        <Form.Item name="createRole" label={t('people.providerRole')}>
          <Select options={ROLES.map((value) => ({ value, label: t(`roles.${value}`) }))} />
        </Form.Item>
        <Form.Item name="enabled" valuePropName="checked" label={t('people.providerOn')}>
          <Switch />
        </Form.Item>
        {update.error && (
          <Form.Item>
            <ErrorNotice error={update.error} />
          </Form.Item>
        )}
        <Form.Item>
          <Button type="primary" htmlType="submit" loading={update.isPending}>
            {t('common.save')}
          </Button>
        </Form.Item>
      </Form>
    </section>
  );
}
