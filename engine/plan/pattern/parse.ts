/** A pattern, as the chapter writes networks, → a spec. */
import type { Layer } from '../../layers/index'
import { SpecError } from '../../shape'
import type { InputSpec, NetworkSpec } from '../../spec'
import { chain } from '../chain'
import { numeral } from '../numerals'
import { CLASSES, complete, HIDDEN_UNITS } from './defaults'
import { expand, type Repeats } from './expand'
import { type Draft, readPattern } from './grammar'
import { atPlace } from './problems'

/** What stands beside the text of a pattern. */
export interface PatternOptions extends Repeats {
  /** How many classes, or their names: the units of the last FC where it says none. Default 10. */
  readonly classes?: number | readonly string[]
}

/** Characters: 64 for each of the 1,024 layers that a network may have. */
const LONGEST = 65_536

/**
 * `INPUT → [[CONV → RELU]*N → POOL?]*M → [FC → RELU]*K → FC` → the network it stands for, every default filled in.
 *
 * The grammar is in grammar.ts and settings.ts, the words in vocabulary.ts: either case, English or Chinese, → or -> or -,
 * brackets of either width. What is left out: CONV has ten 3×3 filters at stride 1, padded to keep the size (at other
 * strides not padded), POOL is the largest of 2×2 at stride 2, FC has 64 units and the last one as many as there are
 * classes, DROPOUT drops half. `N`, `M`, `K` say how often, 0 included (N = M = K = 0 is a linear classifier); `pool`
 * whether what is marked with ? is there. Nodes are named as by chain(): conv1, relu1, conv2 …
 *
 * Throws SpecError: 'malformed' and 'unknown-layer' with values { at, excerpt, found, expected } (at: 0-based index in the
 * text), 'out-of-range' and its like for a setting, with { at, excerpt }, 'too-large' for more layers than a network may
 * have, before any is made. Whether the layers fit the picture is the plan's question.
 * Source: CS231n notes, "Layer patterns".
 */
export function parsePattern(text: string, input: InputSpec, options: PatternOptions = {}): NetworkSpec {
  if (text.length > LONGEST) throw tooLong(text)
  const drafts = expand(text, readPattern(text), options)
  const { classes = CLASSES } = options
  const units = typeof classes === 'number' ? classes : classes.length
  const last = drafts.findLastIndex(({ word }) => word.type === 'fc')
  const layers = drafts.map((draft, i) => layerOf(text, draft, i === last ? units : HIDDEN_UNITS))
  const spec = chain(input, ...layers)
  return typeof classes === 'number' ? spec : { ...spec, classes }
}

function layerOf(text: string, { word, settings, at }: Draft, units: number): Layer {
  try {
    return complete({ ...Object.fromEntries(settings), ...word.fixed, type: word.type }, units, word.word)
  } catch (error) {
    throw error instanceof SpecError ? atPlace(error, text, at) : error
  }
}

function tooLong(text: string): SpecError {
  const [length, most] = [numeral(text.length), numeral(LONGEST)]
  return new SpecError({
    code: 'too-large',
    values: { at: LONGEST, length: text.length, limit: LONGEST },
    text: {
      en: `This pattern has ${length} characters; up to ${most} are read. Write repetitions as [ … ]*3.`,
      zh: `这个模式有 ${length} 个字符，最多读取 ${most} 个。重复的部分请写作 [ … ]*3。`,
    },
  })
}
