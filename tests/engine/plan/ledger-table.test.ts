import { describe, expect, test } from 'vitest'
import { chain } from '../../../engine/plan/chain'
import { type Ledger, ledger } from '../../../engine/plan/ledger'
import { ledgerCsv, ledgerMarkdown } from '../../../engine/plan/ledger-table'
import { plan } from '../../../engine/plan/plan'

const small = ledger(
  plan(
    chain(
      { c: 3, h: 32, w: 48 },
      { type: 'conv', filters: 10, size: 3, pad: 1 },
      { type: 'relu' },
      { type: 'fc', units: 2 },
    ),
  ),
  { batch: 2, inPlace: true },
)

/** The same account with a stranger's name on its first row. */
const named = (id: string): Ledger => ({
  ...small,
  nodes: [{ ...small.nodes[0], id }, ...small.nodes.slice(1)],
})

test('as Markdown: counts to the right with commas, the totals last', () => {
  expect(ledgerMarkdown(small)).toBe(
    [
      '| node | type | reads | volume | neurons | parameters | connections | multiply-adds | activation bytes | receptive field |',
      '| --- | --- | --- | --- | ---: | ---: | ---: | ---: | ---: | --- |',
      '| conv1 | conv | input | 48×32×10 | 15,360 | 280 | 414,720 | 414,720 | 122,880 | 3×3 |',
      '| relu1 | relu | conv1 | 48×32×10 | 15,360 | 0 | 15,360 | 0 | 0 | 3×3 |',
      '| fc1 | fc | relu1 | 1×1×2 | 2 | 30,722 | 30,720 | 30,720 | 16 | 50×34 |',
      '| total, with the picture |  |  |  | 30,722 | 31,002 | 460,800 | 445,440 | 159,760 |  |',
      '',
    ].join('\n'),
  )
})

test('as CSV: plain digits, the volume in three columns, lines that end in CRLF', () => {
  expect(ledgerCsv(small)).toBe(
    [
      'node,type,reads,channels,height,width,neurons,parameters,connections,multiply-adds,activation bytes,field height,field width',
      'conv1,conv,input,10,32,48,15360,280,414720,414720,122880,3,3',
      'relu1,relu,conv1,10,32,48,15360,0,15360,0,0,3,3',
      'fc1,fc,relu1,2,1,1,2,30722,30720,30720,16,34,50',
      '"total, with the picture",,,,,,30722,31002,460800,445440,159760,,',
      '',
    ].join('\r\n'),
  )
})

test('the headings are Chinese where Chinese is asked for', () => {
  expect(ledgerMarkdown(small, 'zh')).toMatch(/^\| 节点 \| 类型 \| 输入 \| 数据体尺寸 \| 神经元 \| 参数 \|/)
  expect(ledgerCsv(small, 'zh')).toMatch(
    /^节点,类型,输入,通道,高,宽,神经元,参数,连接,乘加,激活字节数,感受野高,感受野宽\r\n/,
  )
  expect(ledgerCsv(small, 'zh')).toMatch(/\r\n合计（含图像）,/)
})

describe('a stranger’s name', () => {
  test.each([
    ['=1+1', "'=1+1"],
    ['+1', "'+1"],
    ['-2+3', "'-2+3"],
    ['@SUM(A1)', "'@SUM(A1)"],
    ['\t=1', "'\t=1"],
    ...[...'＝＋－＠'].map((sign) => [`${sign}1`, `'${sign}1`]), // full width: Excel takes them for the others
    ['a,b', '"a,b"'],
    ['say "x"', '"say ""x"""'],
    ['=HYPERLINK("http://x","y")', `"'=HYPERLINK(""http://x"",""y"")"`],
    ['two\nlines', '"two\nlines"'],
  ])('%j is no formula and breaks no record of the CSV', (id, cell) => {
    expect(ledgerCsv(named(id)).split('\r\n')[1]).toBe(
      `${cell},conv,input,10,32,48,15360,280,414720,414720,122880,3,3`,
    )
  })

  test('is text in Markdown', () => {
    const line = ledgerMarkdown(named('a|b <img src=x>\n[c](d) `e`')).split('\n')[2]
    expect(line).toContain('| a\\|b \\<img src=x\\> \\[c\\](d) \\`e\\` | conv |')
    expect(ledgerMarkdown(named('*a* _b_ ~~c~~ &lt; d\\'))).toContain(
      '| \\*a\\* \\_b\\_ \\~\\~c\\~\\~ \\&lt; d\\\\ | conv |',
    )
  })
})

test('a number with a minus stays a number', () => {
  const { totals } = small
  expect(ledgerCsv({ nodes: [], totals: { ...totals, neurons: -5 } })).toContain(',-5,')
})

test('a node that nothing of the picture reaches has no field', () => {
  const rows = [{ ...small.nodes[0], receptiveField: null }]
  expect(ledgerCsv({ ...small, nodes: rows })).toContain('122880,,\r\n')
  expect(ledgerMarkdown({ ...small, nodes: rows })).toContain('| 122,880 |  |')
})
