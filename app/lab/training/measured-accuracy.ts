import { useEffect, useState } from 'react'
import * as v from 'valibot'
import { trainedPresets } from '../../store/trained-presets'

/** Accuracy on the whole test set, as the program measured it that trained the weights; beside them as JSON. */
const recordOf = (weights: string): string => weights.replace(/\.bin$/, '.json')

const schema = v.object({ test: v.object({ accuracy: v.pipe(v.number(), v.minValue(0), v.maxValue(1)) }) })

async function readAccuracy(url: string): Promise<number | null> {
  try {
    const answer = await fetch(url)
    return v.parse(schema, await answer.json()).test.accuracy
  } catch {
    return null // the name stands without the figure
  }
}

/** `wanted`: fetched from then on. */
export function useMeasuredAccuracy(wanted: boolean): ReadonlyMap<string, number> {
  const [measured, setMeasured] = useState<ReadonlyMap<string, number>>(new Map())
  useEffect(() => {
    if (!wanted) return
    let here = true
    for (const [preset, weights] of trainedPresets) {
      void readAccuracy(recordOf(weights)).then((accuracy) => {
        if (here && accuracy !== null) setMeasured((before) => new Map(before).set(preset, accuracy))
      })
    }
    return () => {
      here = false
    }
  }, [wanted])
  return measured
}
