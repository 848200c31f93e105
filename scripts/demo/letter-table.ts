/** Letters that an exporter writes every week, in the languages of the sample company's customers. */
import type { TemplateKind } from '@tradepost/contract';

interface SampleTemplate {
  readonly kind: TemplateKind;
  readonly language: string;
  readonly name: string;
  readonly subject: string;
  /** An empty one is an empty line. */
  readonly lines: readonly string[];
}

const END = ['', 'Best regards,', '{{my.name}}', '{{company.name}}'];

export const TEMPLATES: readonly SampleTemplate[] = [
  {
    kind: 'follow-up',
    language: 'en',
    name: 'Asking how things stand',
    subject: 'How is your project coming along?',
    lines: [
      'Dear {{contact.name}},',
      '',
      'we have not heard from each other for a while. May I ask how things stand with {{product}}?',
      'If the price or the lead time is the point, tell me what you need, and I will see what we can do.',
      ...END,
    ],
  },
  {
    kind: 'follow-up',
    language: 'es',
    name: 'Seguimiento',
    subject: '¿Cómo va su proyecto?',
    lines: [
      'Estimado/a {{contact.name}}:',
      '',
      'Hace tiempo que no hablamos. ¿Cómo va el proyecto de {{product}}?',
      'Si podemos ayudarle con el precio o el plazo, dígame qué necesita.',
      '',
      'Un saludo,',
      '{{my.name}}',
    ],
  },
  {
    kind: 'follow-up',
    language: 'de',
    name: 'Nachfrage',
    subject: 'Wie steht es um Ihr Projekt?',
    lines: [
      'Guten Tag {{contact.name}},',
      '',
      'wir haben länger nichts voneinander gehört. Wie steht es um {{product}}?',
      '',
      'Mit freundlichen Grüßen',
      '{{my.name}}',
    ],
  },
  {
    kind: 'quotation',
    language: 'en',
    name: 'Quotation',
    subject: 'Our quotation {{quotation.number}} for {{product}}',
    lines: [
      'Dear {{contact.name}},',
      '',
      'thank you for your interest in {{product}}. Our price is {{quotation.price}}, valid until {{quotation.valid-until}}.',
      ...END,
    ],
  },
  {
    kind: 'thank-you',
    language: 'en',
    name: 'Thank you for the order',
    subject: 'Thank you for your order {{order.number}}',
    lines: [
      'Dear {{contact.name}},',
      '',
      'thank you for your order. We begin production at once and write to you when it ships.',
      ...END,
    ],
  },
  {
    kind: 'dunning',
    language: 'en',
    name: 'Payment reminder',
    subject: 'Payment of {{amount.outstanding}}, due {{amount.due-date}}',
    lines: [
      'Dear {{contact.name}},',
      '',
      'according to our books {{amount.outstanding}} of {{amount.total}} is still open. It was due on {{amount.due-date}}.',
      'If you have paid already, please send us the copy of the transfer.',
      ...END,
    ],
  },
  {
    kind: 'promotion',
    language: 'en',
    name: 'Spring catalogue',
    subject: 'New for spring: hinges and locks',
    lines: ['Dear {{contact.name}},', '', 'our spring catalogue is out. Shall I send you samples?', ...END],
  },
  {
    kind: 'general',
    language: 'en',
    name: 'Short answer',
    subject: 'Your mail',
    lines: [
      'Dear {{contact.name}},',
      '',
      'thank you for your mail. I look into it and come back to you.',
      ...END,
    ],
  },
];
