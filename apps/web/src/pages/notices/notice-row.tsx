import type { Notice } from '@tradepost/contract';
import { useNavigate } from 'react-router';
import { useWrite } from '../../api/use-api.ts';
import { useFormat } from '../../format/use-format.ts';
import { useT } from '../../i18n/language.tsx';
import { noticeLink } from './notice-link.ts';
import s from './notices.module.css';
import { useNoticeWords } from './use-notice-words.ts';

/** One notice: opening it marks it as read. */
export function NoticeRow({ notice }: { notice: Notice }) {
  const t = useT();
  const format = useFormat();
  const navigate = useNavigate();
  const { text, more } = useNoticeWords()(notice);
  const read = useWrite('readNotice', { stale: ['listNotices', 'countUnreadNotices'] });
  const link = noticeLink(notice);
  const unread = notice.readAt === null;
  const open = () => {
    if (unread) read.mutate({ params: { id: notice.id } });
    if (link !== null) void navigate(link);
  };
  return (
    <li>
      <button type="button" className={`${s.row} ${unread ? s.fresh : ''}`} onClick={open}>
        <span className={s.dot} aria-hidden />
        <span className={s.words}>
          <span className={s.text}>
            {text}
            {unread && <span className={s.hidden}> ({t('notices.isUnread')})</span>}
          </span>
          {more !== '' && <span className={s.more}>{more}</span>}
        </span>
        <time className={s.time} dateTime={notice.createdAt} title={format.dateTime(notice.createdAt)}>
          {format.brief(notice.createdAt)}
        </time>
      </button>
    </li>
  );
}
