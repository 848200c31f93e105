import { Button, Form, Input } from 'antd';
import { useState } from 'react';
import { Link } from 'react-router';
import { useWrite } from '../api/use-api.ts';
import { ErrorNotice } from '../components/error-notice.tsx';
import { useT } from '../i18n/language.tsx';
import { Entrance } from './entrance.tsx';

/** Asks for a link to a new password. The answer is the same whether there is such a person or not. */
export default function ForgottenPasswordPage() {
  const t = useT();
  const [sentTo, setSentTo] = useState<string | null>(null);
  const ask = useWrite('requestPasswordReset', { onSuccess: (_, { body }) => setSentTo(body.email) });
  const back = (
    <p style={{ marginTop: 16 }}>
      <Link to="/sign-in">{t('session.toSignIn')}</Link>
    </p>
  );
  if (sentTo !== null)
    return (
      <Entrance title={t('people.forgotSentTitle')} text={t('people.forgotSentText', { email: sentTo })}>
        {back}
      </Entrance>
    );
  return (
    <Entrance title={t('people.forgotTitle')} text={t('people.forgotText')}>
      <Form<{ email: string }>
        layout="vertical"
        requiredMark={false}
        onFinish={({ email }) => ask.mutate({ body: { email: email.trim() } })}
      >
        <Form.Item
          name="email"
          label={t('session.email')}
          rules={[
            { required: true, message: t('common.required') },
            { type: 'email', message: t('common.invalidEmail') },
          ]}
        >
          <Input type="email" autoComplete="username" autoFocus size="large" maxLength={320} />
        </Form.Item>
        {ask.error && (
          <Form.Item>
            <ErrorNotice error={ask.error} />
          </Form.Item>
        )}
        <Button type="primary" htmlType="submit" block size="large" loading={ask.isPending}>
          {t('people.forgotSend')}
        </Button>
      </Form>
      {back}
    </Entrance>
  );
}
