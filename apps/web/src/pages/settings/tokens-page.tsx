import { PlusOutlined } from '@ant-design/icons';
import type { ApiToken } from '@tradepost/contract';
import { App, Button, Skeleton } from 'antd';
import { useState } from 'react';
import { useApi, useWrite } from '../../api/use-api.ts';
import { ErrorNotice } from '../../components/error-notice.tsx';
import { useSay } from '../../components/use-say.ts';
import { useFormat } from '../../format/use-format.ts';
import { useT } from '../../i18n/language.tsx';
import page from '../../styles/page.module.css';
import s from './settings.module.css';
import { TokenModal } from './token-modal.tsx';

export default function TokensPage() {
  const t = useT();
  const [making, setMaking] = useState(false);
  const { data, error, isPending, refetch } = useApi('listApiTokens', {});
  return (
    <>
      <div className={s.bar}>
        <p>
          {t('settings.tokensIntro')}{' '}
          <a href="/api/docs" target="_blank" rel="noopener">
            {t('settings.apiDocs')}
          </a>
        </p>
        <Button type="primary" icon={<PlusOutlined />} onClick={() => setMaking(true)}>
          {t('settings.tokenNew')}
        </Button>
      </div>
      {error && !data && <ErrorNotice error={error} onRetry={() => void refetch()} />}
      <div className={page.sheet}>
        {isPending && (
          <div style={{ padding: 20 }}>
            <Skeleton active title={false} paragraph={{ rows: 3 }} />
          </div>
        )}
        {data?.items.length === 0 && (
          <p className={s.sub} style={{ padding: 16 }}>
            {t('settings.tokenEmpty')}
          </p>
        )}
        <ul>
          {data?.items.map((token) => (
            <Token key={token.id} token={token} />
          ))}
        </ul>
      </div>
      {making && <TokenModal onClose={() => setMaking(false)} />}
    </>
  );
}

function Token({ token }: { token: ApiToken }) {
  const t = useT();
  const format = useFormat();
  const say = useSay();
  const { modal } = App.useApp();
  const revoke = useWrite('revokeApiToken', {
    stale: ['listApiTokens'],
    onSuccess: () => say.done(t('settings.tokenRevoked')),
  });
  const askRevoke = () =>
    modal.confirm({
      title: t('settings.tokenRevokeTitle', { name: token.name }),
      content: t('settings.tokenRevokeText'),
      okText: t('settings.tokenRevoke'),
      okButtonProps: { danger: true },
      onOk: () => revoke.mutateAsync({ params: { id: token.id } }).catch(say.failed),
    });
  const times = [
    `${t('settings.tokenCreated')} ${format.date(token.createdAt)}`,
    `${t('settings.tokenUsed')} ${token.lastUsedAt ? format.relative(token.lastUsedAt) : t('common.never')}`,
    token.expiresAt
      ? `${t('settings.tokenUntil')} ${format.date(token.expiresAt)}`
      : t('settings.tokenForever'),
  ];
  return (
    <li className={s.row}>
      <div>
        <span className={s.name}>{token.name}</span>
        <div className={s.sub}>{times.join(' · ')}</div>
      </div>
      <span>{token.scopes.map((scope) => t(`people.scope.${scope}`)).join(' · ')}</span>
      <Button danger onClick={askRevoke}>
        {t('settings.tokenRevoke')}
      </Button>
    </li>
  );
}
