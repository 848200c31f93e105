/** What a column of a list is, told by its heading in English or Chinese. */
import type { ImportField } from '@tradepost/contract';
import { simplifyLabel } from '@tradepost/mail/card';
import { CHANNEL_KINDS, IMPORT_FIELDS, MOST_CONTACTS_OF_LINE } from '@tradepost/contract/values';

/** Blanks and punctuation in headings mean nothing; these are as `headingKey` leaves them. */
const HEADINGS: Readonly<Record<ImportField, string>> = {
  name: 'name customer customername company companyname buyer firm organization organisation account 客户 客户名称 公司 公司名称 公司名 企业名称 单位名称 名称 买家 客戶 客戶名稱 公司名稱 公司英文名 英文名称 英文公司名',
  localName:
    'localname nativename namelocal originalname 当地名称 本地名称 中文名称 公司中文名 中文公司名 本国语名称 母语名称',
  country: 'country countryregion nation market 国家 国家地区 国别 所在国家 所属国家 國家',
  region: 'region state province area stateprovince 地区 省 州 省份 省州 区域 地區',
  city: 'city town 城市 市 所在城市',
  address: 'address street companyaddress postaladdress addr 地址 公司地址 详细地址 联系地址 通讯地址',
  website: 'website web webpage url homepage site www 网站 网址 公司网站 主页 官网 公司主页 網站 網址',
  domain: 'domain domains maildomain 域名 公司域名 邮箱域名',
  grade: 'grade level class rating rank 等级 客户等级 级别 分级 客户级别 评级',
  stage: 'stage phase status 阶段 客户阶段 跟进阶段 状态 客户状态',
  source: 'source channel origin leadsource 来源 客户来源 渠道 來源',
  businessType:
    'businesstype type companytype customertype business 业务类型 客户类型 公司类型 公司性质 经营类型',
  scale: 'scale size companysize employees staff 规模 公司规模 企业规模 人数 员工人数',
  productsOfInterest:
    'products product productsofinterest interest interestedin interestedproducts demand 产品 意向产品 感兴趣产品 需求产品 采购产品 主营产品 產品',
  productsInUse: 'productsinuse usedproducts currentproducts 在用产品 现用产品 目前使用产品',
  evaluation: 'evaluation feedback 评价 产品评价 客户评价',
  tags: 'tags tag label labels 标签 客户标签',
  note: 'note notes remark remarks comment comments memo description 备注 说明 备忘 描述 客户备注 備註',
  owner:
    'owner salesperson sales salesrep accountmanager responsible 负责人 业务员 跟进人 所属业务员 销售 销售员 业务经理 客户经理 業務員',
  contact:
    'contact contactname contactperson membername person fullname attn representative 联系人 联系人姓名 姓名 联络人 聯繫人 聯絡人',
  contactLocalName: 'contactlocalname contactnativename 联系人中文名 联系人本名',
  title: 'title position jobtitle job post 职位 职务 头衔 職位 職務 岗位',
  department: 'department dept division 部门 部門',
  email:
    'email mail emailaddress emails mailaddress businessemail 邮箱 电子邮件 邮件 邮箱地址 电子邮箱 邮件地址 信箱 電子郵件 郵箱',
  phone:
    'phone tel telephone phonenumber telno phoneno landline contactnumber 电话 联系方式 联系电话 座机 固定电话 公司电话 电话号码 電話',
  mobile: 'mobile cell cellphone mobilephone mob mobileno handphone 手机 手机号 手机号码 移动电话 手機',
  fax: 'fax faxno faxnumber 传真 传真号码 傳真',
  whatsapp: 'whatsapp whatsappno whatsappnumber wa',
  wechat: 'wechat weixin wechatid 微信 微信号',
  line: 'line lineid',
  telegram: 'telegram tg',
  viber: 'viber',
  skype: 'skype skypeid',
  linkedin: 'linkedin 领英',
  facebook: 'facebook fb 脸书',
  instagram: 'instagram ins ig',
  x: 'x twitter 推特',
  qq: 'qq qq号 qq号码',
  other: 'im otherim 其他联系方式 其它联系方式',
  birthday: 'birthday birthdate dateofbirth birth 生日 出生日期',
  contactNote: 'contactnote contactremark 联系人备注',
};

const BY_HEADING = new Map(
  IMPORT_FIELDS.flatMap((field) =>
    HEADINGS[field].split(' ').map((heading) => [simplifyLabel(heading), field] as const),
  ),
);

/** Of a contact; the rest is the customer's. */
const isOfContact = (field: ImportField) => IMPORT_FIELDS.indexOf(field) >= IMPORT_FIELDS.indexOf('contact');

/** Characters of a heading; what is longer is none. */
const MOST_HEADING = 100;
/** A person's name in parts, as mail programs and phones write their contacts. */
const NAME_PARTS = new Set(
  'firstname lastname givenname familyname surname middlename vorname nachname 名 姓'.split(' '),
);
/** Headings of a column with one word, "Name", which beside a column of companies is the person's. */
const ANY_NAME = new Set(['name', '名称']);

const keyOf = (heading: string) =>
  simplifyLabel(heading.normalize('NFKC').toLowerCase())
    .replace(/[\s_\-/()[\]【】*:.,'"#&+]/g, '')
    // Google: "E-mail 1 - Value"; Outlook: "Business Phone", of the company as against "Home Phone".
    .replace(/^((?:email|phone|website)\d?)value$/, '$1')
    .replace(/^organization\d?(name|title|department)$/, (_, part: string) =>
      part === 'name' ? 'company' : part,
    )
    .replace(/^business(?=phone|fax|street|city|state|countryregion)/, '');

/** "Contact 2 E-mail", "邮箱（2）" → the heading without its number, the number, and whether it names the contact. */
function readHeading(heading: string): { key: string; number: number; isContacts: boolean } {
  const key = keyOf(heading);
  const number = /\d/.exec(key)?.[0];
  const bare = key.replace(/\d/g, '');
  const own = bare.replace(/^(?:contact|联系人)(?=.)(?!name|person|姓名)/, '');
  return { key: own, number: number === undefined ? 1 : Number(number), isContacts: own !== bare };
}

function fieldOf(text: string): string | null {
  const heading = text.slice(0, MOST_HEADING);
  const { key, number } = readHeading(heading);
  if (NAME_PARTS.has(key)) return 'contact';
  const field =
    BY_HEADING.get(keyOf(heading).replace(/\d/g, '')) ??
    BY_HEADING.get(key) ??
    // "公司名称（必填）": what stands in brackets explains.
    BY_HEADING.get(keyOf(heading.replace(/[（(【[].*?[)）】\]]/g, '')));
  if (field === undefined) return null;
  if (!isOfContact(field) || number < 2 || number > MOST_CONTACTS_OF_LINE) return field;
  return `${field}:${number}`;
}

/** Of which a person may have several: in two columns of one heading stand two of them. */
const isRepeated = (field: string) => field === 'email' || CHANNEL_KINDS.some((kind) => kind === field);

/** For each heading its field, each field once but for those that may come in several columns. */
export function proposeMapping(headings: readonly string[]): (string | null)[] {
  const fields = headings.map(fieldOf);
  const keys = headings.map((heading) => keyOf(heading.slice(0, MOST_HEADING)));
  const isCompany = (i: number) => fields[i] === 'name' && !ANY_NAME.has(keys[i] ?? '');
  const isPerson = (i: number) => fields[i] === 'name' && !isCompany(i);
  const hasContact = fields.some((field, i) => field === 'contact' && !NAME_PARTS.has(keys[i] ?? ''));
  const hasCompany = keys.some((_, i) => isCompany(i));
  const taken = new Set<string>();
  const mapping = fields.map((field, i) => {
    if (field === null) return null;
    const isPart = NAME_PARTS.has(keys[i] ?? '');
    const isWhole = hasCompany && !hasContact && isPerson(i);
    if (isPart && (hasContact || (hasCompany && keys.some((_, at) => isPerson(at))))) return null;
    const own = isWhole ? 'contact' : ofFirst(field, i);
    if (own === 'name' && hasCompany && !isCompany(i)) return null;
    if (taken.has(own) && !isPart && !isRepeated(own.replace(/:.*/, ''))) return null;
    taken.add(own);
    return own;
  });
  // A list of people without a column for their company: the person is the customer.
  return mapping.includes('name') || !mapping.includes('localName')
    ? mapping
    : mapping.map((field) => (field === 'localName' ? 'name' : field));

  /** "E-mail 2" without a second contact's name is another of the first. */
  function ofFirst(field: string, i: number): string {
    const [name = '', number] = field.split(':');
    if (number === undefined || !isRepeated(name) || fields.includes(`contact:${number}`)) return field;
    return readHeading(headings[i] ?? '').isContacts ? field : name;
  }
}

/** How many of these cells read like headings. */
export const knownHeadings = (cells: readonly string[]): number =>
  cells.filter((cell) => cell.length <= 60 && fieldOf(cell) !== null).length;
