import { useState } from 'react'
import { useStore } from 'zustand'
import { Segmented } from '../../../components/controls/Segmented'
import { Select } from '../../../components/controls/Select'
import { useText } from '../../../components/language'
import { type LayerWay, layerWays, type PlannedNode, type Text } from '../../../engine/index'
import type { MeasuringStore } from '../../store/measuring'
import { useLab } from '../../store/use-lab'
import styles from './Engine.module.css'
import { wayWords, whatItDoes } from './layer-ways'
import { MeasureButton } from './MeasureButton'
import { SpeedBars } from './SpeedBars'

const words = {
  title: { en: 'One convolution, several ways', zh: '一个卷积层，几种算法' },
  layer: { en: 'Layer', zh: '层' },
  way: { en: 'How it is computed', zh: '怎样计算' },
  measure: { en: 'Measure this layer', zh: '测量这一层' },
} satisfies Record<string, Text>

/** The chapter's section on implementation, felt: the same layer by loops, by one product of matrices, directly, and with fewer products. */
export function LayerSpeed({ measuring }: { measuring: MeasuringStore }) {
  const { plan, chosenNode } = useLab((lab) => lab)
  const convs = plan.nodes.filter(({ layer }) => layer.type === 'conv')
  const [picked, setPicked] = useState<string | null>(null)
  const [way, setWay] = useState<LayerWay>('loops')
  const node = convs.find(({ id }) => id === (picked ?? chosenNode)) ?? convs[0]
  if (!node) return null
  return <OneLayer {...{ measuring, convs, node, way, setWay }} onPick={setPicked} />
}

interface Props {
  readonly measuring: MeasuringStore
  readonly convs: readonly PlannedNode[]
  readonly node: PlannedNode
  readonly way: LayerWay
  setWay(way: LayerWay): void
  onPick(id: string): void
}

function OneLayer({ measuring, convs, node, way: picked, setWay, onPick }: Props) {
  const t = useText()
  const ways = layerWays(node)
  const way = ways.includes(picked) ? picked : 'direct'
  const plan = useLab((lab) => lab.plan)
  const { spec, layers, actions } = useStore(measuring)
  const found = spec === plan.spec ? layers.get(node.id) : undefined
  const rows = found?.timings.map(({ way, milliseconds }) => ({
    id: way,
    name: t(wayWords[way].name),
    milliseconds,
    rate: (2 * node.macs * found.batch) / milliseconds / 1e6,
  }))
  return (
    <section className={styles.part}>
      <h3>{t(words.title)}</h3>
      <div className={styles.choices}>
        <Select
          label={t(words.layer)}
          options={convs.map(({ id, title }) => ({ value: id, label: t(title) }))}
          value={node.id}
          onChange={onPick}
        />
        <Segmented
          label={t(words.way)}
          options={ways.map((value) => ({ value, label: t(wayWords[value].name) }))}
          value={way}
          onChange={setWay}
        />
      </div>
      <p>{t(whatItDoes(way, node))}</p>
      <pre className={styles.code}>{wayWords[way].code}</pre>
      <MeasureButton
        {...{ measuring }}
        what="layer"
        label={t(words.measure)}
        onMeasure={() => actions.measureLayer(node.id)}
      />
      {found && rows && <SpeedBars {...{ rows }} batch={found.batch} unit="GFLOP/s" decimals={2} lit={way} />}
    </section>
  )
}
