import type { ReactNode } from 'react'
import { formatCount, formatVolume } from '../../components/format'
import { useText } from '../../components/language'
import { toPlain } from '../../engine/index'
import styles from './Presenter.module.css'
import type { Results } from './results'

interface Props {
  readonly results: Results
  readonly kind: 'conv' | 'pool'
  readonly hidden: boolean
}

/** What follows from the output in one line: volume, neurons, parameters, and the pixels that no window reads. */
export function PresenterFigures({ results, kind, hidden }: Props) {
  const text = useText()
  const { across, down, output, quantities, unread, problem } = results
  const someFit = across.windows > 0 && down.windows > 0
  const figure = (quantity: string) => quantities.find((formula) => formula.quantity === quantity)
  const neurons = figure('neurons')
  const parameters = problem?.error.code === 'window-in-padding' ? undefined : figure('parameters')
  const sum = parameters && `${toPlain(parameters.expr, 'numbers')} = ${formatCount(parameters.value)}`
  const told = (answer: ReactNode) => (hidden ? '?' : answer || '–')
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

const words = {
  output: { en: 'output', zh: '输出' },
  neurons: { en: 'neurons', zh: '神经元' },
  parameters: { en: 'parameters', zh: '参数' },
  unread: { en: 'pixels never read', zh: '从未读到的像素' },
}
