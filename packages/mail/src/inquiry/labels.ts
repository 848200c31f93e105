/** The labels of inquiry mails, English and Chinese, and what each stands for. */

export type InquiryFieldName =
  | 'buyerName'
  | 'company'
  | 'country'
  | 'email'
  | 'phone'
  | 'website'
  | 'businessType'
  | 'product'
  | 'quantity';

/** Not kept of an inquiry, but labels all the same: they count, and are not proposed as unknown. */
type IgnoredName = 'ip' | 'fax' | 'replyTo' | 'ignored';

const LABELS: Readonly<Record<InquiryFieldName | IgnoredName, string>> = {
  buyerName:
    'name|sender|contact|buyer|contact name|buyer name|contact person|sender name|full name|from|联系人|发件人|姓名|买家|买家姓名|联系人姓名|詢盤人|聯絡人',
  email:
    'email|e-mail|business email|email address|e-mail address|buyer email|contact email|邮箱|电子邮件|电子邮箱|邮件地址|商务邮箱|電郵|電子郵件|电邮',
  company:
    'company|company name|buyer company|organization|organisation|business name|公司|公司名称|企业名称|公司名稱|买家公司',
  country:
    'country|country/region|country/territory|country / region|country / territory|message origin|location|country or region|nation|国家|国家/地区|所在地|国家或地区|來自|来自|國家/地區|国家地区',
  phone:
    'telephone|phone number|tel|phone|telephone number|mobile|mobile phone|mobile number|contact number|whatsapp|电话|联系电话|手机|电话号码|電話',
  product:
    'product|product name|products|product of interest|inquired product|enquired product|product(s)|item|product specification|model|产品|产品名称|询盘产品|感兴趣的产品|產品|產品名稱',
  website:
    'homepage|company website|website|web site|company homepage|url|公司主页|网址|公司网址|网站|公司网站|網站',
  businessType: 'business type|type of business|company type|业务类型|公司类型|经营类型|業務類型|业务性质',
  quantity:
    'quantity|order quantity|purchase quantity|quantity needed|estimated order quantity|quantity required|qty|purchasing quantity|采购数量|数量|订购数量|需求数量|採購數量|數量',
  ip: "message ip|sender's ip address|sender ip|ip address|ip|sender's ip location|inquiry was sent from|sender's ip|发件人ip|ip地址|发件ip|ip所在地",
  fax: 'fax|fax number|传真|傳真',
  replyTo: 'reply-to|reply to|回复至|回复邮箱',
  ignored: 'date|sent|subject|to|message|inquiry|enquiry|message id|日期|主题|留言|内容|询盘内容|时间',
};

const BY_LABEL = new Map(
  (Object.entries(LABELS) as [InquiryFieldName | IgnoredName, string][]).flatMap(([field, labels]) =>
    labels.split('|').map((label) => [label, field] as const),
  ),
);
const IGNORED: ReadonlySet<string> = new Set<IgnoredName>(['ip', 'fax', 'replyTo', 'ignored']);

/** As labels are compared: lower case, one blank between words, no colon, no star of a required field. */
export const labelKey = (label: string): string =>
  label
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[\s\u00a0]+/g, ' ')
    .replace(/[*:：]+/g, '')
    .trim();

/**
 * @param learned labels that people have taught; they outrank ours.
 * @returns null for a label that is not known, or of which nothing is kept.
 */
export function fieldOfLabel(
  label: string,
  learned: ReadonlyMap<string, InquiryFieldName> = new Map(),
): InquiryFieldName | null {
  const key = labelKey(label);
  const field = learned.get(key) ?? BY_LABEL.get(key);
  return field === undefined || IGNORED.has(field) ? null : (field as InquiryFieldName);
}

export const isKnownLabel = (label: string): boolean => BY_LABEL.has(labelKey(label));

/** Says where a reply goes. */
export const isReplyLabel = (label: string): boolean => BY_LABEL.get(labelKey(label)) === 'replyTo';
