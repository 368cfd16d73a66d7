import type { Axis } from '../shape'
import type { Formula } from './formula'
import { axisSymbols, formula, outputSize } from './formula-parts'

/** The output size of one axis: also for a setting that does not fit, whose value is then a fraction or below 1. */
export const outputFormula = (axis: Axis, side: 'w' | 'h' = 'w', shared = true): Formula =>
  formula(side === 'w' ? 'outputWidth' : 'outputHeight', outputSize(axis, axisSymbols(side, shared)))
