import { Segmented } from '../../../components/controls/Segmented'
import { Select } from '../../../components/controls/Select'
import { useText } from '../../../components/language'
import type { Text } from '../../../engine/index'
import { useLab } from '../../store/use-lab'
import styles from './InputPanel.module.css'

const words = {
  show: { en: 'Maps show', zh: '图中显示' },
  values: { en: 'values', zh: '数值' },
  gradients: { en: 'gradients', zh: '梯度' },
  scale: { en: 'Colour scale', zh: '色标范围' },
} satisfies Record<string, Text>

const scales = {
  map: { en: 'per map', zh: '按图' },
  layer: { en: 'per layer', zh: '按层' },
  network: { en: 'whole network', zh: '全网络' },
} satisfies Record<string, Text>

export function MapsControls({ scaleToo }: { scaleToo?: boolean }) {
  const t = useText()
  const mapsShow = useLab((s) => s.mapsShow)
  const showMaps = useLab((s) => s.actions.showMaps)
  return (
    <div className={styles.maps}>
      <Segmented
        label={t(words.show)}
        options={[
          { value: 'values', label: t(words.values) },
          { value: 'gradients', label: t(words.gradients) },
        ]}
        value={mapsShow}
        onChange={showMaps}
      />
      {scaleToo && <ScaleControl />}
    </div>
  )
}

/** One scale per map, per layer or for the whole network; the key in the top bar names the one in force. */
export function ScaleControl() {
  const t = useText()
  const scale = useLab((s) => s.scale)
  const setScale = useLab((s) => s.actions.setScale)
  return (
    <Select
      label={t(words.scale)}
      options={(['map', 'layer', 'network'] as const).map((value) => ({ value, label: t(scales[value]) }))}
      value={scale}
      onChange={setScale}
    />
  )
}
