import type { User } from '@tradepost/contract';
import { App, Button, Skeleton } from 'antd';
import { useApi, useWrite } from '../../api/use-api.ts';
import { ErrorNotice } from '../../components/error-notice.tsx';
import { useSay } from '../../components/use-say.ts';
import { useFormat } from '../../format/use-format.ts';
import { useT } from '../../i18n/language.tsx';
import { SessionList } from './session-list.tsx';
import s from './settings.module.css';

const STALE = ['getUserSecurity'] as const;

/** How another person signs in and where; for administrators. */
export function PersonSecurity({ user }: { user: User }) {
  const t = useT();
  const format = useFormat();
  const say = useSay();
  const { modal } = App.useApp();
  const params = { id: user.id };
  const { data, error, refetch } = useApi('getUserSecurity', { params });
  const done = () => say.done(t('common.saved'));
  const dropFactor = useWrite('disableUserSecondFactor', { stale: STALE, onSuccess: done });
  const part = useWrite('partUserOpenId', { stale: STALE, onSuccess: done });
  const endOne = useWrite('endUserSession', { stale: STALE, onSuccess: done });
  const endAll = useWrite('endUserSessions', { stale: STALE, onSuccess: done });
  if (error && !data) return <ErrorNotice error={error} onRetry={() => void refetch()} />;
  if (!data) return <Skeleton active title={false} />;
  const ask = (title: string, content: string, okText: string, run: () => Promise<unknown>) =>
    modal.confirm({
      title,
      content,
      okText,
      okButtonProps: { danger: true },
      onOk: () => run().catch(say.failed),
    });
  const askDrop = () =>
    ask(
      t('people.factorDropTitle', { name: user.name }),
      t('people.factorDropText'),
      t('people.factorSwitchOff'),
      () => dropFactor.mutateAsync({ params }),
    );
  const askOut = () =>
    ask(
      t('people.personOutTitle', { name: user.name }),
      t('people.personOutText'),
      t('people.personOut'),
      () => endAll.mutateAsync({ params }),
    );
  const { secondFactor, openId, sessions } = data;
  return (
    <>
      <h3 className={s.drawerTitle}>{t('people.factorTitle')}</h3>
      <div className={s.fact}>
        <span>
          {secondFactor
            ? t('people.factorOn', {
                date: format.date(secondFactor.since),
                left: secondFactor.recoveryCodesLeft,
              })
            : t('people.factorNone')}
        </span>
        {secondFactor && (
          <Button size="small" danger onClick={askDrop}>
            {t('people.factorSwitchOff')}
          </Button>
        )}
      </div>
      {openId && (
        <div className={s.fact}>
          <span>{t('people.personOpenId', { label: openId })}</span>
          <Button size="small" onClick={() => part.mutate({ params }, { onError: say.failed })}>
            {t('people.openIdPart')}
          </Button>
        </div>
      )}
      <div className={s.listHead}>
        <h3 className={s.drawerTitle}>{t('people.sessionsOf')}</h3>
        {sessions.length > 0 && (
          <Button size="small" danger onClick={askOut}>
            {t('people.personOut')}
          </Button>
        )}
      </div>
      <SessionList
        sessions={sessions}
        busy={endOne.isPending}
        onEnd={({ id: sessionId }) =>
          endOne.mutate({ params: { ...params, sessionId } }, { onError: say.failed })
        }
      />
    </>
  );
}
