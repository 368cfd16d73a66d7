import { MEMORY_LIMIT } from '../plan/limits'
import type { Plan } from '../plan/plan.types'
import { SpecError, size } from '../shape'
import type { ArenaOptions } from './arena'

export function checkMemory(plan: Plan, { batch, precision, train }: ArenaOptions): void {
  const numbers =
    plan.nodes.reduce((sum, { out }) => sum + size(out), size(plan.input)) * batch + plan.parameterCount
  const bytes = numbers * (train ? 2 : 1) * (precision === 'float64' ? 8 : 4)
  if (bytes <= MEMORY_LIMIT) return
  throw new SpecError({
    code: 'too-large',
    values: { bytes, limit: MEMORY_LIMIT },
    text: { en: `${bytes} bytes`, zh: `${bytes} 字节` },
  })
}
