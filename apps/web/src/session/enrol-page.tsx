import { useQueryClient } from '@tanstack/react-query';
import { Button } from 'antd';
import { useNavigate } from 'react-router';
import { SESSION_KEY } from '../api/query-client.ts';
import { useApi, useWrite } from '../api/use-api.ts';
import { useT } from '../i18n/language.tsx';
import { EnrolSteps } from '../pages/settings/enrol-steps.tsx';
import { Entrance } from './entrance.tsx';
import { leaveSession } from './session.tsx';

/** In place of every page, until the second factor that the company demands is set up. */
export function EnrolPage() {
  const t = useT();
  const client = useQueryClient();
  const navigate = useNavigate();
  const { data: security } = useApi('getMySecurity', {});
  const signOut = useWrite('signOut', {
    onSuccess: () => {
      void navigate('/sign-in', { replace: true });
      leaveSession(client);
    },
  });
  return (
    <Entrance title={t('people.mustTitle')} text={t('people.mustText')}>
      {security && (
        <EnrolSteps
          hasPassword={security.hasPassword}
          onDone={() => void client.invalidateQueries({ queryKey: SESSION_KEY })}
        />
      )}
      <p style={{ marginTop: 16 }}>
        <Button type="link" style={{ padding: 0 }} onClick={() => signOut.mutate({})}>
          {t('nav.signOut')}
        </Button>
      </p>
    </Entrance>
  );
}
