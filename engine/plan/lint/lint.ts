/** The rules of thumb of the chapter, and a few that follow from the plan, as advice that explains itself. */
import type { NetworkSpec } from '../../spec'
import { plan } from '../plan'
import { type Advice, advise, type Rule } from './advice'
import { changesSize, evenFilter, largeFilter, stridedConvolution } from './filters'
import { untrainedOutput } from './heads'
import { earlyMemory, heavyFc } from './memory'
import { deadBias, noEffect, nothingBetween, unused } from './order'
import { idleWeights } from './padding'
import { largePooling, poolingFirst } from './pooling'
import { shortSighted } from './reach'
import { alteredScores, deepSigmoid, earlySoftmax } from './scores'
import { unevenInput, unreadCells } from './sizes'

const rules: readonly Rule[] = [
  unevenInput,
  unused,
  nothingBetween,
  alteredScores,
  earlySoftmax,
  noEffect,
  deadBias,
  idleWeights,
  unreadCells,
  largeFilter,
  evenFilter,
  changesSize,
  stridedConvolution,
  largePooling,
  poolingFirst,
  deepSigmoid,
  shortSighted,
  untrainedOutput,
  earlyMemory,
  heavyFc,
]

const ORDER = ['warning', 'hint', 'note'] as const

/**
 * What the rules of thumb say about a network, warnings first; none of it keeps a network from being built. Each piece of
 * advice names its rule and node, says what was found (with the numbers), why, and what to do; `fix`, where there is one,
 * is the network with the change made, and can be planned. Throws what plan throws.
 * Source: CS231n notes, "Layer sizing patterns" and "Layer patterns"; the other rules say their reason.
 */
export function lint(spec: NetworkSpec): readonly Advice[] {
  const planned = plan(spec)
  const advice = rules.flatMap((rule) => rule(planned)).map(advise)
  return ORDER.flatMap((severity) => advice.filter((piece) => piece.severity === severity))
}
