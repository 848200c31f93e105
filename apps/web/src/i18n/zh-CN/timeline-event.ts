/** 客户记录上发生的事：每件一行。 */
export const timelineEvent = {
  'grade-changed': '等级：{from} → {to}',
  'stage-changed': '阶段：{from} → {to}',
  'owner-changed': '业务员：{from} → {to}',
  'relationship-changed': '关系类型：{from} → {to}',
  'key-account-changed': '重点客户：{from} → {to}',
  'pool-changed': '公海：{from} → {to}',
  merged: '由 {from} 合并而来',
  unmerged: '已撤销合并：{from}',
  'handed-over': '移交：{from} → {to}',
  collision: '撞单：{from} 与 {to}',
  'collision-decided': '撞单已裁定：{to}',
  inquiry: '询盘来自 {from}',
  'market-information': '市场信息，来自 {from}',
  'card-filed': '资料卡，来自 {from}',
};
