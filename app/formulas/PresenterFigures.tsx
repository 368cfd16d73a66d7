import type { ReactNode } from 'react'
import { formatBytes, formatCount, formatVolume } from '../../components/format'
import { useText } from '../../components/language'
import { type Quantity, toPlain } from '../../engine/index'
import styles from './Presenter.module.css'
import type { Results } from './results'

interface Props {
  readonly results: Results
  readonly kind: 'conv' | 'pool'
  readonly hidden: boolean
  /** What the layer costs, instead of what it makes. */
  readonly costs: boolean
}

/** What follows from the output in one line: volume, neurons, parameters, and the pixels that no window reads. */
export function PresenterFigures({ results, kind, hidden, costs }: Props) {
  const text = useText()
  const { across, down, output, quantities, unread, problem } = results
  const someFit = across.windows > 0 && down.windows > 0
  const figure = (quantity: Quantity) => quantities.find((formula) => formula.quantity === quantity)
  const neurons = figure('neurons')
  const parameters = problem?.error.code === 'window-in-padding' ? undefined : figure('parameters')
  const sum = parameters && `${toPlain(parameters.expr, 'numbers')} = ${formatCount(parameters.value)}`
  const told = (answer: ReactNode) => (hidden ? '?' : answer || '–')
  const count = (quantity: Quantity) => {
    const found = figure(quantity)
    return told(found && (quantity === 'memory' ? formatBytes(found.value) : formatCount(found.value)))
  }
  if (costs) {
    return (
      <dl className={styles.figures}>
        {COSTS.filter((one) => hidden || !output || figure(one)).map((one) => (
          <Figure key={one} word={text(words[one])}>
            {count(one)}
          </Figure>
        ))}
      </dl>
    )
  }
  return (
    <dl className={styles.figures}>
      <Figure word={text(words.output)}>{told(output && formatVolume(output))}</Figure>
      <Figure word={text(words.neurons)}>{told(neurons && formatCount(neurons.value))}</Figure>
      <Figure word={text(words.parameters)}>{told(kind === 'pool' ? '0' : sum)}</Figure>
      <Figure word={text(words.unread)}>
        {told(
          someFit &&
            text({
              en: `${formatCount(unread.pixels)} of ${formatCount(unread.total)}`,
              zh: `${formatCount(unread.total)} 中的 ${formatCount(unread.pixels)}`,
            }),
        )}
      </Figure>
    </dl>
  )
}

const Figure = ({ word, children }: { word: string; children: ReactNode }) => (
  <div>
    <dt>{word}</dt>
    <dd>{children}</dd>
  </div>
)

const COSTS = ['macs', 'connections', 'parametersUnshared', 'memory'] as const

const words = {
  output: { en: 'output', zh: '输出' },
  neurons: { en: 'neurons', zh: '神经元' },
  parameters: { en: 'parameters', zh: '参数' },
  macs: { en: 'multiply-adds', zh: '乘加' },
  connections: { en: 'connections', zh: '连接' },
  parametersUnshared: { en: 'parameters unshared', zh: '不共享时的参数' },
  memory: { en: 'activations', zh: '激活内存' },
  unread: { en: 'pixels never read', zh: '从未读到的像素' },
}
