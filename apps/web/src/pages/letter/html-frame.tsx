interface HtmlFrameProps {
  /** Cleaned by the server. */
  html: string;
  title: string;
  className: string;
}

/** Nothing runs and nothing loads in it, whatever slipped through. */
const HEAD =
  '<!doctype html><meta charset="utf-8"><meta http-equiv="Content-Security-Policy" content="default-src \'none\'; style-src \'unsafe-inline\'">' +
  '<style>body{margin:0;font:14px/1.6 -apple-system,"Segoe UI",Roboto,Arial,"PingFang SC","Microsoft YaHei","Noto Sans CJK SC","Noto Sans Arabic",sans-serif;color:#1c2429;overflow-wrap:anywhere}</style>';

/** HTML of ours to look at, apart from the page. */
export const HtmlFrame = ({ html, title, className }: HtmlFrameProps) => (
  <iframe className={className} title={title} sandbox="" srcDoc={HEAD + html} />
);
