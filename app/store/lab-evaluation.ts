import type { EngineSession } from '../engine-client/session'
import type { LabState } from './lab.types'

/** Judges the network on the test set while training goes on; one such job at a time. */
export interface LabEvaluation {
  begin(): void
  cancel(): void
}

export function createLabEvaluation(
  session: () => EngineSession | null,
  set: (change: Partial<LabState>) => void,
): LabEvaluation {
  let current: AbortController | null = null

  async function judge(on: EngineSession, control: AbortController): Promise<void> {
    const split = 'test'
    const { step, accuracy, count } = await on.call(
      'evaluate',
      { split },
      {
        signal: control.signal,
        onProgress: ({ done, total }) => {
          if (current === control) set({ evaluation: { split, done, total } })
        },
      },
    )
    if (current === control) set({ accuracyOnTest: { step, accuracy, count } })
  }

  return {
    begin() {
      const on = session()
      if (!on || current) return
      const control = new AbortController()
      current = control
      set({ evaluation: { split: 'test', done: 0, total: 0 } })
      judge(on, control)
        .catch(() => {}) // withdrawn, or the engine was replaced: there is no result
        .finally(() => {
          if (current !== control) return
          current = null
          set({ evaluation: null })
        })
    },
    cancel() {
      current?.abort()
      current = null
      set({ evaluation: null })
    },
  }
}
