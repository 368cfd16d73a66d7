import { useEffect, useState } from 'react'
import { ProgressBar } from '../../components/controls/ProgressBar'
import { formatFixed } from '../../components/format'
import { useText } from '../../components/language'
import { dataSets, type Text } from '../../engine/index'
import { useLab } from '../store/use-lab'
import styles from './Lab.module.css'

const megabytes = (bytes: number): string => formatFixed(bytes / 1e6, 1)

const amount = (done: number, total: number): Text => ({
  en: `${megabytes(done)} of ${megabytes(total)} MB`,
  zh: `${megabytes(done)} / ${megabytes(total)} MB`,
})

const meanwhile = {
  first: { en: 'Training starts with the first part.', zh: '第一部分到达后就可以开始训练。' },
  rest: {
    en: 'You can train already; the rest arrives meanwhile.',
    zh: '已经可以训练，其余部分会陆续到达。',
  },
} satisfies Record<string, Text>

/** Under this nothing is shown: a bar that flashes tells nothing. */
const PATIENCE_MS = 400

/** How much of the data set has come, and what one can already do. */
export function DataLoading() {
  const t = useText()
  const set = useLab((s) => s.set)
  const data = useLab((s) => s.data)
  const loading = data !== null && data.done < data.total
  const late = useLate(loading)
  if (!loading || !late) return null
  return (
    <div className={styles.loading}>
      <ProgressBar
        label={t(dataSets[set].name)}
        done={data.done}
        total={data.total}
        detail={t(amount(data.done, data.total))}
        note={t(data.available.train > 0 ? meanwhile.rest : meanwhile.first)}
      />
    </div>
  )
}

function useLate(loading: boolean): boolean {
  const [late, setLate] = useState(false)
  useEffect(() => {
    if (!loading) return setLate(false)
    const timer = setTimeout(() => setLate(true), PATIENCE_MS)
    return () => clearTimeout(timer)
  }, [loading])
  return late
}
