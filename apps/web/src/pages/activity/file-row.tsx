import type { CustomerFile } from '@tradepost/contract';
import { Link } from 'react-router';
import { api } from '../../api/instance.ts';
import { DirectionMark } from '../../components/direction.tsx';
import { FileIcon } from '../../components/file-icon.tsx';
import { useFileTextNote } from '../../components/use-file-text-note.ts';
import { useFormat } from '../../format/use-format.ts';
import { useT } from '../../i18n/language.tsx';
import s from './activity.module.css';

/** One file: its name to download, where it stands, which way it went, how large, when. */
export function FileRow({ file, customerId }: { file: CustomerFile; customerId: number }) {
  const t = useT();
  const format = useFormat();
  const note = useFileTextNote()(file);
  return (
    <li className={s.fileRow}>
      <span className={s.fileKind}>
        <FileIcon {...file} />
      </span>
      <div className={s.fileText}>
        <a className={s.fileLink} href={addressOf(file)} download={file.fileName ?? ''} dir="auto">
          {file.fileName ?? t('timeline.unnamedFile')}
        </a>
        <div className={s.fileOf}>
          {file.messageId === null ? (
            file.activityKind && t(`activities.${file.activityKind}`)
          ) : (
            <Link to={`/customers/${customerId}/messages/${file.messageId}?tab=files`}>
              {file.subject || t('timeline.noSubject')}
            </Link>
          )}
          {file.times > 1 && ` · ${t('activities.filesTimes', { count: file.times })}`}
        </div>
        {note !== null && <div className={s.fileNote}>{note}</div>}
      </div>
      <span className={s.hideOnPhone}>
        {file.direction && <DirectionMark direction={file.direction} word />}
      </span>
      <span className={`${s.right} ${s.hideOnPhone}`}>{format.bytes(file.size)}</span>
      <time className={s.right} dateTime={file.at} title={format.dateTime(file.at)}>
        {format.brief(file.at)}
      </time>
    </li>
  );
}

function addressOf({ messageId, partPath, activityId, fileId }: CustomerFile): string {
  return messageId !== null
    ? api.url('getAttachment', { params: { id: messageId, partPath: partPath ?? '' } })
    : api.url('getActivityFile', { params: { id: activityId ?? 0, fileId: fileId ?? 0 } });
}
