import { routes, type SignedIn } from '@tradepost/contract';
import { useQueryClient } from '@tanstack/react-query';
import { Alert, Button, Divider, Form, Input } from 'antd';
import { useState } from 'react';
import { Link, Navigate, useNavigate, useSearchParams } from 'react-router';
import { buildPath } from '../api/client.ts';
import { useApi, useWrite } from '../api/use-api.ts';
import { ErrorNotice } from '../components/error-notice.tsx';
import { useT } from '../i18n/language.tsx';
import { CodeStep } from './code-step.tsx';
import { Entrance } from './entrance.tsx';
import { nextPath } from './next-path.ts';
import { openIdFaultKey } from './open-id-fault.ts';
import { enterSession, useKnownSession } from './session.tsx';

/** The sign-in: a password or the provider's account, then the second factor where there is one. */
export default function SignInPage() {
  const client = useQueryClient();
  const navigate = useNavigate();
  const [search] = useSearchParams();
  const next = nextPath(search.get('next'));
  const session = useKnownSession();
  const [asksCode, setAsksCode] = useState(search.get('step') === 'code');
  const go = (reply: SignedIn) => {
    if ('step' in reply) return setAsksCode(true);
    enterSession(client, reply);
    void navigate(next, { replace: true });
  };
  if (session) return <Navigate to={next} replace />;
  return asksCode ? (
    <CodeStep onEntered={go} onAnew={() => setAsksCode(false)} />
  ) : (
    <FirstStep next={next} fault={search.get('fault')} onDone={go} />
  );
}

interface FirstStepProps {
  next: string;
  /** Of a sign-in by the provider that did not come about. */
  fault: string | null;
  onDone: (reply: SignedIn) => void;
}

function FirstStep({ next, fault, onDone }: FirstStepProps) {
  const t = useT();
  const signIn = useWrite('signIn', { onSuccess: onDone });
  const { data: ways } = useApi('getSignInWays', {});
  const faultKey = openIdFaultKey(fault);
  return (
    <Entrance title={t('session.signInTitle')}>
      {faultKey && !signIn.error && (
        <Alert
          type="error"
          showIcon
          style={{ marginBottom: 16 }}
          title={t('people.openIdFault')}
          description={t(faultKey)}
        />
      )}
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
      {ways?.openIdLabel && (
        <>
          <Divider plain>{t('people.or')}</Divider>
          <Button block size="large" href={buildPath(routes.startOpenId.path, { query: { next } })}>
            {ways.openIdLabel}
          </Button>
        </>
      )}
      <p style={{ marginTop: 16 }}>
        <Link to="/forgotten-password">{t('people.forgotLink')}</Link>
      </p>
    </Entrance>
  );
}
