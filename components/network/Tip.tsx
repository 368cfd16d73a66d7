import type { Plan } from '../../engine/index'
import { valueAt } from '../draw/cell-value'
import type { Snapshot } from '../draw/snapshot'
import { unitBox } from '../draw/tile-box'
import { useText } from '../language'
import { cellLabel, saidOf, unitLabel } from '../maps/map-words'
import { valuesOf } from './LayerCard'
import { columnLayout, type StripLayout } from './layout'
import type { MapsShow, UnitAddress } from './strip.types'
import styles from './Tip.module.css'

interface Props {
  readonly plan: Plan
  readonly snapshot: Snapshot | null
  readonly mapsShow: MapsShow
  readonly strip: StripLayout
  readonly scrolled: Readonly<Record<string, number>>
  readonly unit: UnitAddress
}

/** Place and value of the unit under the pointer, to four decimals. The inspector says the same: the tip only saves the way. */
export function Tip({ plan, snapshot, mapsShow, strip, scrolled, unit }: Props) {
  const t = useText()
  const left = strip.left(unit.node)
  if (left < 0) return null
  const shape = plan.shapeOf(unit.node)
  const box = unitBox(columnLayout(strip, plan, unit.node), unit)
  const value = valueAt(valuesOf(snapshot, unit.node, mapsShow)?.data, shape, unit)
  const said = saidOf(value, mapsShow === 'values' || unit.node === 'input' ? 'value' : 'gradient', 4)
  const onRight = left > strip.width / 2
  const y = strip.top + box.y - (scrolled[unit.node] ?? 0)
  const side = onRight ? { right: strip.width - left - box.x + 12 } : { left: left + box.x + box.w + 12 }
  return (
    <div className={styles.tip} style={{ ...side, top: y - 30 }} aria-hidden>
      {t(shape.h * shape.w === 1 ? unitLabel(unit.c, said) : cellLabel(unit, said))}
    </div>
  )
}
