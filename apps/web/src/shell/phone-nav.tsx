import { NavLink } from 'react-router';
import { Logo } from '../brand/logo.tsx';
import { useT } from '../i18n/language.tsx';
import { LiveDot } from '../live/live-dot.tsx';
import { useMay, useSession } from '../session/session.tsx';
import { AccountMenu } from './account-menu.tsx';
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
      <LanguageSwitch compact />
      <AccountMenu compact />
    </header>
  );
}

/** The navigation under the thumb. */
export function PhoneTabs() {
  const t = useT();
  const may = useMay();
  return (
    <nav aria-label={t('nav.main')} className={s.tabs}>
      {NAV_ITEMS.filter(({ needs }) => may(needs)).map(({ to, icon, short }) => (
        <NavLink key={to} to={to} className={({ isActive }) => `${s.tab} ${isActive ? s.active : ''}`}>
          <span aria-hidden>{icon}</span>
          <span>{t(short)}</span>
        </NavLink>
      ))}
    </nav>
  );
}
