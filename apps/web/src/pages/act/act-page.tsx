/** What a link in a reminder mail opens: nothing happens before a press, and no sign-in is asked for. */
import type { LinkedTask } from '@tradepost/contract';
import { Button, Form, Input, Skeleton } from 'antd';
import { useEffect, useRef, useState } from 'react';
import { Link, useParams, useSearchParams } from 'react-router';
import { useApi, useWrite } from '../../api/use-api.ts';
import { ErrorNotice } from '../../components/error-notice.tsx';
import { useFormat } from '../../format/use-format.ts';
import { type Locale, useLanguage } from '../../i18n/language.tsx';
import { Entrance } from '../../session/entrance.tsx';
import { noonOf } from '../today/use-task-words.ts';
import s from './act.module.css';

export default function ActPage() {
  const { t } = useLanguage();
  const { token = '' } = useParams();
  const { data: task, error, isPending, refetch } = useApi('getLinkedTask', { params: { token } });
  const [acted, setActed] = useState<LinkedTask | null>(null);
  useOwnLanguage(task?.locale);
  if (isPending)
    return (
      <Entrance title={t('act.title')}>
        <Skeleton active paragraph={{ rows: 4 }} title={false} />
      </Entrance>
    );
  if (error)
    return (
      <Entrance
        title={t('act.goneTitle')}
        {...(error.code === 'not-found' ? { text: t('act.goneText') } : {})}
      >
        {error.code === 'not-found' ? (
          <ToProduct />
        ) : (
          <ErrorNotice error={error} onRetry={() => void refetch()} />
        )}
      </Entrance>
    );
  return <Open token={token} task={acted ?? task} acted={acted !== null} onActed={setActed} />;
}

/** The mail was in this language; a choice that was made in this browser before stays. */
function useOwnLanguage(locale: Locale | undefined): void {
  const { setLocale } = useLanguage();
  const done = useRef(false);
  useEffect(() => {
    if (locale === undefined || done.current) return;
    done.current = true;
    setLocale(locale);
  }, [locale, setLocale]);
}

interface OpenProps {
  token: string;
  task: LinkedTask;
  acted: boolean;
  onActed: (task: LinkedTask) => void;
}

function Open({ token, task, acted, onActed }: OpenProps) {
  const { t } = useLanguage();
  const format = useFormat();
  const act = useWrite('actByLink', { onSuccess: onActed });
  const title = task.customerName ?? task.title ?? t('act.title');
  const kind = t(`taskKind.${task.kind}` as 'taskKind.follow-up');
  if (task.state === 'closed')
    return (
      <Entrance title={title} text={`${kind} · ${closedWords(t, task, acted)}`}>
        <ToProduct />
      </Entrance>
    );
  if (!task.yours)
    return (
      <Entrance title={title} text={t('act.notYours', { name: task.userName })}>
        <ToProduct />
      </Entrance>
    );
  if (acted)
    return (
      <Entrance
        title={title}
        text={`${kind} · ${t('act.movedTo', { day: format.longDate(noonOf(task.dueOn)) })}`}
      >
        <ToProduct />
      </Entrance>
    );
  return (
    <Entrance
      title={title}
      text={`${kind} · ${t('act.dueOn', { day: format.longDate(noonOf(task.dueOn)) })}`}
    >
      {task.title !== null && task.customerName !== null && <p className={s.words}>{task.title}</p>}
      <Choice
        task={task}
        busy={act.isPending}
        onDone={(note) =>
          act.mutate({ params: { token }, body: { does: 'done', ...(note === '' ? {} : { note }) } })
        }
        onPutOff={(on) => act.mutate({ params: { token }, body: { does: 'put-off', on } })}
      />
      {act.error && <ErrorNotice error={act.error} />}
      <p className={s.who}>{t('act.inNameOf', { name: task.userName })}</p>
    </Entrance>
  );
}

type T = ReturnType<typeof useLanguage>['t'];

function closedWords(t: T, task: LinkedTask, acted: boolean): string {
  if (acted) return t('act.doneNow');
  return task.closedByName === null ? t('act.doneBefore') : t('act.doneBy', { name: task.closedByName });
}

interface ChoiceProps {
  task: LinkedTask;
  busy: boolean;
  onDone: (note: string) => void;
  onPutOff: (on: string) => void;
}

/** What the link was for stands first. */
function Choice({ task, busy, onDone, onPutOff }: ChoiceProps) {
  const { t } = useLanguage();
  const format = useFormat();
  const [query] = useSearchParams();
  const [note, setNote] = useState('');
  const [day, setDay] = useState('');
  const wanted = query.get('do');
  const done = (
    <div className={s.part} key="done">
      <Form.Item label={t('act.note')} layout="vertical">
        <Input.TextArea
          value={note}
          onChange={({ target }) => setNote(target.value)}
          maxLength={2000}
          autoSize={{ minRows: 2, maxRows: 6 }}
          placeholder={t('act.noteHint')}
        />
      </Form.Item>
      <Button
        type={wanted === 'tomorrow' || wanted === 'next-week' ? 'default' : 'primary'}
        size="large"
        block
        loading={busy}
        onClick={() => onDone(note.trim())}
      >
        {t('act.done')}
      </Button>
    </div>
  );
  // On a Friday the next day on which people work is not the morrow.
  const dayOf = (day: string) => (
    <small className={s.day}>
      {format.weekday(noonOf(day))} {format.brief(noonOf(day))}
    </small>
  );
  const later = task.canWait && (
    <div className={s.later} key="later">
      <Button
        size="large"
        type={wanted === 'tomorrow' ? 'primary' : 'default'}
        disabled={busy}
        onClick={() => onPutOff(task.tomorrow)}
      >
        {t('act.tomorrow')}
        {dayOf(task.tomorrow)}
      </Button>
      <Button
        size="large"
        type={wanted === 'next-week' ? 'primary' : 'default'}
        disabled={busy}
        onClick={() => onPutOff(task.nextWeek)}
      >
        {t('act.nextWeek')}
        {dayOf(task.nextWeek)}
      </Button>
      <Input
        type="date"
        size="large"
        value={day}
        min={task.firstDay}
        aria-label={t('act.otherDay')}
        disabled={busy}
        onChange={({ target }) => setDay(target.value)}
      />
      <Button size="large" disabled={busy || day < task.firstDay} onClick={() => onPutOff(day)}>
        {t('act.otherDay')}
      </Button>
    </div>
  );
  return wanted === 'tomorrow' || wanted === 'next-week' ? [later, done] : [done, later];
}

function ToProduct() {
  const { t } = useLanguage();
  return (
    <Link to="/">
      <Button block>{t('act.toProduct')}</Button>
    </Link>
  );
}
