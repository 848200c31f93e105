import { useQueryClient } from '@tanstack/react-query';
import { Button, Form, Input } from 'antd';
import { Navigate, useNavigate, useSearchParams } from 'react-router';
import { useWrite } from '../api/use-api.ts';
import { ErrorNotice } from '../components/error-notice.tsx';
import { useT } from '../i18n/language.tsx';
import { Entrance } from './entrance.tsx';
import { nextPath } from './next-path.ts';
import { enterSession, useKnownSession } from './session.tsx';

export default function SignInPage() {
  const t = useT();
  const client = useQueryClient();
  const navigate = useNavigate();
  const [search] = useSearchParams();
  const next = nextPath(search.get('next'));
  const session = useKnownSession();
  const signIn = useWrite('signIn', {
    onSuccess: (entered) => {
      enterSession(client, entered);
      void navigate(next, { replace: true });
    },
  });
  if (session) return <Navigate to={next} replace />;

  return (
    <Entrance title={t('session.signInTitle')}>
      <Form<{ email: string; password: string }>
        layout="vertical"
        requiredMark={false}
        onFinish={({ email, password }) => signIn.mutate({ body: { email: email.trim(), password } })}
      >
        <Form.Item
          name="email"
          label={t('session.email')}
          rules={[{ required: true, message: t('common.required') }]}
        >
          <Input type="email" autoComplete="username" autoFocus size="large" />
        </Form.Item>
        <Form.Item
          name="password"
          label={t('session.password')}
          rules={[{ required: true, message: t('common.required') }]}
        >
          <Input.Password autoComplete="current-password" size="large" />
        </Form.Item>
        {signIn.error && (
          <Form.Item>
            <ErrorNotice error={signIn.error} />
          </Form.Item>
        )}
        <Button type="primary" htmlType="submit" block size="large" loading={signIn.isPending}>
          {t('session.signIn')}
        </Button>
      </Form>
      <p style={{ marginTop: 16, fontSize: 13, color: 'var(--tp-soft)' }}>{t('session.forgot')}</p>
    </Entrance>
  );
}
