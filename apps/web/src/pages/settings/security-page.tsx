import { Alert, Skeleton } from 'antd';
import { useSearchParams } from 'react-router';
import { useApi } from '../../api/use-api.ts';
import { ErrorNotice } from '../../components/error-notice.tsx';
import { useT } from '../../i18n/language.tsx';
import { openIdFaultKey } from '../../session/open-id-fault.ts';
import page from '../../styles/page.module.css';
import { OpenIdSection } from './open-id-section.tsx';
import { PasswordSection } from './password-section.tsx';
import { SecondFactorSection } from './second-factor-section.tsx';
import { MySessions } from './my-sessions.tsx';
import s from './settings.module.css';

/** How one signs in, and where one is signed in. */
export default function SecurityPage() {
  const t = useT();
  const [search] = useSearchParams();
  const faultKey = openIdFaultKey(search.get('fault'));
  const { data, error, refetch } = useApi('getMySecurity', {});
  if (error && !data) return <ErrorNotice error={error} onRetry={() => void refetch()} />;
  if (!data)
    return (
      <section className={`${page.sheet} ${s.form}`}>
        <Skeleton active />
      </section>
    );
  return (
    <>
      {faultKey && <Alert type="error" showIcon style={{ marginBottom: 16 }} title={t(faultKey)} />}
      {data.hasPassword && <PasswordSection />}
      <SecondFactorSection security={data} />
      <OpenIdSection security={data} />
      <MySessions sessions={data.sessions} />
    </>
  );
}
