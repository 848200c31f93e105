import type { Phrasebook } from './phrasebook.ts';

export const PORTUGUESE: Phrasebook = {
  greetings: {
    formal: ['Prezada {first},', 'Bom dia,', 'Prezados senhores,'],
    familiar: ['Oi {first}, tudo bem?', 'Bom dia, {first}!', 'Olá {first},', 'Boa tarde, {first},'],
  },
  closings: ['Atenciosamente,', 'Abraço,', 'Obrigado,', 'Fico no aguardo. Att,'],
  defects: [
    'Cerca de 6% das peças vieram com pontos de ferrugem no rebite, direto da embalagem.',
    'As caixas 41 a 63 estão com a medida trocada, a etiqueta não bate com o conteúdo.',
    'Faltaram 18 caixas em relação ao packing list, com o lacre intacto.',
    'O código de barras da cartela não lê e a rede recusou a entrega.',
  ],
  subjects: {
    inquiry: ['Cotação: {product}', 'Pedido de cotação {qty} peças', 'Consulta de preço - {product}'],
    reorder: ['Reposição {product}', 'Novo pedido, favor atualizar preço', '{product}: estoque baixo'],
    complaint: ['Reclamação pedido {po}', 'Problema de qualidade {po}', 'Não conformidade - {po}'],
  },
  letters: {
    inquiry: [
      [
        'Somos importadores e atendemos lojas de ferragens em toda a região.',
        'Peguei o catálogo de vocês na Feira de Cantão.',
        'Estamos desenvolvendo uma linha de marca própria.',
      ],
      [
        'Gostaria de cotar {product}, {qty} peças, medidas {size}.',
        'Favor cotar {product}, {qty} peças, {terms}.',
        'O primeiro pedido seria de {qty} peças de {product}, depois um {container} por trimestre.',
      ],
      [
        'Preciso também do NCM, do peso por caixa e do prazo.',
        'Vocês gravam a nossa marca no cabo?',
        'Quais as condições de pagamento?',
        '',
      ],
    ],
    reorder: [
      ['O último lote girou bem e precisamos repor.', 'Temos estoque para uns 45 dias.'],
      [
        'Seriam {qty} peças de {product}. O preço continua?',
        '{qty} peças de {product}; com o dólar assim, preciso de ajuda no preço.',
      ],
      ['Qual a próxima saída?', ''],
    ],
    details: [
      [
        'Respondendo:\n1) material padrão\n2) medidas {size}\n3) cartela com código de barras\n4) porto de destino {port}',
        'É para varejo, tudo em cartela. Medidas {size}, em partes iguais.',
      ],
    ],
    negotiate: [
      [
        'Obrigado pela {quote}. Sendo sincero, {price} ficou acima do mercado.',
        'Conversei com a diretoria sobre a {quote}: gostamos da qualidade, do preço não.',
      ],
      [
        'Se chegar em {target} {terms}, fecho este mês.',
        'Minha meta é {target}. Com mais volume dá?',
        'Com os impostos daqui só funciona a {target}.',
      ],
      ['Preciso decidir até sexta.', ''],
    ],
    sampleRequest: [
      [
        'Antes do pedido preciso de {samples} amostras de cada medida.',
        'A qualidade pediu amostras: {samples} de cada, {size}.',
      ],
      ['O frete é por nossa conta.', ''],
    ],
    sampleFeedback: [
      [
        'As amostras chegaram (ficaram nove dias na alfândega) e foram aprovadas.',
        'Recebi as amostras. Acabamento bom, a gravação está um pouco clara.',
      ],
    ],
    order: [
      ['Segue nosso pedido {po}.', 'Segue {po}: {qty} peças a {newPrice} {terms}, conforme combinado.'],
      ['Embarque até {etd}, sem falta.', 'A LI ainda vai sair, só embarque depois do meu ok.', ''],
    ],
    depositPaid: [
      [
        'O sinal de {deposit} foi pago hoje, segue o comprovante de câmbio.',
        'Fechamos o câmbio dos {deposit} da {pi}.',
      ],
      ['Pode iniciar a produção.', 'Me avise quando cair na conta.'],
    ],
    delayReply: [
      ['Isso complica, a mercadoria já está vendida.', 'Entendi, mas não pode atrasar de novo.'],
      ['O que dá para embarcar na data?', 'Mande fotos do que já está pronto.', ''],
    ],
    docsConfirm: [
      ['Conferido o draft do BL: falta o CNPJ do consignatário e o NCM {hs}.', 'Documentos ok, pode emitir.'],
      ['O despachante pediu o packing list em Excel.', ''],
    ],
    balancePaid: [
      [
        'Saldo de {balance} pago hoje, comprovante anexo.',
        'Câmbio de {balance} fechado, favor liberar o BL, o navio chega dia {eta}.',
      ],
    ],
    thanks: [['Contêiner descarregado, tudo certo.', 'Chegou tudo bem, obrigado ao time.']],
    complaint: [
      [
        'Infelizmente tivemos um problema com o pedido {po}.',
        'Abrimos o contêiner do {po} e há divergências.',
      ],
      ['{defect}'],
      ['Fotos em anexo. Aguardo uma posição ainda esta semana.', 'O lote está bloqueado.'],
    ],
    complaintFollow: [
      [
        'Obrigado pelo retorno, mas desconto no próximo pedido não resolve agora.',
        'Li o relatório, a causa está clara, a compensação não.',
      ],
      ['Preciso de uma nota de crédito.', 'Aceitamos reposição sem custo no próximo contêiner.'],
    ],
    decline: [
      [
        'Nesta temporada vamos manter o fornecedor atual.',
        'O projeto ficou para o ano que vem, o câmbio não ajuda.',
      ],
    ],
    questionCertificate: [['Precisa de Inmetro para esse item? Vocês têm laudo?']],
    questionPacking: [['Quantas peças por caixa e quantas caixas cabem em um {container}?']],
    questionLogo: [['Quanto custa a gravação a laser e qual o mínimo?']],
    questionLead: [['O prazo conta do sinal ou da aprovação da arte?']],
  },
};
