export const reminders = {
  tab: '提醒',
  hint: '发送到 {email}，按您的时区（{zone}）。没有内容时不发送。',
  when: '时间',
  morning: '几点',
  companyHour: '按公司规定',
  days: '哪些天',
  companyDays: '公司工作日',
  what: '内容',
  required: '公司要求发送',
  next: '下次 {at}',
  atOnce: '一分钟内',
  saved: '提醒设置已保存',
  preview: '预览',
  sendNow: '立即发给我',
  sent: '正在发送',
  nothing: '目前没有内容，不会发送邮件。',
  subject: '主题',
  close: '关闭',
  none: '您的角色没有提醒邮件。',
  company: '全公司',
  companyHint: '按每个人自己的时区；个人另选时间的除外。',
  companySaved: '公司提醒设置已保存',
  hour: '时间',
  rule: '发给谁',
};

export const reminderRule = {
  optional: '个人可关闭',
  required: '必须发送',
  off: '不发送',
};

export const reminderKind = {
  daily: '今天的工作',
  exceptions: '下属异常',
  weekly: '周报',
  brief: '一周简报',
  inquiry: '分给您的新询盘',
  breach: '客户来信超时未回复',
  escalation: '任务严重逾期',
  complaint: '客户投诉',
  collision: '撞单',
};

export const reminderKindHint = {
  daily: '今天、逾期、待回复、承诺到期、警告',
  exceptions: '仅在有异常时发送',
  weekly: '每周第一个工作日：上周各业务员情况，投诉按时长',
  brief: '每周第一个工作日：十行以内，适合手机阅读',
};
