/**
 * The words that people of each language cannot write two sentences without, chosen to tell the languages
 * apart (a word of several languages counts for each). ISO 639-1 → lower-case words.
 */
const LATIN: Record<string, string> = {
  en: 'the and of to is are was you your we our for with this that please have has will would can be it from at as not attached thank thanks regards dear need could let know any if on in by or been their which when what hi hello my me',
  es: 'el la los las de que y en un una por para con su sus nos es está estamos gracias saludos adjunto adjunta favor hola estimado estimada estimados usted ustedes más como pero muy hemos podemos puede quedamos le les del al se lo si sí este esta sobre también',
  pt: 'o a os as de que e em um uma por para com seu sua não nos é está estamos obrigado obrigada atenciosamente anexo favor olá prezado prezada prezados você vocês mais como mas muito do da dos das no na ao pelo pela se este esta também segue são foi temos gostaríamos',
  fr: 'le la les de des et en un une pour avec votre vos nous vous est sont ne pas que qui dans sur merci cordialement bonjour ci-joint veuillez je il elle ce cette ces par au aux du mais plus bien avons avez être notre nos si',
  de: 'der die das und ist sind wir sie ihr ihre ihren ihnen für mit von zu den dem des ein eine einen nicht auf im in bitte danke grüße grüßen hallo sehr geehrte geehrter geehrten damen herren anbei können haben wird werden wurde auch noch uns unser unsere als bei nach oder aber ich es dass',
  it: 'il lo la gli le di che e un una per con vostro vostra vostri noi voi è sono non in del della dei delle dal alla al nel nella grazie saluti cordiali buongiorno allegato allegata gentile più come ma molto questo questa abbiamo potete si da anche vi ci',
  nl: 'de het een en van is zijn wij we u uw voor met niet op in te dat die deze dit aan bij naar ook nog ons onze graag bedankt dank groet groeten beste hallo bijlage kunt kunnen hebben heeft wordt worden zou als maar om er geachte',
  pl: 'i w na z do nie jest są że się o od po za dla przez przy jak ale oraz czy proszę dziękuję dziękujemy pozdrawiam pozdrowieniami dzień dobry szanowni państwo państwa załączeniu załącznik mamy możemy będzie nasz nasze naszej prosimy to ten ta pan pani',
  tr: 've bir bu için ile de da olarak olan çok daha gibi ne mi mı var yok lütfen teşekkürler teşekkür ederim ederiz saygılarımla selamlar merhaba sayın ekte ekteki siz sizin bize biz kadar sonra olduğunu değil en rica iyi günler',
  ro: 'și de la în cu pe nu este sunt un o să că din pentru care mai vă ne dumneavoastră mulțumesc mulțumim salut bună ziua stimate atașat rugăm vom avem sau dar fost cele lui ale prin acest această cu stimă',
  hu: 'a az és hogy nem is egy van meg kell ez azt köszönöm köszönjük üdvözlettel tisztelt kérem kérjük mellékelten csatolva önök vagy csak már még de ha volt lesz kedves szeretnénk nap',
  cs: 'a v na se je že s z do pro od po jsou není jak ale nebo které která který prosím děkuji děkujeme dobrý den pozdravem vážený vážená příloze zasíláme můžete budeme máme jsme to o k bychom také ještě',
  sk: 'a v na sa je že s z do pre od po sú nie ako ale alebo ktoré ktorá ktorý prosím ďakujem ďakujeme dobrý deň pozdravom vážený vážená prílohe zasielame môžete budeme máme sme to o k by tiež ešte',
  sv: 'och att det är en ett på som för med av till inte den vi ni har kan från om eller men ska skulle tack hej vänliga hälsningar bifogat bifogad vår våra er era så också mycket hälsning jag du',
  da: 'og at det er en et på som for med af til ikke den vi har kan fra om eller men skal ville tak hej venlig hilsen vedhæftet vores jeres så også meget jeg du blev været efter mvh kære venligst',
  no: 'og at det er en et på som for med av til ikke den vi har kan fra om eller men skal ville takk hei vennlig hilsen vedlagt vår våre deres så også mye jeg du ble vært etter mvh kjære vennligst dere',
  fi: 'ja on ei se että hän oli kun mutta tai jos niin kuin myös ovat voi olla meidän teidän kiitos terveisin hei ystävällisin liitteenä olemme voitte tämä kanssa mitä joka sekä vielä hyvä pyydämme terveisiin',
  vi: 'và của là có không cho với được trong các một những này đã để chúng tôi bạn xin vui lòng cảm ơn kính gửi trân trọng đính kèm anh chị quý công ty về theo từ khi nếu sẽ cần hàng',
  id: 'dan yang di untuk dengan ini itu dari ke pada adalah kami anda tidak akan bisa dapat mohon terima kasih salam hormat terlampir bapak ibu sudah juga atau oleh kita kepada sebagai telah ada tolong silakan karena',
  ms: 'dan yang di untuk dengan ini itu dari ke pada adalah kami anda tidak akan boleh dapat sila terima kasih salam hormat dilampirkan encik puan sudah juga atau oleh kita kepada sebagai telah ada tolong kerana ialah tersebut',
  hr: 'i u na je se da za od s su nije kao ali ili koje koja koji molim molimo hvala pozdrav poštovani poštovana prilogu šaljemo možete ćemo imamo smo to o vas vam dobar dan lijep srdačan također što biste',
  sl: 'in v na je se da za od s z so ni kot ampak ali ki prosim prosimo hvala pozdrav spoštovani spoštovana prilogi pošiljamo lahko bomo imamo smo to o vas vam dober dan lep tudi kaj še bi',
  lt: 'ir yra kad su į iš bei ar ne taip bet kaip mes jūs jūsų mūsų ačiū dėkojame laba diena pagarba prašome priede pridedame dėl už nuo prie apie bus buvo gali dar',
  lv: 'un ir ka ar uz no par vai ne bet kā mēs jūs jūsu mūsu paldies labdien ar cieņu lūdzu pielikumā nosūtām pie pēc būs bija var vēl lai šo',
  et: 'ja on ei see et kui aga või ning meie teie palun tänan täname tere lugupidamisega manuses saadame kas oma ka oli saab veel lugupeetud päevast meil teil',
  ca: 'el la els les de que i en un una per amb seu seva nosaltres és està estem gràcies salutacions adjunt adjuntem si us plau hola benvolgut més com però molt hem podem del al es aquest aquesta també',
  sq: 'dhe e të në me për nga një që është janë nuk por si ju juve ne tonë faleminderit përshëndetje i nderuar bashkëngjitur lutem mund do ka kemi',
  sw: 'na ya wa kwa ni katika za la kuwa hii hiyo tafadhali asante habari yetu yako sisi wewe lakini au kama pia sana',
  tl: 'ang ng sa mga na at ay po namin ninyo kami inyo salamat magandang para hindi kung ito lamang din naman pakisuyo',
  az: 'və bir bu üçün ilə də da olaraq olan çox daha kimi nə var yox zəhmət olmasa təşəkkür edirik hörmətlə salam hörmətli sizin bizim biz siz qədər sonra deyil',
  uz: 'va bir bu uchun bilan ham kerak iltimos rahmat hurmat salom assalomu alaykum hurmatli sizning bizning biz siz emas edi bor',
};

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

function index(words: Record<string, string>): ReadonlyMap<string, readonly string[]> {
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

/** Word → the languages that use it, per alphabet. */
export const FUNCTION_WORDS: Record<Alphabet, ReadonlyMap<string, readonly string[]>> = {
  latin: index(LATIN),
  cyrillic: index(CYRILLIC),
  arabic: index(ARABIC),
};
