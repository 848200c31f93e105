import { LogoutOutlined, UserOutlined } from '@ant-design/icons';
import { useQueryClient } from '@tanstack/react-query';
import { Button, Dropdown } from 'antd';
import { useNavigate } from 'react-router';
import { useWrite } from '../api/use-api.ts';
import { initials } from '../format/initials.ts';
import { useT } from '../i18n/language.tsx';
import { leaveSession, useSession } from '../session/session.tsx';
import s from './account-menu.module.css';

export function AccountMenu({ compact = false }: { compact?: boolean }) {
  const t = useT();
  const { user } = useSession();
  const navigate = useNavigate();
  const client = useQueryClient();
  const signOut = useWrite('signOut', {
    onSuccess: () => {
      void navigate('/sign-in', { replace: true });
      leaveSession(client);
    },
  });
  return (
    <Dropdown
      trigger={['click']}
      placement={compact ? 'bottomRight' : 'topLeft'}
      menu={{
        items: [
          {
            key: 'who',
            type: 'group',
            label: (
              <span>
                {user.name} · {t(`roles.${user.role}`)}
              </span>
            ),
          },
          { key: 'profile', icon: <UserOutlined />, label: t('nav.profile') },
          { key: 'out', icon: <LogoutOutlined />, label: t('nav.signOut') },
        ],
        onClick: ({ key }) => (key === 'out' ? signOut.mutate({}) : void navigate('/settings/profile')),
      }}
    >
      <Button
        type="text"
        className={compact ? '' : s.wide}
        aria-label={`${t('nav.accountMenu')}: ${user.name}`}
      >
        <Initials name={user.name} />
        {!compact && (
          <span className={s.who}>
            <span className={s.name}>{user.name}</span>
            <span className={s.role}>{t(`roles.${user.role}`)}</span>
          </span>
        )}
      </Button>
    </Dropdown>
  );
}

function Initials({ name }: { name: string }) {
  return (
    <span className={s.initials} aria-hidden>
      {initials(name)}
    </span>
  );
}
