import { useEffect, useRef } from 'react';
import { NavLink, useLocation } from 'react-router';
import s from './page-tabs.module.css';

interface PageTabsProps {
  label: string;
  tabs: readonly { to: string; label: string }[];
}

/** The parts of a page, each with an address of its own. The one that is open is in sight also on a phone. */
export function PageTabs({ label, tabs }: PageTabsProps) {
  const nav = useRef<HTMLElement>(null);
  const { pathname } = useLocation();
  const words = tabs.map(({ label: each }) => each).join();
  useEffect(() => {
    nav.current
      ?.querySelector('[aria-current="page"]')
      ?.scrollIntoView({ block: 'nearest', inline: 'center' });
    // In another language the tabs have other widths.
  }, [pathname, words]);
  return (
    <nav ref={nav} className={s.tabs} aria-label={label}>
      {tabs.map((tab) => (
        <NavLink
          key={tab.to}
          to={tab.to}
          end
          className={({ isActive }) => `${s.tab} ${isActive ? s.active : ''}`}
        >
          {tab.label}
        </NavLink>
      ))}
    </nav>
  );
}
