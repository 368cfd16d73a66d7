import type { Text, Trace } from '../../engine/index'
import { formatFixed } from '../format'
import { useText } from '../language'
import styles from './UnitInspector.module.css'

type Told<Kind extends Trace['kind']> = Extract<Trace, { kind: Kind }>

const three = (value: number): string => formatFixed(value, 3)

const copied: Text = {
  en: 'The number is handed on as it is, and its gradient comes back as it is.',
  zh: '这个数原样交给下一层，梯度也原样传回。',
}

/** Concat, flatten, dropout in a test run: nothing is computed. */
export function CopyStory({ told }: { told: Told<'copy'> }) {
  const t = useText()
  return (
    <div className={styles.weighted}>
      <p className={styles.sum}>
        <b className={styles.outputInk}>{three(told.total)}</b>
      </p>
      <p className={styles.adds}>{t(copied)}</p>
    </div>
  )
}

const neighbours = ({ channels }: Told<'neighbours'>): Text => {
  const [first, last] = [channels[0] + 1, channels[channels.length - 1] + 1]
  return {
    en: `At this place the squares of channels ${first} to ${last} are added up; the larger their sum, the more the number is damped.`,
    zh: `把同一位置上第 ${first} 到第 ${last} 个通道的平方相加；和越大，这个数被压得越小。`,
  }
}

/** Local response normalisation: x divided by a power of what its neighbours in depth add up to. */
export function NeighboursStory({ told }: { told: Told<'neighbours'> }) {
  const t = useText()
  return (
    <div className={styles.weighted}>
      <p className={styles.sum}>
        Σx² = {three(told.squares)} → {three(told.input)} / {formatFixed(told.base, 4)}
        <sup>{told.power}</sup> = <b className={styles.outputInk}>{three(told.total)}</b>
      </p>
      <p className={styles.adds}>{t(neighbours(told))}</p>
    </div>
  )
}

const normalised: Text = {
  en: 'Mean and variance are those of the whole channel, gathered while training; γ and β are learned.',
  zh: '均值和方差是训练中累计的整个通道的统计量；γ 和 β 是学到的参数。',
}

/** Batch normalisation in a test run: shifted and scaled by the channel's running statistics, then by γ and β. */
export function NormalisedStory({ told }: { told: Told<'normalised'> }) {
  const t = useText()
  const { input, mean, variance, epsilon, gamma, beta, total } = told
  return (
    <div className={styles.weighted}>
      <p className={styles.sum}>
        {three(gamma)} × ({three(input)} − {three(mean)}) / √({three(variance)} + {epsilon}) + {three(beta)} ={' '}
        <b className={styles.outputInk}>{three(total)}</b>
      </p>
      <p className={styles.adds}>{t(normalised)}</p>
    </div>
  )
}
