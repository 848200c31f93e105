import { CHINESE_BUYER } from './chinese-buyer.ts';
import { CHINESE_SELLER } from './chinese-seller.ts';
import type { Phrasebook } from './phrasebook.ts';

export const CHINESE: Phrasebook = {
  greetings: {
    formal: ['{last}您好：', '您好！', '尊敬的{last}：'],
    familiar: ['{last}你好，', '你好，', '{last}：', '早上好，'],
  },
  closings: ['祝商祺！', '谢谢！', '顺颂商祺', '盼复，谢谢。', '以上，请知悉。'],
  defects: [
    '抽检发现约6%的产品铆钉处有锈点，刚拆袋就有。',
    '第41到63箱外箱标签与实物规格不符。',
    '实收比装箱单少18箱，封条完好。',
    '吊卡上的条码扫不出来，超市拒收。',
    '柜内有几托倒塌，打包带太细。',
  ],
  subjects: {
    inquiry: ['询价：{product}', '{product}请报价 {qty}', '咨询{product}价格及交期', '新项目询盘-{product}'],
    reorder: ['{product}返单', '返单询价 {product}', '{product}库存不多了，请更新报价'],
    complaint: ['{po} 质量问题反馈', '关于{po}客诉', '【投诉】{product} 到货问题'],
    followUp: ['{quote} 报价跟进', '请问{product}的项目有进展吗'],
    holiday: ['春节放假及排产通知', '节前排产提醒'],
    fair: ['广交会见面安排', '广交会期间是否有空见面？'],
    novelty: ['新品推荐', '三款新品供参考'],
    signOfLife: ['{product}近期销售如何？', '近期行情与排期'],
    paymentReminder: ['{pi} 尾款提醒', '{pi} 尾款{balance}请安排'],
  },
  letters: { ...CHINESE_BUYER, ...CHINESE_SELLER },
};
