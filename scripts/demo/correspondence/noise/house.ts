/** Mail within the house, and with its suppliers and forwarders: Chinese, mostly GBK. */
import { workingTime } from '../calendar.ts';
import { COLLEAGUES, COMPANY } from '../company.ts';
import { pictureOf } from '../documents/pool.ts';
import { PRODUCTS } from '../products.ts';
import type { Random } from '../random.ts';
import type { Span } from '../timeline.ts';
import type { Letter, Party } from '../types.ts';
import { simpleLetter, stranger } from './strangers.ts';

const { helen, leo, lucia, victor } = COLLEAGUES;
const SALES = [leo, lucia, victor];

const FORWARDER = stranger('周丽', 'zhouli@haichuan-freight.example', 'zh', 'foxmail', 480, [
  '宁波海川国际货运代理有限公司',
  '操作部',
  'Tel: 0574-5555 0270',
]);
const FACTORY = stranger('老徐', 'xu@yuyao-chengxin.example', 'zh', 'qq', 480, ['余姚诚信电镀厂']);
const BOXES = stranger('蔡经理', 'cai_printing88@freemail.example', 'zh', 'coremail', 480, ['彩印包装']);
const BROKER = stranger('报关 小孙', 'sun@yongguan-customs.example', 'zh', 'foxmail', 480, ['甬关报关行']);

/** Months (1 to 12) of what is not written all the year round. */
const MONTHS: Readonly<Record<string, readonly number[]>> = {
  广交会参展安排: [3, 9],
  春节放假及值班: [1],
  季度业绩: [1, 4, 7, 10],
  宁波港台风停工通知: [7, 8, 9],
  春季运价总表: [2, 3],
};

const TO_TEAM = [
  [
    '本周例会纪要',
    '一、各区域在谈订单：德国和美国各一个大单，本月要签下来。\n二、逾期尾款两笔，责任人本周内跟到水单。\n三、样品间周五整理。',
    '请各位周四下班前把跟进表更新好。',
  ],
  ['广交会参展安排', '展位还是12.1馆，样品清单已定稿，名片各带两盒。', '客户预约请提前发给我汇总。'],
  [
    '关于客户投诉的处理时限',
    '重申一遍：收到投诉当天要回复客户，三天内给方案。拖着不回，客户就没了。',
    '有困难直接找我。',
  ],
  ['钢材价格通知', '材料商通知下周起涨80元/吨，报价有效期请控制在30天以内，大单先问我。', ''],
  ['春节放假及值班', '工厂腊月二十三开始停炉，办公室值班表见下，节前的柜子请尽快订舱。', '祝大家新年快乐！'],
  [
    '账户安全提醒',
    '最近有同行的客户收到假冒改账号邮件。凡涉及银行账户的邮件一律电话核实，PI上那句话不要删。',
    '转发给各自客户提醒一下。',
  ],
  ['季度业绩', '本季度出运32个柜，同比增加三个。德语区增长最快，中东回款偏慢。', '下季度目标另发。'],
];
const TO_MANAGER = [
  ['{product} 价格申请', '客户目标价低于底价两个点，量是三个柜一年，想申请特批。', '您看可以吗？'],
  ['客户返单毛利', '这单按新钢价算毛利只有9个点，运费还要我们吃一部分，先跟您打个招呼。', ''],
  ['样品费用报销', '上月寄样快递费清单见附件，请审批。', '谢谢！'],
  ['请假', '下周三上午去办签证，客户那边已经交代好，急事打手机。', ''],
  [
    '{product} 客户要来验厂',
    '客户采购总监月底来，要看热处理和包装线，麻烦您安排一下车间。',
    '行程表我随后发。',
  ],
];
const ANSWERS = [
  '可以，注意付款方式。',
  '同意，下不为例。',
  '收到。',
  '先别答应，下午当面说。',
  '好的，辛苦。',
  '这个我和老板商量一下，明天答复。',
];
const FREIGHT = [
  ['美西线最新运价', '附件是下周的运价，大柜比上周降了150美元，舱位偏紧，要订的请尽快。'],
  ['放舱通知', '您司订舱已放，截单周四12:00，截港周五18:00，请安排拖车。'],
  ['提单确认', '提单样本请核对，今天下班前确认，否则产生改单费。'],
  ['甩柜通知', '非常抱歉，船公司爆舱，贵司一票被甩到下一航次，我们在争取。'],
  ['滞箱费提醒', '目的港免箱期还剩三天，请提醒收货人尽快提柜。'],
];
const PLATING = [
  ['电镀进度', '{product}那批明天出槽，后天送到你们仓库，量差不多齐了。'],
  ['环保检查停产通知', '区里检查，我们要停五天，你们那单只能往后排，抱歉。'],
  ['电镀对账单', '上月加工费对好了，核对无误请盖章回传，月底安排付款。'],
  ['报价 {product}电镀', '新报价如下：含税每套涨0.15元，主要是锌价上去了。'],
];
const PRINTING = [
  ['{product}彩盒打样', '{product}彩盒样已快递，红色按潘通号调过，请确认后印大货。'],
  ['彩盒交货', '{product}的彩盒后天送到，一共四托，请安排收货。'],
  ['彩盒对账单', '上月货款对好了，核对无误请盖章回传，月底安排付款。'],
  ['纸价调整', '白板纸又涨了，下月起彩盒单价上调3%，请知悉。'],
];

/** @returns some two hundred letters: house, freight and supply. */
export function houseLetters(span: Span, rng: Random): Letter[] {
  const letters: Letter[] = [];
  const fill = (text: string) => text.replace('{product}', () => rng.pick(PRODUCTS).names.zh);
  const room = span.until.getTime() - span.from.getTime();
  const moment = () => workingTime(rng, new Date(span.from.getTime() + rng.next() * room), [0, 9], 480);
  /** A moment in the season of such a letter, where it has one. */
  const momentOf = (subject: string) => {
    const months = MONTHS[subject];
    for (let draw = 0; months !== undefined && draw < 200; draw++) {
      const at = moment();
      if (months.includes(at.getUTCMonth() + 1)) return at;
    }
    return moment();
  };
  const body = (lines: readonly string[], sign: string) =>
    ['', ...lines.slice(1).map(fill), sign].filter((line) => line !== '');
  const push = (letter: Letter) => {
    letters.push(letter);
    return letter;
  };

  for (let i = 0; i < 26; i++) {
    const lines = rng.pick(TO_TEAM);
    push(
      simpleLetter(rng, {
        from: helen,
        to: SALES,
        subject: `${lines[0]}`,
        paragraphs: ['各位：', ...body(lines, helen.nameZh)],
        date: momentOf(`${lines[0]}`),
        kind: 'internal',
        language: 'zh',
      }),
    );
  }
  for (let i = 0; i < 34; i++) {
    const from = rng.pick(SALES);
    const lines = rng.pick(TO_MANAGER);
    const asked = push(
      simpleLetter(rng, {
        from,
        to: [helen],
        subject: fill(lines[0] ?? ''),
        paragraphs: ['沈经理，', ...body(lines, from.nameZh)],
        date: moment(),
        kind: 'internal',
        language: 'zh',
      }),
    );
    if (rng.chance(0.7)) {
      push(
        simpleLetter(rng, {
          from: helen,
          to: [from],
          subject: `答复: ${asked.subject}`,
          paragraphs: [rng.pick(ANSWERS), helen.nameZh],
          date: workingTime(rng, asked.date, [0.3, 9], 480),
          kind: 'internal',
          language: 'zh',
          parent: asked,
        }),
      );
    }
  }
  for (let i = 0; i < 46; i++) {
    const from = rng.pick([FORWARDER, FORWARDER, BROKER]);
    const to = rng.pick(SALES);
    const [subject = '', text = ''] = rng.pick(FREIGHT);
    const asked = push(
      simpleLetter(rng, {
        from,
        to: [to],
        subject,
        paragraphs: [`${to.nameZh}您好：`, text, from.signature],
        date: moment(),
        kind: 'freight',
        oddity: rng.chance(0.12) ? 'raw-subject' : null,
      }),
    );
    if (rng.chance(0.45)) {
      push(
        simpleLetter(rng, {
          from: to,
          to: [from],
          subject: `Re: ${subject}`,
          paragraphs: [
            rng.pick(['收到，谢谢。', '请帮忙订一个大柜。', '资料无误，请出单。', '能不能再便宜点？']),
            to.nameZh,
          ],
          date: workingTime(rng, asked.date, [0.5, 6], 480),
          kind: 'freight',
          language: 'zh',
          parent: asked,
        }),
      );
    }
  }
  for (let i = 0; i < 34; i++) {
    const from = rng.pick([FACTORY, FACTORY, BOXES]);
    const to = rng.pick(SALES);
    const product = rng.pick(PRODUCTS).names.zh;
    const lines = rng.pick(from === BOXES ? PRINTING : PLATING);
    // One product in the subject and in the text.
    const [subject = '', text = ''] = lines.map((line) => line.replaceAll('{product}', product));
    push(
      simpleLetter(rng, {
        from,
        to: [to],
        subject,
        paragraphs: [text, from.signature],
        date: moment(),
        kind: 'supply',
        oddity: rng.chance(0.15) ? rng.pick(['raw-subject', 'wrong-charset'] as const) : null,
        files: rng.chance(0.4)
          ? [
              {
                document: pictureOf('photo', 'workshop', i),
                name: from === BOXES ? '彩盒样.png' : '现场照片.png',
              },
            ]
          : [],
      }),
    );
  }
  // To everybody at once: one message, three or four places.
  for (let i = 0; i < 18; i++) {
    const to: Party[] = [
      ...SALES.map((p) => ({ name: '', address: p.address })),
      ...(rng.chance(0.4) ? [{ name: COMPANY.name, address: `info@${COMPANY.domain}` }] : []),
    ];
    const [subject = '', text = ''] = rng.pick([
      ['宁波港台风停工通知', '受台风影响，北仑各码头今日18:00起停止进出提箱，恢复时间另行通知。'],
      ['春季运价总表', '各位老板：附件为各航线运价总表，欢迎来电。'],
      [
        'Port congestion update',
        'Dear customers, vessel delays at Hamburg and Felixstowe are now 5 to 7 days. Please plan accordingly.',
      ],
    ]);
    push(
      simpleLetter(rng, {
        from: FORWARDER,
        to,
        subject,
        paragraphs: [text, FORWARDER.signature],
        date: momentOf(subject),
        kind: 'circular',
        language: /^[A-Z]/.test(subject) ? 'en' : 'zh',
      }),
    );
  }
  return letters;
}
