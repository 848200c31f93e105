/** Letters of a text by script. */
export interface ScriptCounts {
  latin: number;
  cyrillic: number;
  arabic: number;
  hebrew: number;
  greek: number;
  thai: number;
  devanagari: number;
  georgian: number;
  armenian: number;
  han: number;
  kana: number;
  hangul: number;
}

/** Counts by the blocks of the Unicode standard (Blocks.txt); code units are enough, the rare planes tell nothing. */
export function countScripts(text: string): ScriptCounts {
  const counts: ScriptCounts = {
    latin: 0,
    cyrillic: 0,
    arabic: 0,
    hebrew: 0,
    greek: 0,
    thai: 0,
    devanagari: 0,
    georgian: 0,
    armenian: 0,
    han: 0,
    kana: 0,
    hangul: 0,
  };
  for (let i = 0; i < text.length; i++) {
    const c = text.charCodeAt(i);
    if (c < 0x41) continue;
    if (c < 0x370) {
      if (c >= 0xc0 ? c !== 0xd7 && c !== 0xf7 && c < 0x300 : (c & 0xdf) >= 0x41 && (c & 0xdf) <= 0x5a)
        counts.latin++;
    } else if (c < 0x400) counts.greek++;
    else if (c < 0x530) counts.cyrillic++;
    else if (c < 0x590) counts.armenian++;
    else if (c < 0x600) counts.hebrew++;
    else if (c < 0x780) counts.arabic++;
    else if (c >= 0x900 && c < 0x980) counts.devanagari++;
    else if (c >= 0xe00 && c < 0xe80) counts.thai++;
    else if (c >= 0x10a0 && c < 0x1100) counts.georgian++;
    else if (c >= 0x1e00 && c < 0x1f00) counts.latin++;
    else if (c >= 0x1f00 && c < 0x2000) counts.greek++;
    else if (c >= 0x3041 && c < 0x3100) counts.kana++;
    else if ((c >= 0x3400 && c < 0xa000) || (c >= 0xf900 && c < 0xfb00)) counts.han++;
    else if (c >= 0xac00 && c < 0xd7b0) counts.hangul++;
    else if ((c >= 0xfb50 && c < 0xfe00) || (c >= 0xfe70 && c < 0xff00)) counts.arabic++;
  }
  return counts;
}
