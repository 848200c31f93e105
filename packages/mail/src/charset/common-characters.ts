/** Characters that make up most of a text in a language; what a wrong decoding yields is hardly ever among them. */

const simplified =
  '的一是不了在人有我他这个们中来上大为和国地到以说时要就出会可也你对生能而子那得于着下自之年过发后作里用道行所然家' +
  '事成方多经么去法学如都同现当没动面起看定天分还进好小部其些主样理心本前开但因只从想实日军者意无力它与长把机十民第公此' +
  '已工使情明性知全三又关点正业外将两高间由问很最重并物手应向头文体政美相见被利什二等产或新己制身果加话合回特代内信表化' +
  '给位次度门任常先海通教原东声提立及比员解水名真论处走义各入几口认条平系气题更别打四总何电数安少报才结反受目太量再感建务' +
  '做接必场件计管期市直金指许统区保至形便空治展司五基书非则听白却界达放强即难且权王完设式色路记南品住告类求据程北边张该交' +
  '规万取格望确传师观清今切让识候带导争运您请谢尊敬先生女士经理邮附件价货单订购买卖供商样船港装箱柜发票合同付款银行账户汇' +
  '询盘客户司限贸易进出材料型号规格包装交期样板图片联系电话传真地址网站广州深圳上海浙江宁波义乌厦门青岛温台杭苏欧非亚洲周';
const traditional =
  '這個們來為國說時會對過發後裡還進樣從實無與長機經應頭體見產話給門員處義幾認條氣題別總電數報結務場計買賣單訂貨價請謝' +
  '敬啟關於貴公司您好附件詢盤報價樣品裝箱發票銀行匯款聯絡電話傳真地址臺灣香港高雄北縣區號樓業貿易進出口廠製造';
const kana =
  'のにをはがでとてしたいるますかなくれらりさもこそうおよけあめどんせきつちへえわスルントラクイドリアジシメロタレフマーテ';
const japanese = '様株式会社御願致送付件返信見積書注文商品担当者宜申上何卒下記連絡確認年月日本東京大阪';
const hangul =
  '이다는을에의가고를은한하도로서사지기어있으그나들것시수대해자리아정보일인제전주부장구원과여세상요니안면위성신무만동' +
  '오경조우실습감합공연산메일견적발송회문의드립당선물화번호';
/** Alphabets: letters that are frequent, and those between. The rest are rare. */
const frequentLetters = 'оеаинтсрвл' + 'αοιετσνηυρς' + 'יוהלאמתרבש' + 'اليمنوتربه';
const middlingLetters = 'кмдпуяыьгзбі' + 'κπμλωάέήίόύώγδ' + 'נדקעחפםן' + 'عدفقسحكجطةى';

const weights = new Map<number, number>();
for (const [characters, weight] of [
  [simplified, 2],
  [traditional, 2],
  [kana, 2],
  [japanese, 2],
  [hangul, 2],
  ['，。、：；！？（）《》「」“”‘’', 1.5],
  [frequentLetters, 1],
  [middlingLetters, 0.6],
] as const) {
  for (const character of characters) weights.set(character.codePointAt(0) as number, weight);
}

/** How much a character speaks for the decoding that yielded it; 0 where it says nothing. */
export function commonWeight(codePoint: number): number {
  return weights.get(codePoint) ?? 0;
}
