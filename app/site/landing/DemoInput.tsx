import { Button } from '../../../components/controls/Button'
import { Glyph } from '../../../components/controls/Glyph'
import { useText } from '../../../components/language'
import { PixelPicture } from '../../../components/maps/PixelPicture'
import { dataSets } from '../../../engine/index'
import type { UnitAddress } from '../../store/lab.types'
import { useLab } from '../../store/use-lab'
import styles from './Landing.module.css'
import { texts } from './landing-words'

/** The picture that goes in, with what the followed unit sees of it. */
export function DemoInput({ unit }: { unit: UnitAddress | null }) {
  const t = useText()
  const plan = useLab((s) => s.plan)
  const snapshot = useLab((s) => s.snapshot)
  const { classes, name } = useLab((s) => dataSets[s.set])
  const { nextPicture } = useLab((s) => s.actions)
  const label = snapshot?.label ?? null
  const what = label === null ? '' : t(classes[label])
  return (
    <div className={styles.input}>
      <h3>
        <Glyph role="input" /> {t(texts.input)}
      </h3>
      <PixelPicture {...{ plan, snapshot, unit }} label={what} size={124} />
      <div className={styles.caption}>
        <b>{what || '\u00a0'}</b>
        <span>{t(name)}</span>
        <Button onClick={() => nextPicture(1)}>{t(texts.next)}</Button>
      </div>
    </div>
  )
}
