/** One's tasks in one's own calendar program, by an address that only its owner has. */
import { Alert, App, Button, Skeleton, Space } from 'antd';
import { useState } from 'react';
import { useApi, useWrite } from '../../api/use-api.ts';
import { ErrorNotice } from '../../components/error-notice.tsx';
import { useFormat } from '../../format/use-format.ts';
import { useT } from '../../i18n/language.tsx';
import page from '../../styles/page.module.css';
import { CopyField } from '../settings/copy-field.tsx';
import s from '../settings/settings.module.css';

export function CalendarFeed() {
  const t = useT();
  const format = useFormat();
  const { modal } = App.useApp();
  const { data, error, isPending, refetch } = useApi('getCalendarFeed', {});
  const [url, setUrl] = useState<string | null>(null);
  const make = useWrite('makeCalendarFeed', {
    stale: ['getCalendarFeed'],
    onSuccess: (made) => setUrl(made.url),
  });
  const revoke = useWrite('revokeCalendarFeed', {
    stale: ['getCalendarFeed'],
    onSuccess: () => setUrl(null),
  });
  const feed = data?.feed ?? null;
  const fault = error ?? make.error ?? revoke.error;
  return (
    <section className={`${page.sheet} ${s.form}`} style={{ marginTop: 16, paddingBottom: 20 }}>
      <h2 style={{ fontSize: 16 }}>{t('act.feedTitle')}</h2>
      <p className={s.sub} style={{ margin: '6px 0 14px' }}>
        {t('act.feedText')}
      </p>
      {isPending && <Skeleton active paragraph={{ rows: 1 }} title={false} />}
      {fault && <ErrorNotice error={fault} onRetry={() => void refetch()} />}
      {url !== null && (
        <Space orientation="vertical" style={{ width: '100%', marginBottom: 12 }}>
          <CopyField value={url} />
          <Alert type="info" showIcon title={t('act.feedOnce')} />
        </Space>
      )}
      {feed !== null && url === null && (
        <p>
          {t('act.feedSince', { day: format.date(feed.createdAt) })}{' '}
          {feed.lastReadAt === null
            ? t('act.feedUnread')
            : t('act.feedRead', { when: format.dateTime(feed.lastReadAt) })}
        </p>
      )}
      {data !== undefined && (
        <Space wrap>
          <Button
            type={feed === null ? 'primary' : 'default'}
            loading={make.isPending}
            onClick={() => {
              if (feed === null) make.mutate({});
              else
                void modal.confirm({
                  title: t('act.feedAgainTitle'),
                  content: t('act.feedAgainText'),
                  okText: t('act.feedAgain'),
                  onOk: () => make.mutateAsync({}),
                });
            }}
          >
            {t(feed === null ? 'act.feedMake' : 'act.feedAgain')}
          </Button>
          {feed !== null && (
            <Button danger loading={revoke.isPending} onClick={() => revoke.mutate({})}>
              {t('act.feedRevoke')}
            </Button>
          )}
        </Space>
      )}
    </section>
  );
}
