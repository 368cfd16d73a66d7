import { useEffect, useState } from 'react'
import { ProgressBar } from '../../components/controls/ProgressBar'
import { formatFixed } from '../../components/format'
import { useText } from '../../components/language'
import { dataSets, type Text } from '../../engine/index'
import { useLab } from '../store/use-lab'

const megabytes = (bytes: number): string => formatFixed(bytes / 1e6, 1)

const megabytesOf = (done: number, total: number): Text => ({
  en: `${megabytes(done)} of ${megabytes(total)} MB`,
  zh: `${megabytes(done)} / ${megabytes(total)} MB`,
})

const meanwhile = {
  first: { en: 'Training starts with part one.', zh: '第一部分到达后就能训练。' },
  rest: { en: 'You can train already.', zh: '已经可以训练。' },
} satisfies Record<string, Text>

/** Under this nothing is shown: a bar that flashes tells nothing. */
const PATIENCE_MS = 400

/** How much of the data set has come, and what one can already do. */
export function DataLoading({ short }: { short?: boolean }) {
  const t = useText()
  const set = useLab((s) => s.set)
  const data = useLab((s) => s.data)
  const loading = data !== null && data.done < data.total
  const late = useLate(loading)
  if (!loading || !late) return null
  return (
    <ProgressBar
      label={t(dataSets[set].name)}
      done={data.done}
      total={data.total}
      detail={t(megabytesOf(data.done, data.total))}
      note={short ? undefined : t(data.available.train > 0 ? meanwhile.rest : meanwhile.first)}
    />
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
