import type { SearchItem, Snippet } from '@tradepost/contract';
import { Link } from 'react-router';
import { DirectionMark } from '../../components/direction.tsx';
import { FileIcon } from '../../components/file-icon.tsx';
import { Grade } from '../../components/grade.tsx';
import { textDirection } from '../../format/text-direction.ts';
import { partyName } from '../../format/party-name.ts';
import { useFormat } from '../../format/use-format.ts';
import { useT } from '../../i18n/language.tsx';
import { AttachmentChips } from '../timeline/attachment-chips.tsx';
import { AutomaticTag } from '../timeline/automatic-tag.tsx';
import { fullName } from '../timeline/parties.tsx';
import t9 from '../timeline/timeline.module.css';
import { KindMark, useKindName } from './kind-mark.tsx';
import { Marked } from './marked.tsx';
import s from './search.module.css';

interface ResultItemProps {
  item: SearchItem;
  /** Null: there is no page for it. */
  href: string | null;
  open: boolean;
  /** What stands for its group. */
  group: React.ReactNode;
}

/** One match: a mail as on a timeline, another record by its kind; with the places that were found. */
export function ResultItem({ item, href, open, group }: ResultItemProps) {
  const t = useT();
  const format = useFormat();
  const { mail } = item;
  const lang = mail?.language ?? undefined;
  const title = item.title.text === '' ? t('timeline.noSubject') : <Marked {...item.title} />;
  return (
    <article className={`${t9.entry} ${open ? t9.open : ''}`}>
      <div className={t9.mark}>
        {mail ? <DirectionMark direction={mail.direction} /> : <KindMark kind={item.kind} />}
      </div>
      <div className={t9.content}>
        <div className={t9.line}>
          {mail ? <People mail={mail} /> : <KindName item={item} />}
          <time className={t9.time} dateTime={item.occurredAt} title={format.dateTime(item.occurredAt)}>
            {format.brief(item.occurredAt)}
          </time>
        </div>
        <div className={t9.subjectLine}>
          {href === null ? (
            <span className={s.title}>{title}</span>
          ) : (
            <Link
              to={href}
              className={t9.subject}
              data-message={mail?.messageId}
              aria-current={open ? 'true' : undefined}
              lang={lang}
              dir="auto"
              preventScrollReset
            >
              {title}
            </Link>
          )}
          {mail?.quarantineReason && <span className={t9.warnTag}>{t('timeline.quarantined')}</span>}
          {item.kind === 'customer' && <Grade grade={item.customers[0]?.grade ?? null} />}
          {mail && item.informationId !== null && (
            <Link to={`/unified/${item.informationId}`} className={t9.tag}>
              {t('search.ofMarket')}
            </Link>
          )}
          {mail?.privateAt && <span className={t9.tag}>{t('search.private')}</span>}
          <AutomaticTag automatic={mail?.automatic ?? null} />
        </div>
        {item.snippets.map((snippet, at) => (
          <SnippetLine key={at} snippet={snippet} item={item} />
        ))}
        {mail && <AttachmentChips messageId={mail.messageId} attachments={plainFiles(item)} />}
        <div className={s.foot}>
          {/* A customer's own record says its name above. */}
          {item.kind !== 'customer' &&
            item.customers.map(({ id, name, grade }) => (
              <Link key={id} to={`/customers/${id}`} className={s.customer}>
                {name} <Grade grade={grade} />
              </Link>
            ))}
          {group}
        </div>
      </div>
    </article>
  );
}

/** A file that was found has a line of its own. */
function plainFiles({ mail, snippets }: SearchItem) {
  const found = new Set(snippets.map(({ partPath }) => partPath));
  return (mail?.attachments ?? []).filter(({ partPath }) => !found.has(partPath));
}

function KindName({ item }: { item: SearchItem }) {
  return <span className={t9.from}>{useKindName()(item.kind)}</span>;
}

function People({ mail }: { mail: NonNullable<SearchItem['mail']> }) {
  const t = useT();
  const [first, ...others] = mail.to;
  return (
    <span className={t9.parties}>
      <span className={t9.from} title={mail.from ? fullName(mail.from) : undefined}>
        {mail.from ? (
          <Marked
            text={partyName(mail.from)}
            ranges={partyName(mail.from) === (mail.from.name ?? mail.from.address) ? mail.from.ranges : []}
          />
        ) : (
          t('timeline.noSender')
        )}
      </span>
      {first && (
        <span className={t9.to} title={mail.to.slice(0, 20).map(fullName).join('\n')}>
          <span aria-hidden> → </span>
          <span className="tp-hidden"> {t('message.to')}: </span>
          {partyName(first)}
          {others.length > 0 && ` ${t('timeline.toMore', { count: others.length })}`}
        </span>
      )}
    </span>
  );
}

function SnippetLine({ snippet, item }: { snippet: Snippet; item: SearchItem }) {
  const t = useT();
  const file = item.mail?.attachments.find(({ partPath }) => partPath === snippet.partPath);
  const ofFile = snippet.place === 'file-name' || snippet.place === 'file-text';
  return (
    <p
      className={ofFile ? s.fileSnippet : t9.preview}
      lang={ofFile ? undefined : (item.mail?.language ?? undefined)}
      dir={ofFile ? 'auto' : textDirection(item.mail?.language ?? null)}
    >
      {ofFile && <FileIcon fileName={file?.fileName ?? null} contentType={file?.contentType ?? ''} />}
      {snippet.place === 'file-text' && file?.fileName && (
        <span className={s.fileName}>{file.fileName}: </span>
      )}
      {snippet.place === 'quoted' && <span className={t9.tag}>{t('search.quoted')}</span>}{' '}
      {snippet.cutBefore && '… '}
      <Marked text={snippet.text} ranges={snippet.ranges} />
      {snippet.cutAfter && ' …'}
    </p>
  );
}
