import { useState } from 'react'
import { Segmented } from '../../components/controls/Segmented'
import { useText } from '../../components/language'
import type { Text } from '../../engine/index'
import { useLab } from '../store/use-lab'
import styles from './Lab.module.css'
import { FiltersPanel } from './panels/FiltersPanel'
import { UnitPanel } from './panels/UnitPanel'

type Tab = 'arithmetic' | 'size' | 'filters' | 'memory'

const words: Readonly<Record<Tab | 'about' | 'more', Text>> = {
  about: { en: 'About this unit', zh: '这个神经元' },
  more: { en: 'Larger sheet', zh: '放大面板' },
  arithmetic: { en: 'Arithmetic', zh: '算式' },
  size: { en: 'Size', zh: '尺寸' },
  filters: { en: 'Filters', zh: '滤波器' },
  memory: { en: 'Memory', zh: '内存' },
}

const tabs: readonly Tab[] = ['arithmetic', 'size', 'filters', 'memory']

/** The unit inspector of a phone, one part at a time. */
export function PhoneSheet() {
  const t = useText()
  const [tab, setTab] = useState<Tab>('arithmetic')
  const [tall, setTall] = useState(false)
  const empty = useLab((s) => tab === 'arithmetic' && !s.unit && !s.hovered)
  return (
    <div className={styles.sheet} data-tall={tall || undefined} data-empty={empty || undefined}>
      <button
        type="button"
        className={styles.handle}
        aria-expanded={tall}
        aria-label={t(words.more)}
        onClick={() => setTall(!tall)}
      >
        <span />
      </button>
      <div className={styles.sheetBody}>
        {tab === 'filters' ? (
          <FiltersPanel width={326} height={tall ? 320 : 130} />
        ) : (
          <UnitPanel layout="sheet" tab={tab} />
        )}
      </div>
      <div className={styles.tabs}>
        <Segmented
          label={t(words.about)}
          hideLabel
          options={tabs.map((value) => ({ value, label: t(words[value]) }))}
          value={tab}
          onChange={setTab}
        />
      </div>
    </div>
  )
}
