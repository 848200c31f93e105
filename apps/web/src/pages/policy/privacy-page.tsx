import type { Privacy } from '@tradepost/contract';
import { Skeleton, Switch } from 'antd';
import { useApi, useWrite } from '../../api/use-api.ts';
import { ErrorNotice } from '../../components/error-notice.tsx';
import { useSay } from '../../components/use-say.ts';
import { useT } from '../../i18n/language.tsx';
import { useMay, useSession } from '../../session/session.tsx';
import page from '../../styles/page.module.css';
import settings from '../settings/settings.module.css';
import { NeverArchive } from './never-archive.tsx';
import s from './policy.module.css';

const CHOICES = ['managerReadsUnfiled', 'adminReadsMail', 'archiveInternal'] as const;

/** Who sees what: the fixed rules, the company's choices, and what stays out of the archive. */
export default function PrivacyPage() {
  const t = useT();
  const may = useMay();
  const { data, error, refetch } = useApi('getPrivacy', {});
  return (
    <>
      <div className={settings.bar}>
        <p>{t('policy.privacyIntro')}</p>
      </div>
      <h2 className={page.sectionTitle}>{t('policy.always')}</h2>
      <div className={page.sheet}>
        <ul className={s.rules}>
          <li>{t('policy.alwaysOwn')}</li>
          <li>{t('policy.alwaysManager')}</li>
          <li>{t('policy.alwaysOwner')}</li>
        </ul>
      </div>
      <h2 className={page.sectionTitle}>{t('policy.choices')}</h2>
      {error && !data && <ErrorNotice error={error} onRetry={() => void refetch()} />}
      <div className={page.sheet}>
        {!data && !error && (
          <div style={{ padding: 20 }}>
            <Skeleton active title={false} paragraph={{ rows: 3 }} />
          </div>
        )}
        {data && CHOICES.map((name) => <Choice key={name} name={name} value={data[name]} />)}
      </div>
      {may('listNeverArchive') && <NeverArchive />}
    </>
  );
}

function Choice({ name, value }: { name: keyof Privacy; value: boolean }) {
  const t = useT();
  const say = useSay();
  const mayChange = useMay()('updatePrivacy');
  const { user } = useSession();
  const update = useWrite('updatePrivacy', {
    stale: ['getPrivacy'],
    onSuccess: () => say.done(t('common.saved')),
  });
  // Who may not read shall not let himself.
  const may = mayChange && (name !== 'adminReadsMail' || user.role === 'owner');
  return (
    <div className={s.choice}>
      <div>
        <label htmlFor={name}>{t(`policy.${name}`)}</label>
        <div className={settings.sub}>{t(`policy.${name}Hint`)}</div>
      </div>
      <Switch
        id={name}
        checked={value}
        disabled={!may}
        loading={update.isPending}
        onChange={(next) => update.mutate({ body: { [name]: next } }, { onError: say.failed })}
      />
    </div>
  );
}
