import { type Ref, useEffect, useImperativeHandle, useRef, useState } from 'react';
import { useSay } from '../components/use-say.ts';
import { useT } from '../i18n/language.tsx';
import s from './editor.module.css';
import { type OpenEditor, openEditor, type Picture } from './open-editor.ts';
import { LinkModal } from './link-modal.tsx';
import { Toolbar } from './toolbar.tsx';

export interface RichEditorProps {
  ref?: Ref<OpenEditor | null>;
  /** What it begins with; later changes of it are not looked at: use `setHtml`. */
  html: string;
  label: string;
  placeholder: string;
  srcOf?: (cid: string) => string | null;
  /** Where pictures can be kept; without it there are none in the text. */
  addPicture?: (file: Blob) => Promise<Picture | null>;
  onFiles?: (files: File[]) => void;
  onChange: () => void;
  onSend?: () => void;
  /** What stands below the text, within the same paper. */
  children?: React.ReactNode;
}

const nothing = () => undefined;

/** A text with its form: typed, pasted from anywhere, with tables, lists, links and pictures. */
export function RichEditor(props: RichEditorProps) {
  const { ref, html, label, placeholder, children } = props;
  const t = useT();
  const say = useSay();
  const place = useRef<HTMLDivElement>(null);
  const [editor, setEditor] = useState<OpenEditor | null>(null);
  const [, drawAgain] = useState(0);
  const [linking, setLinking] = useState(false);
  // The surface is made once; what it calls is always the newest.
  const now = useRef({ ...props, say, t });
  useEffect(() => {
    now.current = { ...props, say, t };
  });
  const first = useRef({ html, label, placeholder, withPictures: props.addPicture !== undefined });

  useEffect(() => {
    const element = place.current;
    if (element === null) return;
    const begin = first.current;
    const made = openEditor(element, {
      ...begin,
      srcOf: (cid) => now.current.srcOf?.(cid) ?? null,
      addPicture: begin.withPictures
        ? (file) => now.current.addPicture?.(file) ?? Promise.resolve(null)
        : null,
      onFiles: (files) => now.current.onFiles?.(files),
      onChange: () => now.current.onChange(),
      onSelection: () => drawAgain((count) => count + 1),
      onSend: () => (now.current.onSend ?? nothing)(),
      onLink: () => setLinking(true),
      onPicturesLeftOut: (count) => now.current.say.done(now.current.t('editor.picturesLeftOut', { count })),
    });
    setEditor(made);
    return () => made.destroy();
  }, []);
  useImperativeHandle<OpenEditor | null, OpenEditor | null>(ref, () => editor, [editor]);

  return (
    <div className={s.editor}>
      {editor && (
        <Toolbar
          editor={editor}
          onLink={() => setLinking(true)}
          {...(props.addPicture ? { onPictures: (files) => editor.addPictures(files) } : {})}
        />
      )}
      <div className={s.paper}>
        <div ref={place} className={s.text} />
        {children}
      </div>
      {editor && linking && <LinkModal editor={editor} onClose={() => setLinking(false)} />}
    </div>
  );
}
