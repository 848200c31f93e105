import type { OutgoingServer } from '@tradepost/contract';
import { Radio } from 'antd';
import { useState } from 'react';
import { useT } from '../../i18n/language.tsx';
import { OutgoingAccountForm } from './outgoing-account-form.tsx';
import { OutgoingForm } from './outgoing-form.tsx';
import s from './policy.module.css';

/** By a connected mail account, or by a server that is typed in. */
export function OutgoingWay({ server }: { server: OutgoingServer | null }) {
  const t = useT();
  const [way, setWay] = useState<'account' | 'server'>(
    server === null || server.account !== null ? 'account' : 'server',
  );
  return (
    <>
      <div className={s.way} role="group" aria-label={t('policy.way')}>
        <Radio.Group
          value={way}
          onChange={({ target }) => setWay(target.value as typeof way)}
          options={[
            { value: 'account', label: t('policy.wayAccount') },
            { value: 'server', label: t('policy.wayServer') },
          ]}
        />
      </div>
      {way === 'account' ? (
        <OutgoingAccountForm server={server} />
      ) : (
        <OutgoingForm server={server?.account === null ? server : null} />
      )}
    </>
  );
}
