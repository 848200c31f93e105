import { useEffect, useRef } from 'react';
import { NavLink, useLocation } from 'react-router';
import { Logo } from '../brand/logo.tsx';
import { useT } from '../i18n/language.tsx';
import { LiveDot } from '../live/live-dot.tsx';
import { useMay, useSession } from '../session/session.tsx';
import { AccountMenu } from './account-menu.tsx';
import { Bell } from './bell.tsx';
import { LanguageSwitch } from './language-switch.tsx';
import { NAV_ITEMS } from './nav-items.tsx';
import s from './side-nav.module.css';

export function SideNav() {
  const t = useT();
  const { companyName } = useSession();
  const may = useMay();
  const nav = useRef<HTMLElement>(null);
  const { pathname } = useLocation();
  // A screen is too low for all of a manager's pages: the one that is open is in sight.
  useEffect(() => {
    nav.current?.querySelector('[aria-current="page"]')?.scrollIntoView({ block: 'nearest' });
  }, [pathname]);
  return (
    <div className={s.side}>
      <div className={s.brand}>
        <Logo size={28} />
        <div className={s.names}>
          <div className={s.company} title={companyName}>
            {companyName}
          </div>
          <div className={s.product}>
            {t('common.appName')} <LiveDot />
          </div>
        </div>
      </div>
      <nav ref={nav} aria-label={t('nav.main')} className={s.nav}>
        {NAV_ITEMS.filter(({ needs }) => may(needs)).map(({ to, icon, label, begins }) => (
          <NavLink
            key={to}
            to={to}
            className={({ isActive }) => `${s.item} ${isActive ? s.active : ''} ${begins ? s.begins : ''}`}
          >
            <span aria-hidden>{icon}</span>
            <span>{t(label)}</span>
          </NavLink>
        ))}
      </nav>
      <div className={s.foot}>
        <Bell />
        <LanguageSwitch />
        <AccountMenu />
      </div>
    </div>
  );
}
