import type { SignInSettings } from '@tradepost/contract';
import { Form, Skeleton, Switch } from 'antd';
import { useApi, useWrite } from '../../api/use-api.ts';
import { ErrorNotice } from '../../components/error-notice.tsx';
import { useSay } from '../../components/use-say.ts';
import { useT } from '../../i18n/language.tsx';
import page from '../../styles/page.module.css';
import { ProviderForm } from './provider-form.tsx';
import s from './settings.module.css';

/** What the company demands of a sign-in, and its OpenID provider. */
export default function SignInSettingsPage() {
  const { data, error, refetch } = useApi('getSignInSettings', {});
  if (error && !data) return <ErrorNotice error={error} onRetry={() => void refetch()} />;
  if (!data)
    return (
      <section className={`${page.sheet} ${s.form}`}>
        <Skeleton active />
      </section>
    );
  return (
    <>
      <Demand settings={data} />
      <ProviderForm key={data.openId?.issuer ?? ''} settings={data} />
    </>
  );
}

function Demand({ settings }: { settings: SignInSettings }) {
  const t = useT();
  const say = useSay();
  const update = useWrite('updateSignInSettings', {
    // Who demands it may need one at once.
    stale: ['getSignInSettings', 'getSession'],
    onSuccess: () => say.done(t('common.saved')),
  });
  return (
    <section className={`${page.sheet} ${s.form}`}>
      <h2 className={s.formTitle}>{t('people.demandTitle')}</h2>
      <Form.Item extra={t('people.demandHint')}>
        <label className={s.switch}>
          <Switch
            checked={settings.secondFactorForLeaders}
            loading={update.isPending}
            onChange={(secondFactorForLeaders) =>
              update.mutate({ body: { secondFactorForLeaders } }, { onError: say.failed })
            }
          />
          <span>{t('people.demand')}</span>
        </label>
      </Form.Item>
    </section>
  );
}
