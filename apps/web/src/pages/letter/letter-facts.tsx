import type { Letter } from '@tradepost/contract';
import { api } from '../../api/instance.ts';
import { FileIcon } from '../../components/file-icon.tsx';
import { useFormat } from '../../format/use-format.ts';
import { useT } from '../../i18n/language.tsx';
import s from './letter.module.css';

/** The head of a letter: from and to whom, what became of it for each, and what goes along. */
export function LetterFacts({ letter }: { letter: Letter }) {
  const t = useT();
  const format = useFormat();
  const states = new Map(letter.recipients.map((one) => [one.address, one]));
  const people = (list: Letter['to']) =>
    list.map(({ address, name }) => {
      const recipient = states.get(address.toLowerCase()) ?? states.get(address);
      return (
        <li key={address}>
          {name ? `${name} <${address}>` : address}
          {recipient && recipient.state !== 'waiting' && (
            <span className={recipient.state === 'accepted' ? s.accepted : s.refused}>
              {' '}
              · {t(`letters.recipient.${recipient.state}`)}
              {recipient.detail && <code className={s.said}>{recipient.detail}</code>}
            </span>
          )}
        </li>
      );
    });
  const files = letter.files.filter(({ contentId }) => contentId === null);
  const rows: [string, React.ReactNode][] = [
    [
      t('letters.from'),
      letter.from &&
        (letter.from.name ? `${letter.from.name} <${letter.from.address}>` : letter.from.address),
    ],
    [t('letters.to'), letter.to.length > 0 && <ul>{people(letter.to)}</ul>],
    [t('letters.cc'), letter.cc.length > 0 && <ul>{people(letter.cc)}</ul>],
    [t('letters.bcc'), letter.bcc.length > 0 && <ul>{people(letter.bcc)}</ul>],
    [t('letters.sentAtLabel'), letter.sentAt && format.dateTime(letter.sentAt)],
    [
      t('letters.files'),
      files.length > 0 && (
        <ul>
          {files.map((file) => (
            <li key={file.id}>
              <FileIcon fileName={file.fileName} contentType={file.contentType} />{' '}
              <a
                href={api.url('getLetterFile', { params: { id: letter.id, fileId: file.id } })}
                download={file.fileName}
              >
                {file.fileName}
              </a>{' '}
              <span className={s.soft}>{format.bytes(file.size)}</span>
            </li>
          ))}
        </ul>
      ),
    ],
  ];
  return (
    <dl className={s.facts}>
      {rows.map(
        ([name, value]) =>
          value && (
            <div key={name} className={s.fact}>
              <dt>{name}</dt>
              <dd>{value}</dd>
            </div>
          ),
      )}
    </dl>
  );
}
