import { useStore } from 'zustand'
import { useText } from '../../../components/language'
import { type Text, zoo } from '../../../engine/index'
import type { MeasuringStore } from '../../store/measuring'
import { useLab } from '../../store/use-lab'
import styles from './Engine.module.css'
import { kernelNames } from './engine-words'
import { MeasureButton } from './MeasureButton'
import { SpeedBars } from './SpeedBars'

const words = {
  title: { en: 'One training step', zh: '一步训练' },
  unit: { en: 'pictures a second', zh: '张/秒' },
  measure: { en: 'Measure a training step', zh: '测量一步训练' },
} satisfies Record<string, Text>

const what = (network: string): Text => ({
  en: `Forward, loss, backward and update of ${network}: the same sums in tiles of TypeScript, and compiled with SIMD, four numbers at a time. Where WebAssembly is missing, TypeScript trains.`,
  zh: `${network} 的前向传播、损失、反向传播和更新：同样的运算，一种是分块的 TypeScript，一种编译成 SIMD，每次算四个数。没有 WebAssembly 的浏览器用 TypeScript 训练。`,
})

/** The kernel sets at a whole training step of the Lab's network. */
export function StepSpeed({ measuring }: { measuring: MeasuringStore }) {
  const t = useText()
  const { preset, plan } = useLab((lab) => lab)
  const { spec, step, actions } = useStore(measuring)
  const found = spec === plan.spec ? step : null
  const network = zoo.get(preset)?.title
  const rows = found?.timings.map(({ way, milliseconds }) => ({
    id: way,
    name: t(kernelNames[way]),
    milliseconds,
    rate: (found.batch * 1000) / milliseconds,
  }))
  return (
    <section className={styles.part}>
      <h3>{t(words.title)}</h3>
      <p>{t(what(network ? t(network) : ''))}</p>
      <MeasureButton
        {...{ measuring }}
        what="step"
        label={t(words.measure)}
        onMeasure={actions.measureStep}
      />
      {found && rows && <SpeedBars {...{ rows }} batch={found.batch} unit={t(words.unit)} decimals={0} />}
    </section>
  )
}
