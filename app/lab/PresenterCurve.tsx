import { useRef } from 'react'
import { LossChart } from '../../components/charts/LossChart'
import { useLab } from '../store/use-lab'
import styles from './PresenterLab.module.css'
import { useBox } from './use-box'

const HEAD = 24 // px, the words above the curve
const LEAST = 60 // px, lower than this a curve says nothing

/** The curve of the loss, in the room that the column leaves. */
export function PresenterCurve() {
  const place = useRef<HTMLDivElement>(null)
  const { width, height } = useBox(place, { width: 210, height: 0 })
  const history = useLab((s) => s.history)
  const classes = useLab((s) => s.plan.shapeOf(s.plan.outputs[0]).c)
  const trained = useLab((s) => s.trained)
  const loss = useLab((s) => s.settings.loss)
  return (
    <div ref={place} className={styles.curve}>
      {height >= LEAST + HEAD && (
        <LossChart {...{ history, classes, loss, trained, width }} height={height - HEAD} />
      )}
    </div>
  )
}
