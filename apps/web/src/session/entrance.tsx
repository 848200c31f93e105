import type { ReactNode } from 'react';
import { Logo } from '../brand/logo.tsx';
import { useT } from '../i18n/language.tsx';
import { LanguageSwitch } from '../shell/language-switch.tsx';
import s from './entrance.module.css';

/** The frame of the pages before the sign-in. */
export function Entrance({ title, text, children }: { title: string; text?: string; children: ReactNode }) {
  const t = useT();
  return (
    <div className={s.ground}>
      <title>{`${title} · Tradepost`}</title>
      <div className={s.language}>
        <LanguageSwitch compact />
      </div>
      <main className={s.card}>
        <div className={s.brand}>
          <Logo size={36} />
          <div>
            <div className={s.name}>{t('common.appName')}</div>
            <div className={s.tagline}>{t('session.tagline')}</div>
          </div>
        </div>
        <h1 className={s.title}>{title}</h1>
        {text && <p className={s.text}>{text}</p>}
        <div className={s.body}>{children}</div>
      </main>
    </div>
  );
}
