/** Whether an amount in a mail is a price that was offered, and not a payment, a balance or a bank's charge. */
import { productWords } from './compare-quotes.ts';

const PAYMENT =
  /\b(balance|deposit|payment|paid|pay|due|invoice|bank|account|charges?|remit\w*|refund\w*|received|total|amount|saldo|anzahlung|zahlung|rechnung|acompte|solde|facture|anticipo|factura)\b|余款|尾款|余额|定金|订金|货款|到账|付款|汇款|水单|手续费|总额|总价|总金额|发票/i;
const OFFER =
  /\b(price|prices|quote\w*|quotation|offer\w*|fob|cif|exw|cfr|ddp|dap|fca|per|each|preis\w*|angebot|prix|offre|precio|oferta)\b|报价|单价|价格|每/i;

/** @param unit what it is for, where the mail says it. */
export function namesPrice(line: string, unit: string | null): boolean {
  if (PAYMENT.test(line)) return false;
  return unit !== null || OFFER.test(line) || [...productWords(line)].some((word) => /\d/.test(word));
}
