import type { HandoverPage, MailEntry } from '@tradepost/contract';
import { Button, Skeleton } from 'antd';
import type { ReactNode } from 'react';
import { Link, useParams } from 'react-router';
import { api } from '../../api/instance.ts';
import { useApi } from '../../api/use-api.ts';
import { CountryName } from '../../components/country.tsx';
import { ErrorNotice } from '../../components/error-notice.tsx';
import { FileIcon } from '../../components/file-icon.tsx';
import { Grade } from '../../components/grade.tsx';
import { PageHeader } from '../../components/page-header.tsx';
import { cutPreview } from '../../format/cut-preview.ts';
import { useFormat } from '../../format/use-format.ts';
import { useT } from '../../i18n/language.tsx';
import { NotFound } from '../../shell/not-found.tsx';
import page from '../../styles/page.module.css';
import { MarkItem } from '../promise/mark-item.tsx';
import { People } from '../promise/people.tsx';
import s from './handover.module.css';
import { Drafts, OpenTasks } from './open-work.tsx';

/** What a successor must know of a customer, on one page. Opened, it counts as read. */
export default function CustomerHandoverPage() {
  const id = Number(useParams()['id']);
  const { data, error, refetch } = useApi('getHandoverPage', { params: { id } }, { enabled: id > 0 });
  if (!(id > 0) || error?.code === 'not-found') return <NotFound />;
  if (error && !data) return <ErrorNotice error={error} onRetry={() => void refetch()} />;
  if (!data)
    return (
      <div className={page.page} aria-busy>
        <Skeleton active paragraph={{ rows: 10 }} />
      </div>
    );
  return <Loaded data={data} />;
}

function Loaded({ data }: { data: HandoverPage }) {
  const t = useT();
  const format = useFormat();
  const { customer } = data;
  const title = t('handover.pageTitle', { name: customer.name });
  return (
    <div className={page.page}>
      <PageHeader
        title={title}
        heading={
          <span className={s.name}>
            <Grade grade={customer.grade} /> {title}
          </span>
        }
        back={{ to: '/handovers/received', label: t('handover.title') }}
        actions={
          <Link to={`/customers/${customer.id}`}>
            <Button type="primary" tabIndex={-1}>
              {t('handover.openCustomer')}
            </Button>
          </Link>
        }
        intro={
          <span className={s.sub}>
            {customer.country && <CountryName code={customer.country} />}
            <span>
              {t('handover.pageFrom', {
                from: data.fromName,
                to: data.toName,
                day: format.date(data.handedAt),
              })}
            </span>
            {data.byName && <span>{t('handover.pageBy', { name: data.byName })}</span>}
            {data.firstMailAt && <span>{t('handover.since', { day: format.date(data.firstMailAt) })}</span>}
            {data.reason && <span>{data.reason}</span>}
          </span>
        }
      />
      {data.note && <p className={s.note}>{data.note}</p>}
      <div className={s.columns} style={{ marginTop: 18 }}>
        <div>
          <Part title={t('handover.lastExchange')}>
            <Mail title={t('handover.lastIn')} entry={data.lastInbound} customerId={customer.id} />
            <Mail title={t('handover.lastOut')} entry={data.lastOutbound} customerId={customer.id} />
          </Part>
          <Part title={t('handover.openMarks')}>
            {data.marks.length === 0 && <p className={page.soft}>{t('handover.none')}</p>}
            <ul>
              {data.marks.map((mark) => (
                <MarkItem
                  key={mark.id}
                  mark={mark}
                  mayChange={false}
                  href={`/customers/${customer.id}/messages/${mark.messageId}`}
                />
              ))}
            </ul>
          </Part>
        </div>
        <div>
          <Part title={t('handover.tasks')}>
            <OpenTasks tasks={data.tasks} />
          </Part>
          {data.drafts.length > 0 && (
            <Part title={t('handover.drafts')}>
              <Drafts letters={data.drafts} />
            </Part>
          )}
          <Part title={t('handover.planned')}>
            {data.activities.length === 0 && <p className={page.soft}>{t('handover.none')}</p>}
            <ul className={s.plain}>
              {data.activities.map((activity) => (
                <li key={activity.id}>
                  <strong>{activity.plannedAt && format.dateTime(activity.plannedAt)}</strong>{' '}
                  {[activity.person, activity.content, activity.place].filter(Boolean).join(' · ')}
                  {activity.assigneeName && <span className={page.label}> {activity.assigneeName}</span>}
                </li>
              ))}
            </ul>
          </Part>
          <Part title={t('handover.notes', { name: data.fromName })}>
            {data.notes.length === 0 && <p className={page.soft}>{t('handover.none')}</p>}
            <ul className={s.plain}>
              {data.notes.map((note) => (
                <li key={note.id}>
                  <span className={page.label}>{note.doneAt && format.brief(note.doneAt)}</span>{' '}
                  {[note.content, note.result].filter(Boolean).join(' — ')}
                </li>
              ))}
            </ul>
          </Part>
          <Part title={t('handover.files')}>
            {data.files.length === 0 && <p className={page.soft}>{t('handover.none')}</p>}
            <ul className={s.plain}>
              {data.files.map((file) => (
                <li key={`${file.at} ${file.messageId} ${file.partPath} ${file.fileName}`} className={s.file}>
                  <FileIcon fileName={file.fileName} contentType={file.contentType} />
                  {file.messageId && file.partPath ? (
                    <a
                      href={api.url('getAttachment', {
                        params: { id: file.messageId, partPath: file.partPath },
                      })}
                      download={file.fileName ?? ''}
                    >
                      {file.fileName ?? t('timeline.unnamedFile')}
                    </a>
                  ) : (
                    <span>{file.fileName}</span>
                  )}
                  <span className={page.label}>
                    {format.brief(file.at)} · {format.bytes(file.size)}
                  </span>
                </li>
              ))}
            </ul>
          </Part>
        </div>
      </div>
      <h2 className={page.sectionTitle}>{t('handover.people')}</h2>
      {data.people.length === 0 ? (
        <p className={page.soft}>{t('handover.none')}</p>
      ) : (
        <People people={data.people} />
      )}
    </div>
  );
}

function Part({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section className={`${page.sheet} ${s.part}`}>
      <h2>{title}</h2>
      {children}
    </section>
  );
}

interface MailProps {
  title: string;
  entry: MailEntry | null;
  customerId: number;
}

function Mail({ title, entry, customerId }: MailProps) {
  const t = useT();
  const format = useFormat();
  return (
    <div className={s.mail}>
      <h3>
        {title}
        {entry && ` · ${format.dateTime(entry.occurredAt)}`}
      </h3>
      {entry ? (
        <>
          <Link className={s.subject} to={`/customers/${customerId}/messages/${entry.messageId}`} dir="auto">
            {entry.subject || t('timeline.noSubject')}
          </Link>
          <p className={s.preview} dir="auto" lang={entry.language ?? undefined}>
            {cutPreview(entry.preview)}
          </p>
        </>
      ) : (
        <p className={page.soft}>{t('handover.none')}</p>
      )}
    </div>
  );
}
