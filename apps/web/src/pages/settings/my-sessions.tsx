import type { UserSession } from '@tradepost/contract';
import { useQueryClient } from '@tanstack/react-query';
import { App, Button } from 'antd';
import { useNavigate } from 'react-router';
import { useWrite } from '../../api/use-api.ts';
import { useSay } from '../../components/use-say.ts';
import { useT } from '../../i18n/language.tsx';
import { leaveSession } from '../../session/session.tsx';
import page from '../../styles/page.module.css';
import { SessionList } from './session-list.tsx';
import s from './settings.module.css';

export function MySessions({ sessions }: { sessions: readonly UserSession[] }) {
  const t = useT();
  const say = useSay();
  const client = useQueryClient();
  const navigate = useNavigate();
  const { modal } = App.useApp();
  const done = () => say.done(t('people.sessionsEnded'));
  const end = useWrite('endMySession', { stale: ['getMySecurity'], onSuccess: done });
  const endOthers = useWrite('endMySessions', { stale: ['getMySecurity'], onSuccess: done });
  const endAll = useWrite('endMySessions', {
    onSuccess: () => {
      void navigate('/sign-in', { replace: true });
      leaveSession(client);
    },
  });
  const askAll = () =>
    modal.confirm({
      title: t('people.sessionsEndTitle'),
      content: t('people.sessionsEndText'),
      okText: t('people.sessionsEndAll'),
      okButtonProps: { danger: true },
      onOk: () => endAll.mutateAsync({ body: { keepThis: false } }).catch(say.failed),
    });
  return (
    <section>
      <div className={s.listHead}>
        <h2 className={page.sectionTitle}>{t('people.sessionsTitle')}</h2>
        <div className={s.actions}>
          {sessions.length > 1 && (
            <Button
              loading={endOthers.isPending}
              onClick={() => endOthers.mutate({ body: { keepThis: true } }, { onError: say.failed })}
            >
              {t('people.sessionsEndOthers')}
            </Button>
          )}
          <Button danger onClick={askAll}>
            {t('people.sessionsEndAll')}
          </Button>
        </div>
      </div>
      <div className={page.sheet}>
        <SessionList
          sessions={sessions}
          busy={end.isPending}
          onEnd={({ id }) => end.mutate({ params: { id } }, { onError: say.failed })}
        />
      </div>
    </section>
  );
}
