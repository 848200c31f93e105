/**
 * Messages are strings with holes: `{name}` is replaced by a value, `{count|mail|mails}` by the first word
 * where the value is one, else by the second (a language without number, like Chinese, needs only `{count}`).
 */
import type { en } from './en/index.ts';

type Dictionary = typeof en;
/** Another language: the same areas and keys, any text. A missing or a foreign key fails the compiler. */
export type Translation = {
  readonly [A in keyof Dictionary]: { readonly [K in keyof Dictionary[A]]: string };
};

export type MessageKey = {
  [A in keyof Dictionary]: `${A}.${Extract<keyof Dictionary[A], string>}`;
}[keyof Dictionary];

type TextOf<K extends MessageKey> = K extends `${infer A}.${infer L}`
  ? A extends keyof Dictionary
    ? L extends keyof Dictionary[A]
      ? Dictionary[A][L]
      : never
    : never
  : never;

type HoleName<H extends string> = H extends `${infer Name}|${string}` ? Name : H;
type Holes<T> = T extends `${string}{${infer H}}${infer Rest}` ? HoleName<H> | Holes<Rest> : never;

/** What a message needs: nothing, or an object with a value for each hole. */
export type MessageArgs<K extends MessageKey> = [Holes<TextOf<K>>] extends [never]
  ? []
  : [values: { readonly [H in Holes<TextOf<K>>]: string | number }];

export type Translate = <K extends MessageKey>(key: K, ...args: MessageArgs<K>) => string;

/** Makes the function that finds a message and fills its holes; numbers are written as the locale does. */
export function makeTranslate(dictionary: Translation, locale: string): Translate {
  const numbers = new Intl.NumberFormat(locale);
  return (key, ...[values]) => {
    const dot = key.indexOf('.');
    const area = dictionary[key.slice(0, dot) as keyof Translation] as Record<string, string>;
    const text = area[key.slice(dot + 1)] ?? key;
    return values ? fill(text, values as Record<string, string | number>, numbers) : text;
  };
}

function fill(text: string, values: Record<string, string | number>, numbers: Intl.NumberFormat): string {
  return text.replace(/\{([^{}]+)\}/g, (_, hole: string) => {
    const [name = '', one, many] = hole.split('|');
    const value = values[name] ?? '';
    if (one !== undefined && many !== undefined) return value === 1 ? one : many;
    return typeof value === 'number' ? numbers.format(value) : value;
  });
}
