/** Two lines of each column, for people to begin with. The mark in front lets Excel see that it is UTF-8. */
export const IMPORT_TEMPLATE = {
  en:
    '\uFEFFCustomer name,Country,City,Address,Website,Grade,Products of interest,Tags,Contact,Position,E-mail,Mobile,WeChat,Note\r\n' +
    'Nordwind Handels GmbH,Germany,Hamburg,"Hafenstr. 1, 20457",https://nordwind.example,A,LED lamps; Cables,fair,Anna Weber,Buyer,anna@nordwind.example,+49 170 1234567,,Wants samples\r\n',
  'zh-CN':
    '\uFEFF客户名称,国家,城市,地址,网站,等级,意向产品,标签,联系人,职位,邮箱,手机,微信,备注\r\n' +
    'Nordwind Handels GmbH,德国,汉堡,"Hafenstr. 1, 20457",https://nordwind.example,A,LED 灯;电缆,展会,Anna Weber,采购,anna@nordwind.example,+49 170 1234567,,需要样品\r\n',
} as const;
