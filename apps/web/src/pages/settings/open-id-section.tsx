import type { Security } from '@tradepost/contract';
import { Button, Modal } from 'antd';
import { useState } from 'react';
import { useApi, useWrite } from '../../api/use-api.ts';
import { useSay } from '../../components/use-say.ts';
import { useT } from '../../i18n/language.tsx';
import page from '../../styles/page.module.css';
import { ProveForm } from './prove-form.tsx';
import s from './settings.module.css';

/** Joining the account at the company's provider to one's own; nothing where there is no provider. */
export function OpenIdSection({ security }: { security: Security }) {
  const t = useT();
  const say = useSay();
  const [joining, setJoining] = useState(false);
  const { data: ways } = useApi('getSignInWays', {});
  const join = useWrite('joinOpenId', { onSuccess: ({ url }) => window.location.assign(url) });
  const part = useWrite('partOpenId', {
    stale: ['getMySecurity'],
    onSuccess: () => say.done(t('people.openIdParted')),
  });
  const label = security.openId ?? ways?.openIdLabel;
  if (!label) return null;
  return (
    <section className={`${page.sheet} ${s.form}`}>
      <h2 className={s.formTitle}>{t('people.openIdTitle', { label })}</h2>
      <p>{t(security.openId ? 'people.openIdJoined' : 'people.openIdNotJoined')}</p>
      <div className={s.actions}>
        {security.openId ? (
          <Button loading={part.isPending} onClick={() => part.mutate({}, { onError: say.failed })}>
            {t('people.openIdPart')}
          </Button>
        ) : (
          <Button onClick={() => setJoining(true)}>{t('people.openIdJoin')}</Button>
        )}
      </div>
      {joining && (
        <Modal
          open
          footer={null}
          title={t('people.openIdTitle', { label })}
          onCancel={() => setJoining(false)}
        >
          <ProveForm
            hasPassword={security.hasPassword}
            pending={join.isPending || join.isSuccess}
            error={join.error}
            onProve={(body) => join.mutate({ body })}
          />
        </Modal>
      )}
    </section>
  );
}
