import { UserAddOutlined } from '@ant-design/icons';
import { ROLES, type Role, type User } from '@tradepost/contract';
import { App, Button, Select, Skeleton, Space } from 'antd';
import { useState } from 'react';
import { useApi, useWrite } from '../../api/use-api.ts';
import { ErrorNotice } from '../../components/error-notice.tsx';
import { useSay } from '../../components/use-say.ts';
import { useFormat } from '../../format/use-format.ts';
import { useT } from '../../i18n/language.tsx';
import { useMay, useSession } from '../../session/session.tsx';
import page from '../../styles/page.module.css';
import { InviteModal } from './invite-modal.tsx';
import { ResetLinkModal } from './reset-link-modal.tsx';
import s from './settings.module.css';

export default function PeoplePage() {
  const t = useT();
  const may = useMay()('inviteUser');
  const [inviting, setInviting] = useState(false);
  const { data, error, isPending, refetch } = useApi('listUsers', {});
  return (
    <>
      <div className={s.bar}>
        <p>{t('settings.peopleIntro')}</p>
        {may && (
          <Button type="primary" icon={<UserAddOutlined />} onClick={() => setInviting(true)}>
            {t('settings.invite')}
          </Button>
        )}
      </div>
      {error && !data && <ErrorNotice error={error} onRetry={() => void refetch()} />}
      <div className={page.sheet}>
        {isPending && (
          <div style={{ padding: 20 }}>
            <Skeleton active title={false} paragraph={{ rows: 4 }} />
          </div>
        )}
        <ul>
          {data?.items.map((user) => (
            <Person key={user.id} user={user} />
          ))}
        </ul>
      </div>
      {inviting && <InviteModal onClose={() => setInviting(false)} />}
    </>
  );
}

function Person({ user }: { user: User }) {
  const t = useT();
  const format = useFormat();
  const say = useSay();
  const { modal } = App.useApp();
  const [resetting, setResetting] = useState(false);
  const myself = useSession().user;
  const me = myself.id === user.id;
  const ownersOnly = user.role === 'owner' && myself.role !== 'owner';
  const may = useMay()('updateUser') && !me && !ownersOnly;
  const update = useWrite('updateUser', {
    stale: ['listUsers'],
    onSuccess: () => say.done(t('common.saved')),
  });
  const change = (body: { role?: Role; disabled?: boolean }) =>
    update.mutateAsync({ params: { id: user.id }, body }).catch(say.failed);
  const askDisable = () =>
    modal.confirm({
      title: t('settings.disableTitle', { name: user.name }),
      content: t('settings.disableText'),
      okText: t('settings.disable'),
      okButtonProps: { danger: true },
      onOk: () => change({ disabled: true }),
    });
  return (
    <li className={`${s.row} ${user.disabledAt ? s.off : ''}`}>
      <div>
        <span className={s.name}>{user.name}</span>
        {me && <span className={s.sub}> · {t('settings.you')}</span>}
        {user.disabledAt && <span className={s.sub}> · {t('settings.disabled')}</span>}
        <div className={s.sub}>
          {user.email} ·{' '}
          <span style={{ whiteSpace: 'nowrap' }}>
            {t('settings.joined')} {format.date(user.createdAt)}
          </span>
        </div>
      </div>
      {may ? (
        <>
          <Select<Role>
            value={user.role}
            disabled={user.disabledAt !== null}
            style={{ width: 150 }}
            aria-label={`${t('settings.role')}: ${user.name}`}
            onChange={(role) => void change({ role })}
            options={ROLES.map((role) => ({ value: role, label: t(`roles.${role}`) }))}
          />
          {user.disabledAt ? (
            <Button onClick={() => void change({ disabled: false })}>{t('settings.enable')}</Button>
          ) : (
            <Space wrap>
              <Button onClick={() => setResetting(true)}>{t('settings.reset')}</Button>
              <Button onClick={askDisable}>{t('settings.disable')}</Button>
            </Space>
          )}
        </>
      ) : (
        <span>{t(`roles.${user.role}`)}</span>
      )}
      {resetting && <ResetLinkModal user={user} onClose={() => setResetting(false)} />}
    </li>
  );
}
