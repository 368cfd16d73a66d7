import { useState } from 'react'
import type { UnitAddress } from '../../store/lab.types'
import { firstUnit } from './demo'

/** The unit that is followed. Its numbers live on with the training: here nothing is pinned. */
export interface Followed {
  readonly unit: UnitAddress | null
  readonly hovered: UnitAddress | null
  /** The one under the pointer while there is one. */
  readonly shown: UnitAddress | null
  pick(unit: UnitAddress | null): void
  point(unit: UnitAddress | null): void
}

export function useFollowed(): Followed {
  const [unit, pick] = useState<UnitAddress | null>(firstUnit)
  const [hovered, point] = useState<UnitAddress | null>(null)
  return { unit, hovered, shown: hovered ?? unit, pick, point }
}
