import { useEffect, useState } from 'react'
import { trainedPresets } from '../../store/lab-link'

/** Accuracy on the whole test set, as the program measured it that trained the weights; beside them as JSON. */
const recordOf = (weights: string): string => weights.replace(/\.bin$/, '.json')

async function readAccuracy(url: string): Promise<number | null> {
  try {
    const answer = await fetch(url)
    const record: unknown = await answer.json()
    const found =
      typeof record === 'object' && record !== null && 'testAccuracy' in record ? record.testAccuracy : null
    return typeof found === 'number' && found >= 0 && found <= 1 ? found : null
  } catch {
    return null // the name stands without the figure
  }
}

export function useMeasuredAccuracy(): ReadonlyMap<string, number> {
  const [measured, setMeasured] = useState<ReadonlyMap<string, number>>(new Map())
  useEffect(() => {
    let wanted = true
    for (const [preset, weights] of trainedPresets) {
      void readAccuracy(recordOf(weights)).then((accuracy) => {
        if (wanted && accuracy !== null) setMeasured((before) => new Map(before).set(preset, accuracy))
      })
    }
    return () => {
      wanted = false
    }
  }, [])
  return measured
}
