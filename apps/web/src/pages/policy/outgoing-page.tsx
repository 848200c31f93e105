import { Alert, App, Button, Skeleton, Space } from 'antd';
import type { OutgoingServer } from '@tradepost/contract';
import { useApi, useWrite } from '../../api/use-api.ts';
import { ErrorNotice } from '../../components/error-notice.tsx';
import { useSay } from '../../components/use-say.ts';
import { useFormat } from '../../format/use-format.ts';
import { useT } from '../../i18n/language.tsx';
import page from '../../styles/page.module.css';
import settings from '../settings/settings.module.css';
import { OutgoingMails } from './outgoing-mails.tsx';
import { OutgoingWay } from './outgoing-way.tsx';
import s from './policy.module.css';
import { useOutgoingFault } from './use-outgoing-fault.ts';

/** The server for mail of the product's own, whether it works, and what became of each mail. */
export default function OutgoingPage() {
  const t = useT();
  // A test or a tick of the sender changes the numbers: looked at often while somebody looks.
  const { data, error, refetch } = useApi('getOutgoingServer', {}, { refetchInterval: 10_000 });
  if (error && !data) return <ErrorNotice error={error} onRetry={() => void refetch()} />;
  if (!data)
    return (
      <div className={page.sheet} style={{ padding: 20 }}>
        <Skeleton active />
      </div>
    );
  return (
    <>
      <div className={settings.bar}>
        <p>{t('policy.outgoingIntro')}</p>
      </div>
      {data.server === null ? (
        <Alert
          className={s.notice ?? ''}
          type="warning"
          showIcon
          title={
            data.counts.queued > 0
              ? t('policy.noServerWaiting', { count: data.counts.queued })
              : t('policy.noServer')
          }
          description={t('policy.noServerText')}
        />
      ) : (
        <ServerState server={data.server} />
      )}
      <section className={`${page.sheet} ${settings.form}`}>
        <OutgoingWay
          key={`${data.server?.account?.id ?? ''}:${data.server?.host ?? ''}`}
          server={data.server}
        />
      </section>
      <OutgoingMails />
    </>
  );
}

function ServerState({ server }: { server: OutgoingServer }) {
  const t = useT();
  const format = useFormat();
  const faultWords = useOutgoingFault();
  const { fault, lastSuccessAt } = server;
  return (
    <Alert
      className={s.notice ?? ''}
      type={fault ? 'error' : lastSuccessAt ? 'success' : 'info'}
      showIcon
      title={
        fault
          ? faultWords(fault.code)
          : lastSuccessAt
            ? t('policy.works', { time: format.dateTime(lastSuccessAt) })
            : t('policy.notTried')
      }
      description={
        <>
          <div className={s.by}>
            {server.fromAddress}
            {server.host !== null && ` · ${server.host}:${server.port}`}
          </div>
          {fault && t('policy.nextTry', { time: format.dateTime(server.nextAttemptAt) })}
          {fault?.detail && <code className={s.said}>{fault.detail}</code>}
          <ServerActions account={server.account} />
        </>
      }
    />
  );
}

function ServerActions({ account }: { account: OutgoingServer['account'] }) {
  const t = useT();
  const say = useSay();
  const faultWords = useOutgoingFault();
  const { modal, notification } = App.useApp();
  const stale = ['getOutgoingServer', 'listOutgoingMail'] as const;
  const test = useWrite('testOutgoingServer', {
    stale,
    onSuccess: (mail) => {
      if (mail.state === 'sent') say.done(t('policy.testDone', { to: mail.to }));
      else
        notification.error({
          title: t('policy.testFailed'),
          description: [mail.fault && faultWords(mail.fault.code), mail.fault?.detail]
            .filter(Boolean)
            .join(' '),
          placement: 'top',
          role: 'alert',
        });
    },
  });
  const remove = useWrite('removeOutgoingServer', { stale });
  const forget = account === null ? t('policy.forget') : t('policy.forgetAccount');
  const askRemove = () =>
    modal.confirm({
      title:
        account === null
          ? t('policy.forgetTitle')
          : t('policy.forgetAccountTitle', { address: account.address }),
      content: account === null ? t('policy.forgetText') : t('policy.forgetAccountText'),
      okText: forget,
      okButtonProps: { danger: true },
      onOk: () => remove.mutateAsync({}).catch(say.failed),
    });
  return (
    <Space wrap className={s.actions ?? ''}>
      <Button size="small" loading={test.isPending} onClick={() => test.mutate({}, { onError: say.failed })}>
        {t('policy.test')}
      </Button>
      <Button size="small" type="text" onClick={askRemove}>
        {forget}
      </Button>
    </Space>
  );
}
