import { formatBytes, formatCount } from '../../components/format'
import { useText } from '../../components/language'
import { CopyTeX } from '../../components/math/CopyTeX'
import { FormulaLine } from '../../components/math/FormulaLine'
import { Sideways } from '../../components/math/Sideways'
import type { Formula, Quantity, Text } from '../../engine/index'
import styles from './Quantities.module.css'
import type { Results } from './results'

interface Props {
  readonly results: Results
  readonly kind: 'conv' | 'pool'
  readonly lit: string | null
  readonly onPoint: (symbol: string | null) => void
}

/** Every other quantity of the layer: its formula, the numbers in it, and what it means in a few words. */
export function Quantities({ results, kind, lit, onPoint }: Props) {
  const text = useText()
  const { output } = results
  const refused = results.problem?.error.code === 'window-in-padding'
  const quantities = refused ? [] : results.quantities
  return (
    <section className={styles.quantities} aria-labelledby="quantities">
      <h2 id="quantities">{text(texts.title)}</h2>
      {!output && (
        <p className={styles.note}>
          {text(refused ? texts.refused : kind === 'conv' ? texts.waiting : texts.waitingPool)}
        </p>
      )}
      <dl>
        {quantities.map((formula) => (
          <div key={formula.quantity} className={styles.quantity}>
            <dt>
              <b>{text(formula.label)}</b>
              <span>{text(meaning(formula, quantities, kind))}</span>
            </dt>
            <dd>
              <Sideways>
                <FormulaLine
                  size="small"
                  expr={formula.expr}
                  value={formula.value}
                  result={short[formula.quantity]}
                  {...{ lit, onPoint }}
                />
              </Sideways>
            </dd>
            <dd>
              <CopyTeX expr={formula.expr} value={formula.value} of={formula.label} short />
            </dd>
          </div>
        ))}
        {kind === 'pool' && !refused && (
          <div className={styles.quantity}>
            <dt>
              <b>{text(texts.parameters)}</b>
              <span>{text(texts.nothing)}</span>
            </dt>
            <dd className={styles.zero}>0</dd>
          </div>
        )}
      </dl>
    </section>
  )
}

const short: Readonly<Record<Quantity, Text>> = {
  outputWidth: { en: 'width', zh: '宽' },
  outputHeight: { en: 'height', zh: '高' },
  neurons: { en: 'neurons', zh: '神经元' },
  parameters: { en: 'parameters', zh: '参数' },
  parametersUnshared: { en: 'parameters', zh: '参数' },
  connections: { en: 'connections', zh: '连接' },
  macs: { en: 'multiply-adds', zh: '乘加' },
  memory: { en: 'bytes', zh: '字节' },
}

function meaning({ quantity, value }: Formula, all: readonly Formula[], kind: Props['kind']): Text {
  const shared = all.find((formula) => formula.quantity === 'parameters')?.value ?? 0
  switch (quantity) {
    case 'neurons':
      if (kind === 'pool')
        return {
          en: 'numbers in the output, one per window and channel',
          zh: '输出里的数：每个窗口、每个通道一个',
        }
      return {
        en: 'numbers in the output, one per window and filter',
        zh: '输出里的数：每个窗口、每个滤波器一个',
      }
    case 'parameters':
      return { en: 'shared: one filter and bias serve every place', zh: '共享：一个滤波器和偏置用于所有位置' }
    case 'parametersUnshared': {
      const times = formatCount(Math.round(value / Math.max(1, shared)))
      return {
        en: `if every place had its own: ${times} times as many`,
        zh: `假如每个位置各有一套：是共享时的 ${times} 倍`,
      }
    }
    case 'connections':
      return {
        en: 'lines from the windows to the neurons, padding included',
        zh: '窗口到神经元的连线，含填充',
      }
    case 'macs':
      return { en: 'one per connection; biases are not counted', zh: '每条连接一次，偏置不计' }
    case 'memory':
      return {
        en: `four bytes per number: ${formatBytes(value)}, by 1,024`,
        zh: `每个数四字节：${formatBytes(value)}，按 1,024 进位`,
      }
    default:
      return { en: '', zh: '' }
  }
}

const texts = {
  title: { en: 'What it costs', zh: '代价有多大' },
  waiting: {
    en: 'Until a whole number of windows fits, only the shared parameters are known: they do not depend on the output.',
    zh: '窗口数还不是整数，只有共享的参数能算出来：它与输出大小无关。',
  },
  refused: { en: 'A layer that is refused has no costs.', zh: '被拒绝的层不计代价。' },
  waitingPool: { en: 'Known once a whole number of windows fits.', zh: '放得下整数个窗口之后才能算。' },
  parameters: { en: 'parameters', zh: '参数' },
  nothing: { en: 'pooling learns nothing', zh: '池化没有要学的东西' },
}
