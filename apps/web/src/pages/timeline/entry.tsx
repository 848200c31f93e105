import type { MailEntry } from '@tradepost/contract';
import { memo } from 'react';
import { Link } from 'react-router';
import { DirectionMark } from '../../components/direction.tsx';
import { cutPreview } from '../../format/cut-preview.ts';
import { textDirection } from '../../format/text-direction.ts';
import { useFormat } from '../../format/use-format.ts';
import { useT } from '../../i18n/language.tsx';
import { AttachmentChips } from './attachment-chips.tsx';
import { AutomaticTag } from './automatic-tag.tsx';
import { Parties } from './parties.tsx';
import s from './timeline.module.css';

interface EntryProps {
  entry: MailEntry;
  href: string;
  open: boolean;
}

/** One mail: who wrote to whom, when, about what, how it begins, what was attached. */
export const Entry = memo(function Entry({ entry, href, open }: EntryProps) {
  const t = useT();
  const format = useFormat();
  const lang = entry.language ?? undefined;
  return (
    <article className={`${s.entry} ${open ? s.open : ''}`}>
      <div className={s.mark}>{entry.direction && <DirectionMark direction={entry.direction} />}</div>
      <div className={s.content}>
        <div className={s.line}>
          <Parties from={entry.from} to={entry.to} />
          <time className={s.time} dateTime={entry.occurredAt} title={format.dateTime(entry.occurredAt)}>
            {format.time(entry.occurredAt)}
          </time>
        </div>
        <div className={s.subjectLine}>
          <Link
            to={href}
            className={s.subject}
            data-message={entry.messageId}
            aria-current={open ? 'true' : undefined}
            lang={lang}
            dir="auto"
            preventScrollReset
          >
            {entry.subject || t('timeline.noSubject')}
          </Link>
          {entry.quarantineReason && <span className={s.warnTag}>{t('timeline.quarantined')}</span>}
          <AutomaticTag automatic={entry.automatic} />
          {entry.language && (
            <span className={s.tag} title={format.language(entry.language)}>
              <span aria-hidden>{entry.language.toUpperCase()}</span>
              <span className="tp-hidden">{format.language(entry.language)}</span>
            </span>
          )}
        </div>
        {entry.preview && (
          <p className={s.preview} lang={lang} dir={textDirection(entry.language)}>
            {cutPreview(entry.preview)}
          </p>
        )}
        <AttachmentChips messageId={entry.messageId} attachments={entry.attachments} />
      </div>
    </article>
  );
});
