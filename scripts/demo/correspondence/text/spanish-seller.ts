import type { Phrasebook } from './phrasebook.ts';

/** What our salespeople write in Spanish. */
export const SPANISH_SELLER: Phrasebook['letters'] = {
  acknowledge: [
    [
      'Gracias por su consulta. Fabricamos {product} en nuestra planta de Yuyao desde 2009.',
      'Mucho gusto y gracias por escribirnos.',
    ],
    [
      'Para cotizar bien necesito:\n1) material y acabado\n2) medidas (tenemos {size})\n3) granel o blíster\n4) puerto de destino',
      '¿Me podría decir el mercado y el consumo anual? Así le ofrezco la calidad adecuada desde el principio.',
    ],
    ['Le adjunto el catálogo.', ''],
  ],
  quotation: [
    [
      'Adjunto nuestra cotización {quote}. En resumen:',
      'Le paso la oferta {quote} para {qty} piezas:',
      'Calculado con el acero de esta semana, oferta {quote}:',
    ],
    ['[table]'],
    [
      'Condiciones: {terms}, 30 % anticipo, 70 % contra copia del B/L. Entrega {lead} días. Validez 30 días.',
      '{terms}; cabe todo en un {container}. Plazo {lead} días después del anticipo. Partida {hs}.',
    ],
    ['Si cambia el embalaje o la cantidad, se lo recalculo el mismo día.', ''],
  ],
  followUp: [
    [
      '¿Pudo ver nuestra oferta {quote}?',
      'Le escribo por la {quote}, ¿hay alguna novedad de su parte?',
      'La oferta {quote} vence la próxima semana.',
    ],
    [
      'Puedo guardarle el precio hasta el viernes.',
      'El plan de producción de {month} se está llenando, le reservo espacio si quiere.',
      'Si ya compraron en otro lado, me ayuda saberlo también.',
    ],
  ],
  counter: [
    ['Hablé con mi gerente y con el taller.', 'Entiendo su situación, volvimos a calcular.'],
    [
      'Podemos llegar a {newPrice} {terms} para {qty} piezas. {target} está por debajo del costo, se lo digo con franqueza.',
      'Con caja kraft en lugar de caja a color queda en {newPrice}, mismo material.',
      '{newPrice} es posible con un {container} completo.',
    ],
    ['Confírmeme esta semana para asegurar el material.', ''],
  ],
  sampleSent: [
    [
      'Las muestras salieron hoy por {courier}, guía {tracking}.',
      'Su paquete va en camino: {courier} {tracking}.',
    ],
    ['Incluimos también el color nuevo del mango.', ''],
  ],
  proforma: [
    [
      'Gracias por el pedido {po}. Adjunto la proforma {pi}, total {total}.',
      'Recibido {po}, le envío la {pi} para su firma.',
    ],
    [
      'Revise por favor consignatario y marcas, y el anticipo de {deposit}.',
      'Salida prevista {etd} si el anticipo llega esta semana.',
    ],
    ['Nuestros datos bancarios no han cambiado. Ante cualquier correo que diga lo contrario, llámeme.', ''],
  ],
  depositReceived: [
    ['Ya vemos los {deposit} en la cuenta, gracias.', 'Finanzas confirma el anticipo de la {pi}.'],
    ['En unas dos semanas le mando fotos.', 'Material pedido, listo una semana antes del {etd}.'],
  ],
  production: [
    [
      'Avance de {po}: forja terminada, ayer empezó el cromado.',
      '{po} va al 60 % de empaque.',
      'Le comparto fotos de la línea.',
    ],
    ['[image]'],
    ['Vamos en fecha para el {etd}.', 'El espacio en el barco ya está reservado.'],
  ],
  delay: [
    ['Lamento avisarle que {po} se retrasa.'],
    [
      'El cromador paró cinco días por una inspección ambiental.',
      'Las cajas salieron con el rojo equivocado y las rechazamos.',
      'La naviera nos pasó al siguiente barco.',
    ],
    ['Nueva fecha: {etd}. Disculpe las molestias.'],
  ],
  shipped: [
    [
      'Buenas noticias: {po} está cargado. Buque {vessel}, salida {etd}, llegada a {port} {eta}.',
      'La mercancía salió el {etd} en el {vessel}, B/L {bl}.',
    ],
    ['Adjunto borrador de B/L, factura y packing list para su revisión.'],
    ['El saldo es de {balance}.', 'En cuanto recibamos {balance} hacemos la liberación.'],
  ],
  paymentReminder: [
    [
      'Le recuerdo el saldo de {balance} de la {pi}.',
      'El barco llega el {eta} y aún no vemos los {balance}.',
    ],
    [
      'Mándeme el comprobante y liberamos de inmediato, así evita demoras.',
      '¿Hubo algún problema con el banco?',
    ],
  ],
  telexRelease: [
    ['Pago recibido, gracias. El telex release del {bl} quedó hecho.'],
    ['Avíseme cuando esté en bodega.', ''],
  ],
  complaintReply: [
    ['Lo siento mucho. Pasé sus fotos a calidad.', 'Gracias por las fotos, esto no debe pasar.'],
    [
      'Parece que se empacó antes de secar el aceite. Estamos viendo las muestras de retención.',
      '¿Me pasa los números de caja? Así encontramos el turno.',
    ],
    ['En tres días tiene informe y propuesta.'],
  ],
  complaintSettled: [
    ['Gerencia aceptó su reclamo.', 'Adjunto el informe de acciones correctivas y nuestra propuesta.'],
    [
      'Abonamos las piezas afectadas en la próxima factura.',
      'La reposición va sin cargo en el próximo contenedor.',
    ],
    ['Gracias por su paciencia.', ''],
  ],
  holiday: [
    ['La fábrica cierra unas dos semanas por el Año Nuevo chino. Lo confirmado este mes todavía sale antes.'],
    ['Ya queda poco espacio en los buques antes de la fiesta.', ''],
  ],
  fair: [
    ['Estaremos otra vez en la feria, mismo pabellón. ¿Fijamos una hora?'],
    ['Si no puede venir, le envío fotos del stand.', ''],
  ],
  novelty: [
    ['Tenemos tres novedades que encajan en su línea. Las muestras están listas.'],
    ['El flete bajó un poco, por cierto.', ''],
  ],
  signOfLife: [
    ['¿Cómo van las ventas de {product}? Hace tiempo que no hablamos.'],
    ['El flete bajó un poco, por cierto.', ''],
  ],
  answerCertificate: [
    [
      'Adjunto el ensayo de niebla salina (96 h) y la declaración REACH. El certificado de origen lo tramitamos por embarque.',
    ],
  ],
  answerPacking: [
    [
      'Caja interior y cartón de 5 capas. En un {container} caben unas 1.050 cajas a granel, con palets un 20 % menos.',
    ],
  ],
  answerLogo: [['El láser cuesta 0,02 USD por pieza desde {moq} unidades.']],
  answerLead: [['Cuenta desde anticipo y arte aprobado; {lead} días es seguro.']],
};
