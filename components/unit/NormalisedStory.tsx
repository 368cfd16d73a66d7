import type { ReactNode } from 'react'
import type { Text, Trace } from '../../engine/index'
import { Glyph } from '../controls/Glyph'
import { formatFixed } from '../format'
import { useText } from '../language'
import { formatSignificant } from '../significant'
import { Onward } from './Onward'
import { asShown, equalsSign, sameDigits } from './shown-sum'
import styles from './UnitInspector.module.css'
import type { UnitStory } from './unit-story'

type Told = Extract<Trace, { kind: 'normalised' }>

const three = (value: number): string => formatFixed(value, 3)
/** A term that is taken off: its sign stands before it. */
const less = (value: number): string => `${value < 0 ? '+' : '−'} ${three(Math.abs(value))}`

const legend = {
  statistics: {
    en: 'mean and variance of the channel, gathered while training',
    zh: '这个通道的均值和方差，训练时累计得到',
  },
  learned: { en: 'learned, one of each per channel', zh: '学到的参数，每个通道各一个' },
} satisfies Record<string, Text>

/** Batch normalisation in a test run: first to mean 0 and variance 1 by the running statistics, then by γ and β. */
export function NormalisedStory({ story, told }: { story: UnitStory; told: Told }) {
  const { input, mean, variance, epsilon, gamma, beta, total } = told
  const standard = (input - mean) / Math.sqrt(variance + epsilon)
  const [x, m, v, g, b] = [input, mean, variance, gamma, beta].map((value) => asShown(value, 3))
  const first = sameDigits((x - m) / Math.sqrt(v + epsilon), standard, 3)
  const second = sameDigits(g * asShown(standard, 3) + b, total, 3)
  return (
    <div className={styles.weighted} data-broad>
      <p className={styles.sum}>
        <span>
          <Hat /> = (<var>x</var> − <var>μ</var>)/√(<var>σ</var>² + <var>ε</var>)
        </span>{' '}
        <span>
          = (<b className={styles.inputInk}>{three(input)}</b> {less(mean)})/√({three(variance)} +{' '}
          {formatSignificant(epsilon, 1)})
        </span>{' '}
        <span>
          {equalsSign(first)} <b>{three(standard)}</b>
        </span>
      </p>
      <p className={styles.sum}>
        <span>
          <var>y</var> = <var>γ</var>·<Hat /> + <var>β</var>
        </span>{' '}
        <span>
          = <b className={styles.filterInk}>{three(gamma)}</b> × {bracketed(standard)} {beta < 0 ? '−' : '+'}{' '}
          <b className={styles.filterInk}>{three(Math.abs(beta))}</b>
        </span>{' '}
        <span>
          {equalsSign(second)}{' '}
          <b className={story.activation ? undefined : styles.outputInk}>{three(total)}</b>
        </span>
      </p>
      <Onward story={story} />
      <dl className={styles.legend}>
        <Entry symbols="μ, σ²" text={legend.statistics} />
        <Entry symbols="γ, β" text={legend.learned} mark={<Glyph role="filter" size={10} />} />
      </dl>
    </div>
  )
}

/** x̂: the math face has no hat of its own. */
const Hat = () => <var className={styles.hat}>x</var>

/** After a multiplication sign a minus needs a bracket. */
const bracketed = (value: number): string => (value < 0 ? `(${three(value)})` : three(value))

function Entry({ symbols, text, mark }: { symbols: string; text: Text; mark?: ReactNode }) {
  const t = useText()
  return (
    <div>
      <dt>
        <var>{symbols}</var>
      </dt>
      <dd>
        {mark} {t(text)}
      </dd>
    </div>
  )
}
