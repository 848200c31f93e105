import { SPANISH_BUYER } from './spanish-buyer.ts';
import { SPANISH_SELLER } from './spanish-seller.ts';
import type { Phrasebook } from './phrasebook.ts';

export const SPANISH: Phrasebook = {
  greetings: {
    formal: ['Estimada {first}:', 'Estimado/a {first} {last}:', 'Buenos días:', 'Muy señores míos:'],
    familiar: ['Hola {first}:', 'Buenos días, {first}:', 'Buenas tardes {first},', 'Estimada {first}:'],
  },
  closings: [
    'Saludos cordiales,',
    'Un saludo,',
    'Quedo a la espera. Saludos,',
    'Atentamente,',
    'Gracias y saludos,',
  ],
  defects: [
    'Cerca del 6 % de las piezas trae puntos de óxido junto al remache, recién sacadas de la bolsa.',
    'Las cajas 41 a 63 traen otra medida: la etiqueta dice una cosa y el contenido es otra.',
    'Faltan 18 cajas según la lista de empaque, y el sello venía intacto.',
    'El código de barras del cartón no se puede leer y la cadena nos rechazó la entrega.',
  ],
  subjects: {
    inquiry: [
      'Solicitud de cotización: {product}',
      'Consulta de precio {product}',
      'Cotización {qty} unidades',
      'Buscamos proveedor de {product}',
    ],
    reorder: [
      'Nuevo pedido {product}',
      'Reposición de {product}',
      'Repetimos pedido, por favor actualizar precio',
    ],
    complaint: ['Reclamo pedido {po}', 'Problema de calidad en {po}', 'Mercancía defectuosa - {po}'],
    followUp: ['Nuestra oferta {quote}', 'Seguimiento de la cotización {quote}'],
    holiday: ['Cierre por Año Nuevo chino'],
    fair: ['¿Nos vemos en la Feria de Cantón?'],
    novelty: ['Novedades para su línea'],
    signOfLife: ['¿Cómo van las ventas de {product}?'],
    paymentReminder: ['Saldo pendiente {pi}', 'Recordatorio de pago {pi}: {balance}'],
  },
  letters: { ...SPANISH_BUYER, ...SPANISH_SELLER },
};
