import { useEffect, useRef, useState } from 'react'
import type { LabActions, LabLink } from '../store/lab.types'
import { labToLink, linkToLab } from '../store/lab-link'
import { useLab } from '../store/use-lab'
import { type HashAddress, onHashChange, readHash, writeQuery } from '../url'

/** What decides the curve. A link that agrees in these shows another part of the same run, and the run goes on. */
const ofTheRun: readonly (keyof LabLink)[] = [
  'preset',
  'trained',
  'seed',
  'set',
  'loss',
  'rule',
  'rate',
  'momentum',
  'rho',
  'beta1',
  'beta2',
  'epsilon',
  'schedule',
  'every',
  'factor',
  'steps',
  'floor',
  'init',
  'deviation',
  'value',
  'biases',
  'batch',
  'l2',
  'shift',
  'flip',
]

export const isSameRun = (link: LabLink, now: LabLink): boolean =>
  ofTheRun.every((key) => (link[key] ?? now[key]) === now[key])

/** Turns to what a link looks at, without touching what is trained. */
function turnTo(link: LabLink, now: LabLink, actions: LabActions): void {
  const { split = now.split, index = now.index, node, unit, scale, maps } = link
  const moved = split !== now.split || index !== now.index
  if (split !== undefined && index !== undefined && moved) actions.look({ kind: 'set', split, index })
  if (node !== undefined) actions.choose(node)
  if (node !== undefined && unit) actions.pick({ node, ...unit })
  if (scale) actions.setScale(scale)
  if (maps && maps !== now.maps) actions.showMaps(maps)
}

/** The address holds the state: what is looked at is written to it, and a link that is followed opens what it says. */
export function useLabLink(): { ignored: readonly string[] | 'all'; dismiss(): void } {
  const [ignored, setIgnored] = useState<readonly string[] | 'all'>([])
  const actions = useLab((s) => s.actions)
  const link = useLab(labToLink)
  const latest = useRef(link)
  latest.current = link
  useEffect(() => {
    const open = ({ path, query, tooLong }: HashAddress) => {
      if (path !== '/lab') return
      const read = linkToLab(query)
      setIgnored(tooLong ? 'all' : read.ignored)
      const now = linkToLab(new URLSearchParams(latest.current)).values
      if (isSameRun(read.values, now)) turnTo(read.values, now, actions)
      else actions.openLink(read.values)
    }
    open(readHash())
    return onHashChange(open)
  }, [actions])
  useEffect(() => writeQuery(new URLSearchParams(link)), [link])
  return { ignored, dismiss: () => setIgnored([]) }
}
