import { MenuOutlined } from '@ant-design/icons';
import { Drawer } from 'antd';
import { useState } from 'react';
import { NavLink } from 'react-router';
import { Logo } from '../brand/logo.tsx';
import { useT } from '../i18n/language.tsx';
import { LiveDot } from '../live/live-dot.tsx';
import { useMay, useSession } from '../session/session.tsx';
import { AccountMenu } from './account-menu.tsx';
import { Bell } from './bell.tsx';
import { SearchButton } from './search-button.tsx';
import { LanguageSwitch } from './language-switch.tsx';
import { NAV_ITEMS } from './nav-items.tsx';
import s from './phone-nav.module.css';

export function PhoneBar() {
  const { companyName } = useSession();
  return (
    <header className={s.bar}>
      <Logo size={24} />
      <span className={s.company}>{companyName}</span>
      <LiveDot />
      <span className={s.space} />
      <Bell compact />
      <SearchButton />
      <LanguageSwitch compact />
      <AccountMenu compact />
    </header>
  );
}

/** Tabs under the thumb beside "More"; five are all that a narrow phone has room for. */
const TABS = 4;

/** The navigation under the thumb; what has no room there is behind "More". */
export function PhoneTabs() {
  const t = useT();
  const may = useMay();
  const [open, setOpen] = useState(false);
  const items = NAV_ITEMS.filter(({ needs }) => may(needs));
  const rest = items.slice(TABS);
  return (
    <nav aria-label={t('nav.main')} className={s.tabs}>
      {items.slice(0, TABS).map(({ to, icon, short }) => (
        <NavLink key={to} to={to} className={({ isActive }) => `${s.tab} ${isActive ? s.active : ''}`}>
          <span aria-hidden>{icon}</span>
          <span>{t(short)}</span>
        </NavLink>
      ))}
      {rest.length > 0 && (
        <button type="button" className={s.tab} aria-expanded={open} onClick={() => setOpen(true)}>
          <MenuOutlined aria-hidden />
          <span>{t('nav.more')}</span>
        </button>
      )}
      <Drawer
        open={open}
        placement="bottom"
        size="auto"
        title={t('nav.more')}
        onClose={() => setOpen(false)}
        styles={{ body: { padding: '4px 8px 16px' } }}
      >
        {rest.map(({ to, icon, label }) => (
          <NavLink
            key={to}
            to={to}
            className={({ isActive }) => `${s.place} ${isActive ? s.active : ''}`}
            onClick={() => setOpen(false)}
          >
            <span aria-hidden>{icon}</span>
            <span>{t(label)}</span>
          </NavLink>
        ))}
      </Drawer>
    </nav>
  );
}
