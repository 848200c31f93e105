import { useEffect } from 'react';
import { Navigate, Outlet, useLocation } from 'react-router';
import { ErrorNotice } from '../components/error-notice.tsx';
import { useLanguage } from '../i18n/language.tsx';
import { LiveProvider } from '../live/live-provider.tsx';
import { EnrolPage } from '../session/enrol-page.tsx';
import { SessionProvider, useSessionQuery } from '../session/session.tsx';
import { usePhone } from '../components/use-media.ts';
import { ComposeProvider } from '../pages/letter/compose-context.tsx';
import { PageSkeleton } from './page-skeleton.tsx';
import { PhoneBar, PhoneTabs } from './phone-nav.tsx';
import { SideNav } from './side-nav.tsx';
import { TopBar } from './top-bar.tsx';
import s from './shell.module.css';

/** The frame of every page for people who are signed in: navigation, live events, language. */
export function Shell() {
  const { data: session, error, isPending, refetch } = useSessionQuery();
  const location = useLocation();
  const phone = usePhone();
  useLanguageOf(session?.user.locale);

  if (isPending) return <PageSkeleton />;
  if (error && !session)
    return (
      <div className={s.alone}>
        <ErrorNotice error={error} onRetry={() => void refetch()} />
      </div>
    );
  if (!session) {
    const next = location.pathname + location.search;
    return <Navigate to={next === '/' ? '/sign-in' : `/sign-in?next=${encodeURIComponent(next)}`} replace />;
  }
  if (session.mustEnrol) return <EnrolPage />;
  return (
    <SessionProvider value={session}>
      <LiveProvider>
        <SkipLink />
        <ComposeProvider>
          <div className={phone ? s.phone : s.desk}>
            {phone ? <PhoneBar /> : <SideNav />}
            <div className={s.page}>
              {!phone && <TopBar />}
              <main id="content" className={s.main} tabIndex={-1}>
                <Outlet />
              </main>
            </div>
            {phone && <PhoneTabs />}
          </div>
        </ComposeProvider>
      </LiveProvider>
    </SessionProvider>
  );
}

/** The language goes with the person: what they chose elsewhere holds here too. */
function useLanguageOf(locale: 'en' | 'zh-CN' | undefined): void {
  const { setLocale } = useLanguage();
  useEffect(() => {
    if (locale) setLocale(locale);
  }, [locale, setLocale]);
}

function SkipLink() {
  const { t } = useLanguage();
  return (
    <a className={s.skip} href="#content">
      {t('common.skipToContent')}
    </a>
  );
}
