/** 待办事项的说法。 */
export const taskKind = {
  'follow-up': '跟进',
  'new-customer': '首次联系',
  answer: '回复邮件',
  promise: '兑现承诺',
  'address-invalid': '更正邮箱地址',
  complaint: '处理投诉',
  'verify-profile': '核实档案',
  birthday: '生日',
  todo: '待办',
};
