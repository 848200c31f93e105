import { BellOutlined } from '@ant-design/icons';
import { Badge } from 'antd';
import { NavLink } from 'react-router';
import { useApi } from '../api/use-api.ts';
import { useT } from '../i18n/language.tsx';
import s from './bell.module.css';

/** Live events bring it at once; this is for when there are none. Milliseconds. */
const LOOK_EVERY = 60_000;
/** Counted no further. */
const MANY = 100;

/** The way to the notices, with how many are unread. */
export function Bell({ compact = false }: { compact?: boolean }) {
  const t = useT();
  const count = useApi('countUnreadNotices', {}, { refetchInterval: LOOK_EVERY }).data?.count ?? 0;
  const label = count >= MANY ? t('notices.bellMany') : t('notices.bell', { count });
  return (
    <NavLink
      to="/notices"
      aria-label={label}
      title={label}
      className={({ isActive }) => `${s.bell} ${compact ? '' : s.wide} ${isActive ? s.active : ''}`}
    >
      <Badge count={count} overflowCount={MANY - 1} size="small" offset={[2, -1]}>
        <BellOutlined className={s.icon} aria-hidden />
      </Badge>
      {!compact && <span>{t('notices.title')}</span>}
    </NavLink>
  );
}
