import { createContext, useContext } from 'react'
import { useStore } from 'zustand'
import { browserDeps, createEngineClient } from '../engine-client'
import { readHash } from '../url'
import { createLab, type LabStore } from './lab'
import type { Lab, LabLink } from './lab.types'
import { connectTo } from './lab-connection'
import type { LabDeps } from './lab-engine.types'
import { linkToLab } from './lab-link'
import { runKept } from './lab-notices'

/** The engine in a worker of its own, as the browser has it. */
export const labDeps = (): LabDeps => ({
  connect: (events) => connectTo(createEngineClient(browserDeps()), events),
  async fetchBytes(url) {
    const response = await fetch(url)
    if (!response.ok) throw new Error(`status ${response.status}`)
    return await response.arrayBuffer()
  },
  base: document.baseURI,
  reducedMotion: () => matchMedia('(prefers-reduced-motion: reduce)').matches,
  randomSeed: () => 1 + Math.floor(Math.random() * 999_999),
})

let single: LabStore | null = null

/** The page's Lab: made when it is first asked for, and kept from then on, so that it trains on while another page is open. */
export function theLab(): LabStore {
  single ??= createLab(labDeps(), linkOfAddress())
  return single
}

function linkOfAddress(): LabLink {
  const { path, query } = readHash()
  return path === '/lab' ? linkToLab(query).values : {}
}

/**
 * A network that was begun on another page goes on in the Lab, with all it has learned; false where a run of the Lab's own
 * would be lost: that one is kept, and says so.
 */
export function adoptLab(lab: LabStore): boolean {
  if (single && single !== lab) {
    if (hasRun(single.getState())) {
      keepRun(single)
      return false
    }
    single.getState().actions.dispose()
  }
  single = lab
  return true
}

const hasRun = ({ step, phase }: Lab): boolean => step > 0 || phase === 'training' || phase === 'waiting'

function keepRun(lab: LabStore): void {
  const { phase, step } = lab.getState()
  if (phase !== 'failed') lab.setState({ notice: runKept(step) })
}

/** Another Lab for what stands below, as in a test. */
export const LabContext = createContext<LabStore | null>(null)

/** The Lab that what stands here belongs to. */
export const useLabStore = (): LabStore => useContext(LabContext) ?? theLab()

/** Select the smallest thing needed: a component is drawn anew only when that has changed. */
export const useLab = <Part>(select: (lab: Lab) => Part): Part => useStore(useLabStore(), select)
