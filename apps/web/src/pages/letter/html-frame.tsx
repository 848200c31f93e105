interface HtmlFrameProps {
  /** Cleaned by the server. */
  html: string;
  title: string;
  className: string;
  /** As high as its text, about: what is in it cannot say. */
  fits?: boolean;
}

/** Nothing runs and nothing loads in it, whatever slipped through. */
const HEAD =
  '<!doctype html><meta charset="utf-8"><meta http-equiv="Content-Security-Policy" content="default-src \'none\'; style-src \'unsafe-inline\'">' +
  '<style>body{margin:0;font:14px/1.6 -apple-system,"Segoe UI",Roboto,Arial,"PingFang SC","Microsoft YaHei","Noto Sans CJK SC","Noto Sans Arabic",sans-serif;color:#1c2429;overflow-wrap:anywhere}</style>';

/** Pixels, of a text in a column of middling width. */
function heightOf(html: string): number {
  // An empty line is a break in its own block: one line, not two.
  const lines = html
    .replace(/<br\b[^>]*>\s*(?=<\/(?:p|div)>)/gi, '')
    .split(/<(?:\/(?:p|div|li|tr|h\d)|br)\b[^>]*>/i);
  const rows = lines.reduce(
    (sum, line) => sum + Math.ceil((line.replace(/<[^>]*>/g, '').length + 1) / 70),
    0,
  );
  return Math.min(480, Math.max(110, 40 + rows * 32));
}

/** HTML of ours to look at, apart from the page. Another text is another frame: one that still loads would keep the first. */
export const HtmlFrame = ({ html, title, className, fits = false }: HtmlFrameProps) => (
  <iframe
    key={html}
    className={className}
    title={title}
    sandbox=""
    srcDoc={HEAD + html}
    {...(fits ? { style: { height: heightOf(html) } } : {})}
  />
);
