import { LATIN_WORDS } from './latin-words.ts';

/** As in `latin-words.ts`, for languages that share another alphabet. ISO 639-1 → lower-case words. */
const CYRILLIC: Record<string, string> = {
  ru: 'и в на не что с по это для как от из к у вы мы вас вам нас нам ваш наш просим прошу пожалуйста спасибо здравствуйте добрый день уважением уважаемые уважаемый во вложении если будет был есть также или но можете нужно до о за при',
  uk: 'і в на не що з по це для як від із до у ви ми вас вам нас нам ваш наш просимо прошу будь ласка дякую дякуємо вітаю добрий день повагою шановні шановний вкладенні якщо буде був є також або але можете потрібно та й про за при',
  bg: 'и в на не че с по това за как от са до у вие ние ви ни ваш наш моля благодаря благодарим здравейте добър ден поздрави уважаеми приложение ако ще беше е също или но можете трябва да се със към при който',
  sr: 'и у на не да са по то за као од је до ви ми вас вам нас нам ваш наш молим молимо хвала поздрав добар дан поштовани прилогу ако ће био су такође или али можете треба се',
  mk: 'и во на не дека со по тоа за како од се до вие ние ве ви ваш наш ве молам благодарам благодариме здраво добар ден поздрав почитувани прилог ако ќе беше е исто или но можете треба да',
  be: 'і ў у на не што з па гэта для як ад да вы мы вас вам нас нам ваш наш просім калі ласка дзякуй вітаю добры дзень павагай паважаныя будзе быў ёсць таксама або але можаце трэба',
  kk: 'және мен бұл үшін бен да де бір болып туралы сіз біз сіздің біздің рахмет сәлеметсіз құрметпен құрметті өтінеміз бар жоқ керек еді дейін кейін',
  mn: 'ба нь бол энэ тэр та бид таны манай баярлалаа сайн байна уу хүндэтгэсэн хавсралт болон байгаа байх гэж',
};

const ARABIC: Record<string, string> = {
  ar: 'في من على إلى أن هذا هذه التي الذي عن مع كان لا ما هل نحن لكم لكن شكرا تحية طيبة السيد السادة المحترم يرجى مرفق و أو بعد قبل كل تم نرجو السلام عليكم',
  fa: 'و در به از که این است را با برای آن یک ما شما می خود تا کرد بر هم لطفا باشد شده سلام احترام تشکر جناب آقای خانم پیوست کنید نیست های ای هستیم',
  ur: 'کے کی کا ہے میں اور سے کو پر یہ ہیں نے آپ ہم کہ شکریہ براہ کرم جناب السلام علیکم',
};

export type Alphabet = 'latin' | 'cyrillic' | 'arabic';

/** Word → the languages that use it. */
export type LanguagesOfWords = ReadonlyMap<string, readonly string[]>;

function index(words: Record<string, string>): LanguagesOfWords {
  const languagesOf = new Map<string, string[]>();
  for (const [language, list] of Object.entries(words)) {
    for (const word of new Set(list.split(' '))) {
      const languages = languagesOf.get(word);
      if (languages === undefined) languagesOf.set(word, [language]);
      else languages.push(language);
    }
  }
  return languagesOf;
}

export const FUNCTION_WORDS: Record<Alphabet, LanguagesOfWords> = {
  latin: index(LATIN_WORDS),
  cyrillic: index(CYRILLIC),
  arabic: index(ARABIC),
};
