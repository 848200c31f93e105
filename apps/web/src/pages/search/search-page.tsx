import { parseQuery } from '@tradepost/contract';
import { useMatch, useSearchParams } from 'react-router';
import { useWide } from '../../components/use-media.ts';
import { useT } from '../../i18n/language.tsx';
import { usePhone } from '../../components/use-media.ts';
import { SearchBox } from '../../shell/search-box.tsx';
import { MessagePane } from '../message/message-pane.tsx';
import { FaultNotice } from './fault-notice.tsx';
import { Results } from './results.tsx';
import s from './search.module.css';
import { useToday } from './use-today.ts';
import { openPath, readChoice, searchPath } from './search-state.ts';
import { Start } from './start.tsx';

/** What was found; the message that is open stands beside it, or over it where there is no room. */
export default function SearchPage() {
  const t = useT();
  const wide = useWide();
  const phone = usePhone();
  const [params] = useSearchParams();
  const choice = readChoice(params);
  const openId = Number(useMatch('/search/messages/:messageId')?.params.messageId ?? 0) || null;
  const { q } = choice;
  const today = useToday();
  const parsed = q.trim() === '' ? null : parseQuery(q, today);
  return (
    <div
      className={`${s.page} ${wide ? s.wide : ''} ${wide && openId !== null ? s.withPane : ''}`}
      data-columns={wide || undefined}
    >
      <title>{`${q === '' ? t('search.title') : q} · Tradepost`}</title>
      <h1 className="tp-hidden">{t('search.results')}</h1>
      <div className={s.list}>
        {phone && (
          <div className={s.phoneBox}>
            <SearchBox />
          </div>
        )}
        {parsed === null && <Start />}
        {parsed?.ok === false && <FaultNotice choice={choice} fault={parsed.fault} />}
        {parsed?.ok && (
          <Results choice={choice} openId={openId} today={today} aside={wide && openId === null} />
        )}
      </div>
      {openId !== null && (
        <div className={wide ? s.beside : s.over}>
          <MessagePane
            id={openId}
            {...(parsed?.ok ? { find: q } : {})}
            closeTo={searchPath(choice)}
            hrefOf={(id) => openPath(id, choice)}
            full={!wide}
          />
        </div>
      )}
    </div>
  );
}
