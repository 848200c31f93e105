import type { OutgoingServer } from '@tradepost/contract';
import { Button, Form, Input, InputNumber, Select } from 'antd';
import { useWrite } from '../../api/use-api.ts';
import { ErrorNotice } from '../../components/error-notice.tsx';
import { useSay } from '../../components/use-say.ts';
import { useT } from '../../i18n/language.tsx';
import s from './policy.module.css';

interface Values {
  host: string;
  port: number;
  security: NonNullable<OutgoingServer['security']>;
  user?: string;
  password?: string;
  fromAddress: string;
  fromName?: string;
}

/** The usual port of each way (RFC 8314, RFC 6409). */
const USUAL_PORT = { tls: 465, starttls: 587, none: 25 } as const;

const NEW: Partial<Values> = { security: 'tls', port: USUAL_PORT.tls };

export function OutgoingForm({ server }: { server: OutgoingServer | null }) {
  const t = useT();
  const say = useSay();
  const [form] = Form.useForm<Values>();
  const save = useWrite('setOutgoingServer', {
    stale: ['getOutgoingServer', 'listOutgoingMail'],
    onSuccess: () => {
      form.setFieldValue('password', '');
      say.done(t('policy.saved'));
    },
  });
  const initial: Partial<Values> =
    server === null
      ? NEW
      : {
          host: server.host ?? '',
          port: server.port ?? USUAL_PORT.tls,
          security: server.security ?? 'tls',
          user: server.user ?? '',
          fromAddress: server.fromAddress,
          fromName: server.fromName ?? '',
        };
  const submit = ({ host, port, security, user, password, fromAddress, fromName }: Values) =>
    save.mutate({
      body: {
        host: host.trim(),
        port,
        security,
        user: user?.trim() || null,
        ...(password ? { password } : {}),
        fromAddress: fromAddress.trim(),
        fromName: fromName?.trim() || null,
      },
    });
  return (
    <Form<Values>
      form={form}
      layout="vertical"
      requiredMark={false}
      initialValues={initial}
      onFinish={submit}
      onValuesChange={(changed) => {
        if (changed.security) form.setFieldValue('port', USUAL_PORT[changed.security]);
      }}
    >
      <Form.Item
        name="fromAddress"
        label={t('policy.fromAddress')}
        rules={[
          { required: true, message: t('common.required') },
          { type: 'email', message: t('common.invalidEmail') },
        ]}
      >
        <Input type="email" maxLength={320} autoComplete="off" />
      </Form.Item>
      <Form.Item name="fromName" label={t('policy.fromName')}>
        <Input maxLength={200} autoComplete="off" />
      </Form.Item>
      <div className={s.pair}>
        <Form.Item
          name="host"
          label={t('policy.host')}
          rules={[{ required: true, whitespace: true, message: t('common.required') }]}
        >
          <Input maxLength={253} placeholder="smtp.example.com" autoComplete="off" />
        </Form.Item>
        <Form.Item
          name="port"
          label={t('policy.port')}
          rules={[{ required: true, message: t('common.required') }]}
        >
          <InputNumber min={1} max={65535} controls={false} style={{ width: '100%' }} />
        </Form.Item>
      </div>
      <Form.Item name="security" label={t('policy.security')}>
        <Select
          options={[
            { value: 'tls', label: t('policy.securityTls') },
            { value: 'starttls', label: t('policy.securityStarttls') },
            { value: 'none', label: t('policy.securityNone') },
          ]}
        />
      </Form.Item>
      <Form.Item name="user" label={t('policy.user')} extra={t('policy.userHint')}>
        <Input maxLength={320} autoComplete="off" />
      </Form.Item>
      <Form.Item
        name="password"
        label={t('policy.password')}
        {...(server?.user ? { extra: t('policy.passwordKept') } : {})}
      >
        <Input.Password maxLength={1000} autoComplete="new-password" />
      </Form.Item>
      {save.error && (
        <Form.Item>
          <ErrorNotice error={save.error} />
        </Form.Item>
      )}
      <Form.Item>
        <Button type="primary" htmlType="submit" loading={save.isPending}>
          {t('common.save')}
        </Button>
      </Form.Item>
    </Form>
  );
}
