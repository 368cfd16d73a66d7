import { memo } from 'react'
import { Button } from '../../components/controls/Button'
import { formatCount } from '../../components/format'
import { useText } from '../../components/language'
import type { Text } from '../../engine/index'
import { type Bench, type ChainRow, MOST_ROWS } from './bench'
import type { FormulasActions } from './bench-store'
import styles from './Chain.module.css'
import { ChainRowItem } from './ChainRowItem'
import type { ChainResults, Totals } from './chain-results'

interface Props {
  readonly bench: Bench
  readonly results: ChainResults
  readonly actions: FormulasActions
}

const TYPES: readonly ChainRow['type'][] = ['conv', 'pool', 'relu', 'fc', 'softmax']

/** The layer on the bench and those after it: what becomes of the volume, and how far a unit sees. */
export const ChainTable = memo(function ChainTable({ bench, results, actions }: Props) {
  const text = useText()
  const { chain } = bench
  return (
    <section className={styles.section} aria-labelledby="chain">
      <h2 id="chain">{text(texts.title)}</h2>
      <p className={styles.note}>{text(texts.note)}</p>
      <div className={styles.head} aria-hidden>
        {[texts.layer, texts.numbers, texts.output, texts.parameters, texts.field].map((word) => (
          <span key={word.en}>{text(word)}</span>
        ))}
      </div>
      <ol className={styles.rows} aria-label={text(texts.title)}>
        {results.rows.map((result, i) => (
          <ChainRowItem
            // biome-ignore lint/suspicious/noArrayIndexKey: a row is its place; its numbers live in the store
            key={i}
            at={i - 1}
            title={results.titles[i]}
            {...{ bench, result, actions }}
          />
        ))}
      </ol>
      {results.totals && (
        <div className={styles.totals}>
          <p>{text(together(results.totals))}</p>
          <p className={styles.note}>{text(neuronsOf(results.totals))}</p>
        </div>
      )}
      <fieldset className={styles.add} aria-label={text(texts.add)}>
        <span aria-hidden>{text(texts.add)}</span>
        {TYPES.map((type) => (
          <Button key={type} disabled={chain.length >= MOST_ROWS} onClick={() => actions.addRow(type)}>
            {text(typeWords[type])}
          </Button>
        ))}
        {chain.length >= MOST_ROWS && <span className={styles.note}>{text(texts.full)}</span>}
      </fieldset>
    </section>
  )
})

function together({ parameters, macs, learning }: Totals): Text {
  const [p, m, n] = [parameters, macs, learning.layers].map(formatCount)
  return {
    en: `Together: ${p} parameters in ${n} ${learning.layers === 1 ? 'layer' : 'layers'} with weights, ${m} multiply-adds.`,
    zh: `合计：${n} 个带权重的层共 ${p} 个参数，${m} 次乘加。`,
  }
}

function neuronsOf({ neurons, learning }: Totals): Text {
  const [all, some] = [neurons, learning.neurons].map(formatCount)
  return {
    en: `Neurons: ${all} outputs of all layers, those of ReLU and pooling too; ${some} of them in layers with weights.`,
    zh: `神经元：所有层的输出共 ${all} 个，ReLU 和池化的输出也算在内；其中 ${some} 个属于带权重的层。`,
  }
}

const typeWords = {
  conv: { en: 'conv', zh: '卷积' },
  pool: { en: 'max pool', zh: '最大池化' },
  relu: { en: 'ReLU', zh: 'ReLU' },
  fc: { en: 'fully connected', zh: '全连接' },
  softmax: { en: 'softmax', zh: 'softmax' },
}

const texts = {
  title: { en: 'A chain of layers', zh: '一串层' },
  note: {
    en: 'It begins with the layer above. The receptive field is what one unit sees of the input; the jump, how far apart two neighbours look.',
    zh: '从上面那一层开始。感受野(receptive field)是一个神经元看到的输入范围；累积步长是相邻两个神经元所看位置的间距。',
  },
  layer: { en: 'layer', zh: '层' },
  numbers: { en: 'numbers', zh: '设置' },
  output: { en: 'output', zh: '输出' },
  parameters: { en: 'parameters', zh: '参数' },
  field: { en: 'receptive field, jump', zh: '感受野，累积步长' },
  add: { en: 'Add a layer:', zh: '添加一层：' },
  full: { en: `${MOST_ROWS} layers are the most.`, zh: `最多 ${MOST_ROWS} 层。` },
}
