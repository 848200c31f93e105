import { report } from '../report.ts';
import { useQueryClient } from '@tanstack/react-query';
import { Button, Form, Input, Select, Skeleton } from 'antd';
import { Link, useNavigate, useParams } from 'react-router';
import { api } from '../api/instance.ts';
import { useApi, useWrite } from '../api/use-api.ts';
import { ErrorNotice } from '../components/error-notice.tsx';
import { browserTimeZone } from '../format/use-format.ts';
import { LOCALE_NAMES, LOCALES, type Locale, useLanguage } from '../i18n/language.tsx';
import { Entrance } from './entrance.tsx';
import { enterSession } from './session.tsx';

interface Answers {
  companyName?: string;
  name?: string;
  email: string;
  password: string;
  locale?: Locale;
}

/** A one-time link: the first administrator's, an invitation, or one to a new password. */
export default function InvitationPage() {
  const { t, locale, setLocale } = useLanguage();
  const { token = '' } = useParams();
  const client = useQueryClient();
  const navigate = useNavigate();
  const { data: invitation, error, isPending, refetch } = useApi('checkInvitation', { params: { token } });
  const accept = useWrite('acceptInvitation', {
    onSuccess: (session) => {
      // The link stands for the password alone: a second factor is asked for.
      if ('step' in session) return void navigate('/sign-in?step=code', { replace: true });
      enterSession(client, session);
      // A courtesy to who is new: where it fails, the profile has the setting.
      if (invitation?.kind !== 'reset')
        api
          .call('updateMe', { body: { timeZone: browserTimeZone() } })
          .then((user) => enterSession(client, { ...session, user }), report);
      void navigate('/customers', { replace: true });
    },
  });

  if (isPending)
    return (
      <Entrance title={t('session.inviteTitle')}>
        <Skeleton active paragraph={{ rows: 5 }} title={false} />
      </Entrance>
    );
  if (error) {
    const gone =
      error.code === 'link-expired' || error.code === 'not-found' || error.code === 'invalid-request';
    return (
      <Entrance
        title={t('session.invalidLinkTitle')}
        {...(gone ? { text: t('session.invalidLinkText') } : {})}
      >
        {gone ? (
          <Link to="/sign-in">
            <Button block>{t('session.toSignIn')}</Button>
          </Link>
        ) : (
          <ErrorNotice error={error} onRetry={() => void refetch()} />
        )}
      </Entrance>
    );
  }

  const first = invitation.kind === 'first-admin';
  const reset = invitation.kind === 'reset';
  const required = [{ required: true, whitespace: true, message: t('common.required') }];
  return (
    <Entrance
      title={t(first ? 'session.firstAdminTitle' : reset ? 'session.resetTitle' : 'session.inviteTitle')}
      text={
        first
          ? t('session.firstAdminText')
          : reset
            ? t('session.resetText')
            : t('session.inviteText', { role: t(`roles.${invitation.role}`) })
      }
    >
      <Form<Answers>
        layout="vertical"
        requiredMark={false}
        initialValues={{ email: invitation.email ?? '', ...(reset ? {} : { locale }) }}
        onFinish={(answers) => accept.mutate({ params: { token }, body: answers })}
      >
        {!reset && (
          <Form.Item name="locale" label={t('session.language')}>
            <Select
              options={LOCALES.map((value) => ({ value, label: LOCALE_NAMES[value] }))}
              onChange={setLocale}
            />
          </Form.Item>
        )}
        {first && (
          <Form.Item name="companyName" label={t('session.companyName')} rules={required}>
            <Input autoComplete="organization" maxLength={200} />
          </Form.Item>
        )}
        {!reset && (
          <Form.Item name="name" label={t('session.yourName')} rules={required}>
            <Input autoComplete="name" maxLength={200} autoFocus={!first} />
          </Form.Item>
        )}
        <Form.Item
          name="email"
          label={t('session.email')}
          rules={[...required, { type: 'email', message: t('common.invalidEmail') }]}
        >
          <Input type="email" autoComplete="username" disabled={invitation.email !== null} />
        </Form.Item>
        <Form.Item
          name="password"
          label={t('session.newPassword')}
          extra={t('session.passwordHint')}
          rules={[{ required: true, min: 12, max: 200, message: t('session.passwordShort') }]}
        >
          <Input.Password autoComplete="new-password" />
        </Form.Item>
        {accept.error && (
          <Form.Item>
            <ErrorNotice error={accept.error} />
          </Form.Item>
        )}
        <Button type="primary" htmlType="submit" block size="large" loading={accept.isPending}>
          {t(reset ? 'session.resetDone' : 'session.create')}
        </Button>
      </Form>
    </Entrance>
  );
}
